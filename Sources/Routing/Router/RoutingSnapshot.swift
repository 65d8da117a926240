/// The network as it stands at one moment: every answer from one snapshot obeys the same closures.
public struct RoutingSnapshot: Sendable {
    let router: Router
    let state: RoutingState

    /// The network.
    public var graph: RoadGraph { router.graph }
    /// Version of the closure set that holds; 0 when none was set.
    public var closureVersion: Int { state.version }
    /// Another number for every time closures were set, also where a set keeps its version and only its hour has come: what
    /// answers that are kept go by.
    public var closureRevision: Int { state.revision }
    /// Number of arcs closed or slowed for a profile.
    public func changedArcs(profile: Int) -> Int { state.changes[profile].count }

    func metric(_ profile: Int) -> Metric { state.metrics[profile] ?? router.metric(profile: profile, state: state) }

    /// Milliseconds between two points, straight legs included; nil when there is no way.
    public func milliseconds(from source: RoutePoint, to target: RoutePoint) -> Int? {
        let time = time(from: source, to: target, in: metric(source.profile), timesStraightLegs: true)
        return time < .unreachable ? Int(time) : nil
    }

    func time(
        from source: RoutePoint, to target: RoutePoint, in metric: Metric, timesStraightLegs: Bool
    ) -> TravelWeight {
        let sources = graph.sources(source, in: metric, timesStraightLegs: timesStraightLegs)
        let targets = graph.targets(target, in: metric, timesStraightLegs: timesStraightLegs)
        let direct = graph.direct(from: source, to: target, in: metric, timesStraightLegs: timesStraightLegs)
        let over = router.points.with { $0.time(from: sources, to: targets, in: metric) }
        return min(over, direct?.time ?? .unreachable)
    }
}
