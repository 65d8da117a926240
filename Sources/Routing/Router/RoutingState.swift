import Caching
internal import GeoIndex

/// One version of all metrics: the closures and conditions in force.
struct RoutingState: Sendable {
    /// The version of the set of closures.
    var version = 0
    /// A number unique to this state.
    var revision = 0
    /// The state of each condition of the graph.
    var conditions: [ConditionState]
    /// For each profile, the arcs that closures name.
    var closed: [[UInt32: TravelWeight]]
    /// For each profile, the arcs that would be open without the closures, ascending.
    var taken: [[UInt32]]
    /// For each profile, the arcs whose weight differs from the dataset because of closures or conditions.
    var changes: [[UInt32: TravelWeight]]
    /// For each profile, the open arcs that a condition of unknown state may close, and the condition.
    var doubtful: [[UInt32: UInt32]]
    /// See ``RoutingSnapshot/closedFingerprint`` and ``RoutingSnapshot/fingerprint``.
    let closedFingerprint: String
    let fingerprint: String
    /// The metrics of the profiles used so far.
    let metrics: Memo<Int, Metric>

    /// Creates the state of a graph under closures and conditions. O(closed arcs · log + conditional arcs).
    init(
        _ graph: RoadGraph, version: Int, revision: Int, closed: [[UInt32: TravelWeight]], conditions: [ConditionState]
    ) {
        self.version = version
        self.revision = revision
        self.conditions = conditions
        self.closed = closed
        taken = []
        changes = []
        doubtful = []
        for profile in graph.profileNames.indices {
            let effects = graph.conditions.effects(profile: profile, base: graph.weights[profile], conditions)
            var merged = effects.changes
            let open = closed[profile].keys.filter {
                merged[$0] ?? graph.weights[profile][Int($0)] < .unreachable
            }
            for arc in open { merged[arc] = .unreachable }
            taken.append(open.sorted())
            changes.append(merged)
            doubtful.append(effects.doubtful.filter { merged[$0.key] ?? 0 < .unreachable })
        }
        let words = taken.flatMap { [UInt32($0.count)] + $0 }
        closedFingerprint = taken.allSatisfy(\.isEmpty) ? "" : Self.fingerprint(words)
        // Everything else in a state follows from these.
        fingerprint = "\(version)-" + Self.fingerprint(words + conditions.map { UInt32($0.rawValue) })
        metrics = Memo(limit: graph.profileNames.count)
    }

    private static func fingerprint(_ words: [UInt32]) -> String {
        words.withUnsafeBytes { raw in
            [XXH64.hash(raw), XXH64.hash(raw, seed: 1)].map { String($0, radix: 16) }.joined(separator: "-")
        }
    }

    private init(_ other: RoutingState, metrics: [Metric?]) {
        version = other.version
        revision = other.revision
        conditions = other.conditions
        closed = other.closed
        taken = other.taken
        changes = other.changes
        doubtful = other.doubtful
        closedFingerprint = other.closedFingerprint
        fingerprint = other.fingerprint
        self.metrics = Memo(limit: metrics.count)
        for (profile, metric) in metrics.enumerated() {
            if let metric { _ = self.metrics.value(profile) { metric } }
        }
    }

    /// The same state with existing metrics.
    func with(metrics: [Metric?]) -> RoutingState { RoutingState(self, metrics: metrics) }
}
