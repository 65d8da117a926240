package import Exchange
internal import GeoIndex
internal import Records
internal import Routing

/// Responses in OSRM's form (HTTP interface v1), with `build`, `dataDate` and `closuresVersion` in addition to OSRM's
/// members.
extension ServiceLocator {
    /// The maximum number of coordinates of a route.
    package static let mostOSRMCoordinates = 100
    /// The maximum number of coordinates of a table.
    package static let mostOSRMTableCoordinates = 500
    /// The maximum number of distances in a table. Each of them needs a route of its own.
    package static let mostOSRMDistances = 40_000

    /// Answers `route`, `table` or `nearest`.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - name: The name of the profile in OSRM.
    ///   - text: The coordinates, as in OSRM's paths.
    ///   - pairs: The options as decoded names and values.
    ///   - rest: Called repeatedly during long work; can throw to stop it.
    /// - Throws: `OSRMFault` where OSRM's code would not be `Ok`, and the errors of `rest`.
    package func osrm(
        _ service: OSRMOptions.Service, profile name: String, coordinates text: String,
        options pairs: [(name: String, value: String)], rest: () async throws -> Void
    ) async throws -> [UInt8] {
        let mode = try OSRMPath.profile(name)
        let count =
            switch service {
            case .nearest: 1...Self.mostOSRMCoordinates
            case .route: 2...Self.mostOSRMCoordinates
            case .table: 2...Self.mostOSRMTableCoordinates
            }
        let coordinates = try OSRMPath.coordinates(text, count: count)
        guard service != .nearest || coordinates.count == 1 else {
            throw OSRMFault(.invalidOptions, "\(coordinates.count) coordinates: expected one")
        }
        let options = try OSRMOptions(service, pairs, coordinateCount: coordinates.count)
        let snapshot = dataset.travel.snapshot()
        guard !dataset.travel.isEmpty, let profile = snapshot.graph.profile(named: mode) else {
            throw OSRMFault(.noSegment, "this dataset has no roads for \(mode)")
        }
        switch service {
        case .nearest: return try nearestSegments(coordinates[0], options, profile, snapshot)
        case .route: return try await routes(coordinates, options, profile, snapshot, rest)
        case .table: return try await table(coordinates, options, profile, snapshot, rest)
        }
    }

    /// Returns a document with the members that all responses have.
    private func osrmAnswer(_ snapshot: RoutingSnapshot, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        dataset.answer(capacity: 16384) { json in
            json.member("code", "Ok")
            json.member("closuresVersion", snapshot.closureVersion)
            body(&json)
        }
    }

    private func nearestSegments(
        _ coordinate: Coordinate, _ options: OSRMOptions, _ profile: Int, _ snapshot: RoutingSnapshot
    ) throws(OSRMFault) -> [UInt8] {
        let graph = snapshot.graph
        let (count, radius) = (options.number, options.radiuses[0])
        let snaps =
            if let heading = options.headings[0] {
                graph.snaps(coordinate, profile: profile, heading: heading, count: count, maximumMetres: radius)
            } else {
                graph.snaps(coordinate, profile: profile, count: count, maximumMetres: radius)
            }
        guard !snaps.isEmpty else { throw OSRMFault.noSegment(0, options) }
        return osrmAnswer(snapshot) { json in
            guard !options.skipsWaypoints else { return }
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
        let joined = try OSRMPoints(coordinates, options, on: snapshot.graph, profile: profile)
        var ends = OSRMLegs.free(joined.points)
        var mustTurnBack = false
        if options.continuesStraight ?? Self.continuesStraight(snapshot.graph.profileNames[profile]),
            joined.points.count > 2
        {
            let straight = try await OSRMLegs.straight(joined.points, in: snapshot, rest: rest)
            mustTurnBack = straight == nil
            ends = straight ?? ends
        }
        var legs: [Route] = []
        for (index, (from, to)) in ends.enumerated() {
            switch snapshot.route(from: from, to: to, hasStretches: !options.annotations.isEmpty) {
            case .success(let leg): legs.append(leg)
            case .failure(let reason):
                throw OSRMFault(.noRoute, "from coordinate \(index) to \(index + 1): \(reason.words.english)")
            }
            try await rest()
        }
        guard !mustTurnBack else {
            throw OSRMFault(
                .noRoute, "no way on without turning back at a waypoint; continue_straight=false allows that")
        }
        return osrmAnswer(snapshot) { json in
            if options.wantsNodes {
                json.member("message", "annotations: nodes are left out, as they are not kept between junctions")
            }
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
        let joined = try OSRMPoints(coordinates, options, on: snapshot.graph, profile: profile)
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
        let estimates = estimate(&seconds, &metres, coordinates, joined, options)
        if options.scaleFactor != 1 { seconds = seconds.map { $0.map { $0.map { $0 * options.scaleFactor } } } }
        return osrmAnswer(snapshot) { json in
            if options.annotations.contains(.duration) {
                json.key("durations")
                json.table(seconds)
            }
            if options.annotations.contains(.distance) {
                json.key("distances")
                json.table(metres)
            }
            if options.fallbackSpeed != nil {
                json.key("fallback_speed_cells")
                json.array { json in
                    for (row, column) in estimates {
                        json.array { json in
                            json.integer(row)
                            json.integer(column)
                        }
                    }
                }
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

    /// Fills cells without a route with straight lines at the fallback speed; returns these cells.
    private func estimate(
        _ seconds: inout [[Double?]], _ metres: inout [[Double?]], _ coordinates: [Coordinate], _ joined: OSRMPoints,
        _ options: OSRMOptions
    ) -> [(row: Int, column: Int)] {
        guard let speed = options.fallbackSpeed else { return [] }
        let places = options.fallbackIsSnapped ? joined.points.map(\.snap.position.coordinate) : coordinates
        var cells: [(row: Int, column: Int)] = []
        for (row, source) in options.sources.enumerated() {
            for (column, destination) in options.destinations.enumerated() {
                guard (seconds.isEmpty ? metres : seconds)[row][column] == nil else { continue }
                let distance = Geodesic.distance(from: places[source], to: places[destination])
                if !seconds.isEmpty { seconds[row][column] = distance / speed }
                if !metres.isEmpty { metres[row][column] = distance }
                cells.append((row, column))
            }
        }
        return cells
    }

    /// Returns whether routes of a profile pass waypoints without turning back by default. As in OSRM's profiles, those
    /// of motor vehicles do.
    private static func continuesStraight(_ profile: String) -> Bool { profile != "foot" && profile != "bicycle" }
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
