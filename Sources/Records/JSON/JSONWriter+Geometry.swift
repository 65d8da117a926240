public import GeoIndex

/// GeoJSON geometries (RFC 7946): WGS 84 degrees, longitude first, to seven decimals (about a centimetre).
extension JSONWriter {
    /// Writes a point geometry, or null without a position.
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

    /// Writes a line geometry. A single coordinate is written twice, because RFC 7946 requires two positions.
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

    /// Writes an array of longitude and latitude.
    package mutating func position(_ coordinate: Coordinate) {
        array { json in
            json.number(coordinate.longitude, decimals: 7)
            json.number(coordinate.latitude, decimals: 7)
        }
    }

    /// Writes a multipolygon geometry.
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
