internal import GeoIndex
public import Locator
internal import Records

extension CoverageSurface {
    /// The bands of the whole region as GeoJSON (RFC 7946) in ascending order, with valid rings.
    ///
    /// - Parameters:
    ///   - coverage: The coverage to describe; the surface may have been created for an equivalent one.
    ///   - scale: The bands.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func geoJSON(
        _ coverage: Coverage, _ scale: CoverageScale = .standard
    ) throws(CancellationError) -> [UInt8] {
        let dataset = coverage.dataset
        let window = lattice.window
        let bands = try bands(scale, in: window)
        var json = JSONWriter(capacity: 1 << 16)
        json.object { json in
            json.member("type", "FeatureCollection")
            json.member("build", dataset.buildID.description)
            json.member("dataDate", dataset.dataDate)
            json.member("kinds", coverage.query.kinds)
            json.member("mode", coverage.query.mode)
            if let moment = coverage.momentText { json.member("openAt", moment) }
            json.member("closuresVersion", coverage.closuresVersion)
            json.member("estimate", coverage.isEstimate)
            json.key("features")
            json.array { json in
                for (band, rings) in bands {
                    json.object { json in
                        json.member("type", "Feature")
                        json.key("geometry")
                        json.multiPolygon(Self.polygons(rings, window))
                        json.key("properties")
                        json.object { json in
                            json.member("band", band.name)
                            if case .minutes(let minutes, _) = band { json.member("minutes", minutes) }
                            json.member("name", band.words)
                            json.member("colour", band.colour)
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    /// Converts rings of a window to polygons in degrees. Reversed, exteriors are counter-clockwise as RFC 7946
    /// requires.
    private static func polygons(_ rings: [[TilePoint]], _ window: TileWindow) -> MultiPolygon {
        var polygons: MultiPolygon = []
        for ring in rings {
            let coordinates = (ring + ring.prefix(1)).reversed().map { window.world($0).coordinate }
            if ring.doubledArea > 0 || polygons.isEmpty {
                polygons.append(Polygon(rings: [coordinates]))
            } else {
                polygons[polygons.count - 1].rings.append(coordinates)
            }
        }
        return polygons
    }
}
