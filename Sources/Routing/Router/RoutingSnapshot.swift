/// The network as it stands at one moment: every answer from one snapshot obeys the same closures.
public struct RoutingSnapshot: Sendable {
    let router: Router
    let state: RoutingState

    /// The network.
    public var graph: RoadGraph { router.graph }
    /// Version of the closure set that holds; 0 when none was set.
    public var closureVersion: Int { state.version }
    /// Tells one state of closures and conditions from another, also where a set keeps its version and only its hour has come:
    /// what answers that are kept go by. Equal for equal states of one graph, in whichever process they are.
    public var fingerprint: String { state.fingerprint }
    /// The same for the roads that closures take from anybody, whatever else holds; empty where they take none.
    public var closedFingerprint: String { state.closedFingerprint }
    /// Number of arcs whose weight closures or conditions change for a profile.
    public func changedArcs(profile: Int) -> Int { state.changes[profile].count }

    /// What is known of each condition of the graph.
    public var conditions: [ConditionState] { state.conditions }
    /// The condition, as its place among the graph's `conditionTexts`, that may close an open arc to a profile and that
    /// nobody can judge; nil where there is none.
    public func doubt(ofArc arc: Int, profile: Int) -> Int? { state.doubtful[profile][UInt32(arc)].map { Int($0) } }

    /// Whether there is any such arc.
    func hasDoubts(profile: Int) -> Bool { !state.doubtful[profile].isEmpty }

    func metric(_ profile: Int) -> Metric { router.metric(profile: profile, state: state) }

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
