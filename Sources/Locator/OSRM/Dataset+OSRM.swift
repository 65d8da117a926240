internal import GeoIndex
internal import Routing

/// Answers in OSRM's form (HTTP interface v1), with `build`, `dataDate` and `closuresVersion` beside OSRM's members.
extension Dataset {
    /// The most coordinates of a route, of a table, and the most distances in one: each of these is a route of its own.
    package static let mostOSRMCoordinates = 100
    package static let mostOSRMTableCoordinates = 500
    package static let mostOSRMDistances = 40_000

    /// Answers `route`, `table` or `nearest` from what its path and options say; throws when OSRM would answer no `Ok`.
    ///
    /// `rest` is called now and then during long work and may throw to end it.
    package func osrm(
        _ service: OSRMOptions.Service, profile name: String, coordinates text: String,
        options pairs: [(name: String, value: String)], rest: () async throws -> Void
    ) async throws -> [UInt8] {
        let mode = try OSRMPath.profile(name)
        let count =
            switch service {
            case .nearest: 1...1
            case .route: 2...Self.mostOSRMCoordinates
            case .table: 2...Self.mostOSRMTableCoordinates
            }
        let coordinates = try OSRMPath.coordinates(text, count: count)
        let options = try OSRMOptions(service, pairs, coordinateCount: coordinates.count)
        let snapshot = travel.snapshot()
        guard !travel.isEmpty, let profile = snapshot.graph.profile(named: mode) else {
            throw OSRMFault(.noSegment, "this dataset has no roads for \(mode)")
        }
        switch service {
        case .nearest: return try nearestSegments(coordinates[0], options, profile, snapshot)
        case .route: return try await routes(coordinates, options, profile, snapshot, rest)
        case .table: return try await table(coordinates, options, profile, snapshot, rest)
        }
    }

    /// A document that begins as every answer does.
    private func osrmAnswer(_ snapshot: RoutingSnapshot, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        answer(capacity: 16384) { json in
            json.member("code", "Ok")
            json.member("closuresVersion", snapshot.closureVersion)
            body(&json)
        }
    }

    private func nearestSegments(
        _ coordinate: Coordinate, _ options: OSRMOptions, _ profile: Int, _ snapshot: RoutingSnapshot
    ) throws(OSRMFault) -> [UInt8] {
        let graph = snapshot.graph
        let snaps = graph.snaps(
            coordinate, profile: profile, count: options.number, maximumMetres: options.radiuses[0])
        guard !snaps.isEmpty else {
            throw OSRMFault(.noSegment, "coordinate 0: no road within \(Int(options.radiuses[0])) m")
        }
        return osrmAnswer(snapshot) { json in
            json.key("waypoints")
            json.array { json in
                for snap in snaps {
                    json.waypoint(snap, in: graph) { json in
                        json.key("nodes")
                        json.array { json in
                            for node in [
                                graph.tail(ofArc: snap.position.segment * 2),
                                graph.head(ofArc: snap.position.segment * 2),
                            ] {
                                json.integer(Int(graph.osmID(ofNode: node)))
                            }
                        }
                    }
                }
            }
        }
    }

    private func routes(
        _ coordinates: [Coordinate], _ options: OSRMOptions, _ profile: Int, _ snapshot: RoutingSnapshot,
        _ rest: () async throws -> Void
    ) async throws -> [UInt8] {
        let joined = try OSRMPoints(coordinates, radiuses: options.radiuses, on: snapshot.graph, profile: profile)
        var legs: [Route] = []
        for (index, (from, to)) in zip(joined.points, joined.points.dropFirst()).enumerated() {
            switch snapshot.route(from: from, to: to) {
            case .success(let leg): legs.append(leg)
            case .failure(let reason):
                throw OSRMFault(.noRoute, "from coordinate \(index) to \(index + 1): \(reason.words.text(in: "en"))")
            }
            try await rest()
        }
        return osrmAnswer(snapshot) { json in
            json.key("routes")
            json.array { $0.osrmRoute(legs, options, in: snapshot.graph, profile: profile) }
            guard !options.skipsWaypoints else { return }
            json.key("waypoints")
            json.array { json in for snap in joined.snaps { json.waypoint(snap, in: snapshot.graph) } }
        }
    }

    private func table(
        _ coordinates: [Coordinate], _ options: OSRMOptions, _ profile: Int, _ snapshot: RoutingSnapshot,
        _ rest: () async throws -> Void
    ) async throws -> [UInt8] {
        let cells = options.sources.count * options.destinations.count
        if options.annotations.contains(.distance), cells > Self.mostOSRMDistances {
            throw OSRMFault(
                .tooBig,
                "\(cells) distances: expected at most \(Self.mostOSRMDistances); ask for durations alone, or for parts")
        }
        let joined = try OSRMPoints(coordinates, radiuses: options.radiuses, on: snapshot.graph, profile: profile)
        let targets = options.destinations.map { joined.points[$0] }
        let places = PlaceSet(points: targets, on: snapshot.graph, profile: profile)
        var seconds: [[Double?]] = []
        var metres: [[Double?]] = []
        for source in options.sources.map({ joined.points[$0] }) {
            if options.annotations.contains(.duration) {
                seconds.append(snapshot.times(from: source, to: places).map { $0.map { Double($0) / 1000 } })
            }
            if options.annotations.contains(.distance) {
                metres.append(targets.map { snapshot.length(from: source, to: $0)?.metres })
            }
            try await rest()
        }
        return osrmAnswer(snapshot) { json in
            if options.annotations.contains(.duration) {
                json.key("durations")
                json.table(seconds)
            }
            if options.annotations.contains(.distance) {
                json.key("distances")
                json.table(metres)
            }
            guard !options.skipsWaypoints else { return }
            json.key("sources")
            json.array { json in for place in options.sources { json.waypoint(joined.snaps[place], in: snapshot.graph) }
            }
            json.key("destinations")
            json.array { json in
                for place in options.destinations { json.waypoint(joined.snaps[place], in: snapshot.graph) }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func table(_ rows: [[Double?]]) {
        array { json in
            for row in rows {
                json.array { json in
                    for cell in row {
                        if let cell { json.number(cell, decimals: 1) } else { json.null() }
                    }
                }
            }
        }
    }
}
