public import GeoIndex

extension RoutingSnapshot {
    /// A time is an estimate when a straight leg is longer than this, in metres.
    public static let longStraightLeg = 50.0

    /// The way of least time between two coordinates for the profile of this name.
    public func route(
        from origin: Coordinate, to destination: Coordinate, profile name: String,
        maximumMetres: Double = RoadGraph.snapMetres
    ) -> Result<Route, NoRoute> {
        guard let profile = graph.profile(named: name) else { return .failure(.unknownProfile(name)) }
        guard let source = graph.point(at: origin, profile: profile, maximumMetres: maximumMetres) else {
            return .failure(.originOffNetwork(maximumMetres: maximumMetres))
        }
        guard let target = graph.point(at: destination, profile: profile, maximumMetres: maximumMetres) else {
            return .failure(.destinationOffNetwork(maximumMetres: maximumMetres))
        }
        return route(from: source, to: target)
    }

    /// The way of least time between two points of one profile, with geometry and steps, and with stretches when
    /// requested.
    public func route(
        from source: RoutePoint, to target: RoutePoint, hasStretches: Bool = false
    ) -> Result<Route, NoRoute> {
        precondition(source.profile == target.profile, "both points belong to one profile")
        let metric = metric(source.profile)
        guard let way = way(from: source, to: target, in: metric) else {
            return .failure(reason(from: source, to: target))
        }
        return .success(RouteAssembler(self, metric, source, way).route(hasStretches: hasStretches))
    }

    /// Milliseconds and metres of the way of least time, including straight legs; nil when there is none.
    public func length(from source: RoutePoint, to target: RoutePoint) -> (milliseconds: Int, metres: Double)? {
        let metric = metric(source.profile)
        guard let way = way(from: source, to: target, in: metric) else { return nil }
        return (Int(way.time), way.networkMetres + way.straightMetres)
    }

    private func way(from source: RoutePoint, to target: RoutePoint, in metric: Metric) -> ArcWay? {
        let sources = graph.sources(source, in: metric, timesStraightLegs: true)
        let targets = graph.targets(target, in: metric, timesStraightLegs: true)
        let direct = graph.direct(from: source, to: target, in: metric, timesStraightLegs: true)
        let over = router.points.with { $0.way(from: sources, to: targets, in: metric) }
        return way(from: source, to: target, direct: direct, over: over)
    }

    /// The faster of the way along one arc and the way through the hierarchy.
    func way(
        from source: RoutePoint, to target: RoutePoint, direct: DirectWay?, over: PointQuery.Way?
    ) -> ArcWay? {
        func snap(_ point: RoutePoint, _ tag: UInt32) -> Snap { point.snaps[Int(tag) / 2] }
        func arc(_ point: RoutePoint, _ tag: UInt32) -> Int {
            snap(point, tag).position.segment * 2 + Int(tag) % 2
        }
        if let direct, direct.time <= over?.time ?? .unreachable {
            return ArcWay(
                graph, time: direct.time, arcs: [arc(source, direct.sourceTag)], origin: snap(source, direct.sourceTag),
                destination: snap(target, direct.targetTag))
        }
        return over.map { over in
            ArcWay(
                graph, time: over.time,
                arcs: [arc(source, over.sourceTag)] + over.arcs.map { Int($0) } + [arc(target, over.targetTag)],
                origin: snap(source, over.sourceTag), destination: snap(target, over.targetTag))
        }
    }

    private func isOpen(_ snap: Snap, in metric: Metric) -> Bool {
        (0...1).contains { metric.weight(ofNetworkArc: snap.position.segment * 2 + $0) < .unreachable }
    }

    /// The reason why there is no way between two points.
    func reason(from source: RoutePoint, to target: RoutePoint) -> NoRoute {
        // A street that a condition opens only at other times counts as closed.
        let metric = metric(source.profile)
        for point in [source, target] where !point.snaps.contains(where: { isOpen($0, in: metric) }) { return .closed }
        if !state.changes[source.profile].isEmpty {
            let open = router.openMetric(profile: source.profile)
            if time(from: source, to: target, in: open, timesStraightLegs: true) < .unreachable { return .closed }
        }
        let parts = Set(source.snaps.map(\.component)).intersection(target.snaps.map(\.component))
        if !parts.isEmpty { return .noWayByTheRules }
        for (other, name) in graph.profileNames.enumerated() where other != source.profile {
            func point(_ point: RoutePoint) -> RoutePoint? {
                let reach = point.snap.metres + RoadGraph.apartMetres
                return graph.point(at: point.coordinate, profile: other, maximumMetres: reach)
            }
            guard let from = point(source), let to = point(target) else { continue }
            if milliseconds(from: from, to: to) != nil { return .profileMayNot(other: name) }
        }
        return .separateNetworks
    }
}
