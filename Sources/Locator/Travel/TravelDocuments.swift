internal import GeoIndex
internal import OpeningHours
internal import Records
internal import Routing

/// JSON documents of travel answers, the same on the command line and over HTTP.
extension Dataset {
    /// Returns the document of a route, or of the reason why there is none. Without a route the time is null, never 0.
    package func document(_ answer: RouteAnswer) -> [UInt8] {
        self.answer { json in
            json.members(mode: answer.mode, roads: travel.roads, closuresVersion: answer.closuresVersion)
            json.conditions(answer.moment, in: calendar.zone)
            json.key("origin")
            json.geocodeResult(answer.origin, in: self)
            json.key("destination")
            json.geocodeResult(answer.destination, in: self)
            json.members(of: answer.route, isSample: travel.isSample)
            json.key("geometry")
            if case .success(let route) = answer.route { json.line(route.geometry) } else { json.null() }
            json.key("steps")
            json.steps(answer.route)
        }
    }

    /// Returns a route as a GeoJSON feature (RFC 7946). Its geometry is null without a route.
    package func geoJSON(_ answer: RouteAnswer) -> [UInt8] {
        var json = JSONWriter(capacity: 16384)
        json.object { json in
            json.member("type", "Feature")
            json.key("geometry")
            if case .success(let route) = answer.route { json.line(route.geometry) } else { json.null() }
            json.key("properties")
            json.object { json in
                json.member("build", buildID.description)
                json.member("dataDate", dataDate)
                json.members(mode: answer.mode, roads: travel.roads, closuresVersion: answer.closuresVersion)
                json.conditions(answer.moment, in: calendar.zone)
                json.members(of: answer.route, isSample: travel.isSample)
            }
        }
        return json.bytes
    }

    /// Returns the document of a matrix: seconds from each origin (rows) to each destination (columns), null without a
    /// route.
    package func document(_ matrix: MatrixAnswer) -> [UInt8] {
        answer { json in
            json.members(mode: matrix.mode, roads: travel.roads, closuresVersion: matrix.closuresVersion)
            json.conditions(matrix.moment, in: calendar.zone)
            json.member("estimate", matrix.isEstimate)
            json.key("origins")
            json.array { json in for place in matrix.origins { json.geocodeResult(place, in: self) } }
            json.key("destinations")
            json.array { json in for place in matrix.destinations { json.geocodeResult(place, in: self) } }
            json.key("seconds")
            json.array { json in
                for row in matrix.milliseconds {
                    json.array { json in
                        for cell in row {
                            if let cell { json.number(Double(cell) / 1000, decimals: 1) } else { json.null() }
                        }
                    }
                }
            }
        }
    }

    /// Returns the areas as GeoJSON, largest first, so that smaller ones are drawn on top.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func document(_ answer: IsochroneAnswer) throws(CancellationError) -> [UInt8] {
        var areas: [(isochrone: Isochrone, polygons: MultiPolygon)] = []
        if case .success(let isochrones) = answer.isochrones {
            for isochrone in isochrones.sorted(by: { $0.milliseconds > $1.milliseconds }) {
                try Task.checkStop()
                areas.append((isochrone, isochrone.polygons(isLand: isLand)))
            }
        }
        return self.answer { json in
            json.member("type", "FeatureCollection")
            json.members(mode: answer.mode, roads: travel.roads, closuresVersion: answer.closuresVersion)
            json.conditions(answer.moment, in: calendar.zone)
            json.member("reverse", answer.isReverse)
            json.key("origin")
            json.geocodeResult(answer.origin, in: self)
            json.key("noRoute")
            if case .failure(let reason) = answer.isochrones { json.reason(reason) } else { json.null() }
            json.key("features")
            json.array { json in
                for (isochrone, polygons) in areas {
                    json.object { json in
                        json.member("type", "Feature")
                        json.key("geometry")
                        json.multiPolygon(polygons)
                        json.key("properties")
                        json.object { json in
                            json.member("minutes", Double(isochrone.milliseconds) / 60_000, decimals: 3)
                            json.member("mode", answer.mode)
                            json.member("reverse", answer.isReverse)
                            json.member("estimate", isochrone.isEstimate)
                            json.member("closuresVersion", answer.closuresVersion)
                            json.member("roadMetres", isochrone.metres, decimals: 0)
                        }
                    }
                }
            }
        }
    }

    /// Tests whether a position is on land; nil unless all outlines are surveyed.
    private var isLand: (@Sendable (Coordinate) -> Bool)? {
        let outlines = municipalities.map(\.outline)
        guard !outlines.isEmpty, outlines.allSatisfy({ $0 == .surveyed }) else { return nil }
        return { self.municipality(containing: $0, snapMetres: 0) != nil }
    }
}

extension JSONWriter {
    /// Writes the members that all travel answers have.
    fileprivate mutating func members(mode: String, roads: TravelNetwork.Roads, closuresVersion: Int) {
        member("mode", mode)
        member("roads", roads.rawValue)
        member("closuresVersion", closuresVersion)
    }

    /// Writes the time at which conditions of roads were evaluated, how many hold and how many are unknown; null when
    /// no road has conditions.
    mutating func conditions(_ moment: RoadMoment?, in zone: ZoneRule) {
        key("conditions")
        guard let moment else {
            null()
            return
        }
        object { json in
            json.member("at", TimeText.text(moment.instant, in: zone))
            json.member("holding", moment.holding)
            json.member("unknown", moment.unknown)
        }
    }

    fileprivate mutating func members(of route: Result<Route, NoRoute>, isSample: Bool) {
        switch route {
        case .success(let route):
            member("seconds", route.seconds, decimals: 1)
            member("metres", route.metres, decimals: 1)
            member("estimate", route.isEstimate)
            member("ferry", route.usesFerry)
            doubts(route.doubts)
            key("noRoute")
            null()
        case .failure(let reason):
            for name: StaticString in ["seconds", "metres"] {
                key(name)
                null()
            }
            member("estimate", isSample)
            member("ferry", false)
            doubts([])
            key("noRoute")
            self.reason(reason)
        }
    }

    private mutating func doubts(_ doubts: [RouteDoubt]) {
        key("mayBeClosed")
        array { json in
            for doubt in doubts {
                json.object { json in
                    json.member("name", doubt.name.local.isEmpty ? nil : doubt.name.local)
                    json.member("condition", doubt.condition)
                    json.members(of: doubt.coordinate)
                }
            }
        }
    }

    fileprivate mutating func steps(_ route: Result<Route, NoRoute>) {
        array { json in
            guard case .success(let route) = route else { return }
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

    fileprivate mutating func reason(_ reason: NoRoute) {
        object { json in
            json.member("reason", reason.code)
            json.member("text", reason.words)
        }
    }
}
