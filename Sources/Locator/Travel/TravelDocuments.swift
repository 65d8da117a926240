public import GeoIndex
public import Routing

/// JSON documents of travel answers, the same for command line and HTTP.
extension Dataset {
    /// The document of a route, or of the reason why there is none: never a time of zero.
    public func document(_ route: Result<Route, NoRoute>, mode: String, closuresVersion: Int) -> [UInt8] {
        answer { json in
            json.member("mode", mode)
            json.member("closuresVersion", closuresVersion)
            switch route {
            case .success(let route): json.members(of: route)
            case .failure(let reason): json.members(of: reason)
            }
        }
    }

    /// The document of a matrix: seconds from each origin (rows) to each destination (columns), null without a way.
    public func document(matrix: [[Int?]], mode: String, closuresVersion: Int) -> [UInt8] {
        answer { json in
            json.member("mode", mode)
            json.member("closuresVersion", closuresVersion)
            json.member("estimate", travel.graph.isSample)
            json.key("seconds")
            json.array { json in
                for row in matrix {
                    json.array { json in
                        for cell in row {
                            if let cell { json.number(Double(cell) / 1000, decimals: 1) } else { json.null() }
                        }
                    }
                }
            }
        }
    }

    /// The areas reached within some times as GeoJSON, the widest first, so that the nearer is drawn above it.
    public func document(isochrones: [Isochrone], mode: String, isReverse: Bool, closuresVersion: Int) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("type", "FeatureCollection")
            json.member("build", buildID.description)
            json.member("dataDate", dataDate)
            json.key("features")
            json.array { json in
                for isochrone in isochrones.sorted(by: { $0.milliseconds > $1.milliseconds }) {
                    json.object { json in
                        json.member("type", "Feature")
                        json.key("geometry")
                        json.multiPolygon(isochrone.polygons(isLand: isLand))
                        json.key("properties")
                        json.object { json in
                            json.member("minutes", Double(isochrone.milliseconds) / 60_000, decimals: 3)
                            json.member("mode", mode)
                            json.member("reverse", isReverse)
                            json.member("estimate", isochrone.isEstimate || travel.graph.isSample)
                            json.member("closuresVersion", closuresVersion)
                            json.member("roadMetres", isochrone.metres, decimals: 0)
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    /// Whether a position is on land, where surveyed outlines tell; nothing where they do not.
    private var isLand: (@Sendable (Coordinate) -> Bool)? {
        let outlines = municipalities.map(\.outline)
        guard !outlines.isEmpty, outlines.allSatisfy({ $0 == .surveyed }) else { return nil }
        return { self.municipality(containing: $0, snapMetres: 0) != nil }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of route: Route) {
        member("seconds", route.seconds, decimals: 1)
        member("metres", route.metres, decimals: 1)
        member("estimate", route.isEstimate)
        member("ferry", route.usesFerry)
        key("noRoute")
        null()
        key("geometry")
        object { json in
            json.member("type", "LineString")
            json.key("coordinates")
            json.array { json in for coordinate in route.geometry { json.position(coordinate) } }
        }
        key("steps")
        array { json in
            for step in route.steps {
                json.object { json in
                    json.key("instruction")
                    json.object { json in
                        json.member("el", step.instruction(in: .greek))
                        json.member("en", step.instruction(in: .english))
                    }
                    json.member("name", step.name.local.isEmpty ? nil : step.name.local)
                    json.member("seconds", step.seconds, decimals: 1)
                    json.member("metres", step.metres, decimals: 1)
                    json.members(of: step.coordinate)
                }
            }
        }
    }

    fileprivate mutating func members(of reason: NoRoute) {
        for name: StaticString in ["seconds", "metres", "geometry"] {
            key(name)
            null()
        }
        key("noRoute")
        object { json in
            json.member("reason", reason.code)
            json.member("text", reason.words)
        }
        key("steps")
        array { _ in }
    }

    fileprivate mutating func position(_ coordinate: Coordinate) {
        array { json in
            json.number(coordinate.longitude, decimals: 7)
            json.number(coordinate.latitude, decimals: 7)
        }
    }

    /// Writes a GeoJSON multipolygon (RFC 7946).
    public mutating func multiPolygon(_ polygons: MultiPolygon) {
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
