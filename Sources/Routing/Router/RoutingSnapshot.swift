/// The state of the network at one moment: all answers from a snapshot use the same closures.
public struct RoutingSnapshot: Sendable {
    let router: Router
    let state: RoutingState

    /// The network.
    public var graph: RoadGraph { router.graph }
    /// The version of the closures in force; 0 when none were set.
    public var closureVersion: Int { state.version }
    /// Identifies the state of closures and conditions, for use as a cache key. It also changes when a closure of an
    /// unchanged set begins or ends. Equal for equal states of one graph in all processes.
    public var fingerprint: String { state.fingerprint }
    /// Identifies only the roads closed by closures, whatever the conditions; empty when there are none.
    public var closedFingerprint: String { state.closedFingerprint }
    /// The number of arcs whose weight closures or conditions change for a profile.
    public func changedArcs(profile: Int) -> Int { state.changes[profile].count }
    /// The arcs that closures close to a profile, ascending. O(closed arcs).
    public func closedArcs(profile: Int) -> [Int] { state.taken[profile].map { Int($0) } }

    /// The state of each condition of the graph.
    public var conditions: [ConditionState] { state.conditions }
    /// The condition of unknown state that may close an open arc to a profile, as an index in the graph's
    /// `conditionTexts`; nil when there is none.
    public func doubt(ofArc arc: Int, profile: Int) -> Int? { state.doubtful[profile][UInt32(arc)].map { Int($0) } }

    /// Whether there is any such arc.
    func hasDoubts(profile: Int) -> Bool { !state.doubtful[profile].isEmpty }

    func metric(_ profile: Int) -> Metric { router.metric(profile: profile, state: state) }

    /// Milliseconds between two points, including straight legs; nil when there is no way.
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
