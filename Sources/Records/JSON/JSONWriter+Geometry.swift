public import GeoIndex

/// Geometries of GeoJSON (RFC 7946).
extension JSONWriter {
    /// Writes a GeoJSON point geometry (RFC 7946, longitude first), null without a position.
    public mutating func point(_ coordinate: Coordinate?) {
        guard let coordinate else {
            null()
            return
        }
        object { json in
            json.member("type", "Point")
            json.key("coordinates")
            json.array { json in
                json.number(coordinate.longitude, decimals: 7)
                json.number(coordinate.latitude, decimals: 7)
            }
        }
    }

    /// Writes a GeoJSON line, which has two positions even where it has no length (RFC 7946).
    package mutating func line(_ coordinates: [Coordinate]) {
        object { json in
            json.member("type", "LineString")
            json.key("coordinates")
            json.array { json in
                for coordinate in coordinates { json.position(coordinate) }
                if coordinates.count == 1 { json.position(coordinates[0]) }
            }
        }
    }

    /// Writes a position as RFC 7946 has it: longitude, latitude.
    package mutating func position(_ coordinate: Coordinate) {
        array { json in
            json.number(coordinate.longitude, decimals: 7)
            json.number(coordinate.latitude, decimals: 7)
        }
    }

    /// Writes a GeoJSON multipolygon (RFC 7946).
    package mutating func multiPolygon(_ polygons: MultiPolygon) {
        object { json in
            json.member("type", "MultiPolygon")
            json.key("coordinates")
            json.array { json in
                for polygon in polygons {
                    json.array { json in
                        for ring in polygon.rings {
                            json.array { json in for coordinate in ring { json.position(coordinate) } }
                        }
                    }
                }
            }
        }
    }
}
