internal import GeoIndex
import Synchronization

/// One version of all metrics: the closures and the conditional rules that hold.
struct RoutingState: Sendable {
    /// The version of the closure set.
    var version = 0
    /// A number of its own for every state.
    var revision = 0
    /// What is known of each condition of the graph.
    var conditions: [ConditionState]
    /// Arcs that closures name, per profile.
    var closed: [[UInt32: TravelWeight]]
    /// Those of them that would be open without the closures, ascending.
    var taken: [[UInt32]]
    /// Arcs that weigh other than in the dataset, because of closures or conditions, per profile.
    var changes: [[UInt32: TravelWeight]]
    /// Open arcs that a condition nobody can judge may close, per profile, and the condition.
    var doubtful: [[UInt32: UInt32]]
    /// See ``RoutingSnapshot/closedFingerprint`` and ``RoutingSnapshot/fingerprint``.
    let closedFingerprint: String
    let fingerprint: String
    /// Metrics of the profiles that were asked for.
    let metrics: Metrics

    /// The metrics of one state, each made when first asked for.
    final class Metrics: Sendable {
        private let made: Mutex<[Metric?]>

        init(_ metrics: [Metric?]) { made = Mutex(metrics) }

        /// The metric of a profile; `make` is called when there is none yet.
        func metric(_ profile: Int, make: () -> Metric) -> Metric {
            if let known = made.withLock({ $0[profile] }) { return known }
            // Two who ask at once may both make it; the first one stays.
            let new = make()
            return made.withLock { made in
                if let known = made[profile] { return known }
                made[profile] = new
                return new
            }
        }
    }

    /// A state of a graph under closures of a version and conditions. O(closed arcs · log + conditional arcs).
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
        // Everything else of a state follows from these.
        fingerprint = "\(version)-" + Self.fingerprint(words + conditions.map { UInt32($0.rawValue) })
        metrics = Metrics(Array(repeating: nil, count: graph.profileNames.count))
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
        self.metrics = Metrics(metrics)
    }

    /// The same state with metrics that are made already.
    func with(metrics: [Metric?]) -> RoutingState { RoutingState(self, metrics: metrics) }
}
