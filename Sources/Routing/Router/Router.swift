import Caching
import Synchronization

/// The routing service: a road graph, the metrics of its profiles, and the closures in force.
///
/// Safe to share between threads. Every query runs on a `RoutingSnapshot`, in which all profiles use the same version
/// of the closures; closures may change meanwhile.
///
/// ```swift
/// let file = try PackedFile.open(path: "roads.plz", kind: RoadGraph.fileKind)
/// let router = Router(graph: try RoadGraph(file: file))
/// switch router.snapshot.route(from: home, to: clinic, profile: "car") {
/// case .success(let route): print(route.seconds, route.metres)
/// case .failure(let reason): print(reason)
/// }
/// ```
public final class Router: Sendable {
    /// The network.
    public let graph: RoadGraph

    let points: ScratchPool<PointQuery>
    let labels: ScratchPool<ChainLabels>
    let nearest: ScratchPool<TargetQuery>
    let sweeps: ScratchPool<Sweep>
    /// The slots of the profiles used so far.
    private let slots: Mutex<[MetricSlot?]>
    /// Held while a state is computed and published, which may take a while; queries do not wait for it.
    private let publishing = Mutex(())
    private let published: Mutex<Published>
    private let revisions = Atomic<Int>(0)
    /// Metrics without closures, of the profiles that needed them.
    private let open: Memo<Int, Metric>

    private struct Published {
        var state: RoutingState
        /// States with the same closures and other conditions.
        var others = Memo<[ConditionState], RoutingState>(limit: 4)
    }

    /// Creates a router on a graph, without closures and with no condition holding. A profile is customized when first
    /// used.
    public init(graph: RoadGraph) {
        self.graph = graph
        let hierarchy = graph.hierarchy
        points = ScratchPool { PointQuery(hierarchy) }
        labels = ScratchPool { ChainLabels(hierarchy) }
        nearest = ScratchPool { TargetQuery(hierarchy) }
        sweeps = ScratchPool { Sweep(hierarchy) }
        let count = graph.profileNames.count
        slots = Mutex(Array(repeating: nil, count: count))
        open = Memo(limit: count)
        published = Mutex(
            Published(
                state: RoutingState(
                    graph, version: 0, revision: 0, closed: Array(repeating: [:], count: count),
                    conditions: Array(repeating: .fails, count: graph.conditionTexts.count))))
    }

    /// The current state for all profiles. Answers that must be consistent have to come from one snapshot. O(1).
    public var snapshot: RoutingSnapshot { RoutingSnapshot(router: self, state: published.withLock { $0.state }) }

    /// The state at another moment: the closures in force, and the given states of the conditions, one for each of the
    /// graph's `conditionTexts`.
    ///
    /// The last few are kept. A new one needs a customization for each profile that is used.
    public func snapshot(conditions: [ConditionState]) -> RoutingSnapshot {
        precondition(conditions.count == graph.conditionTexts.count, "one state for each condition")
        let (now, others) = published.withLock { ($0.state, $0.others) }
        if now.conditions == conditions { return RoutingSnapshot(router: self, state: now) }
        let state = others.value(conditions) {
            RoutingState(
                graph, version: now.version, revision: nextRevision(), closed: now.closed, conditions: conditions)
        }
        return RoutingSnapshot(router: self, state: state)
    }

    /// Replaces the closures; all answers from now on use the new set.
    ///
    /// Running queries finish on the old set. Takes milliseconds; as long as a customization when a tenth of all roads
    /// change.
    ///
    /// - Parameter time: The time in seconds since 1970 at which closures are judged.
    public func setClosures(_ closures: ClosureSet, at time: Int64) {
        // Without a limit on the steps this cannot fail.
        try? setClosures(closures, at: time, steps: .max)
    }

    /// Replaces the closures by a set of unknown size.
    ///
    /// - Parameter steps: The limit on the search for closed roads. A hundred million steps take a second or two.
    /// - Throws: `ClosureFileError` when the limit is exceeded; the closures in force then stay.
    public func setClosures(_ closures: ClosureSet, at time: Int64, steps: Int) throws(ClosureFileError) {
        let closed = try graph.changes(for: closures, at: time, steps: steps)
        publish { (closures.version, closed, $0.conditions) }
    }

    /// Sets the states of the conditions, one for each of the graph's `conditionTexts`; as fast as setting closures.
    public func setConditions(_ conditions: [ConditionState]) {
        precondition(conditions.count == graph.conditionTexts.count, "one state for each condition")
        publish { ($0.version, $0.closed, conditions) }
    }

    private func publish(
        _ next: (RoutingState) -> (version: Int, closed: [[UInt32: TravelWeight]], conditions: [ConditionState])
    ) {
        publishing.withLock { _ in
            let before = published.withLock { $0.state }
            let (version, closed, conditions) = next(before)
            let hasSameClosures = version == before.version && closed == before.closed
            let state = RoutingState(
                graph, version: version, revision: nextRevision(), closed: closed, conditions: conditions)
            let known = slots.withLock { $0 }
            for (index, slot) in known.enumerated() { slot?.set(state.changes[index]) }
            slots.withLock { slots in
                // Profiles that were first used meanwhile.
                for index in slots.indices where known[index] == nil { slots[index]?.set(state.changes[index]) }
                let made = state.with(metrics: slots.map { $0?.metric })
                published.withLock { published in
                    if hasSameClosures { published.state = made } else { published = Published(state: made) }
                }
            }
        }
    }

    private func nextRevision() -> Int { revisions.add(1, ordering: .relaxed).newValue }

    /// The metric of a profile without closures, which shows whether closures are the reason for the lack of a way.
    func openMetric(profile: Int) -> Metric {
        open.value(profile) {
            Customizer.customize(
                graph.hierarchy, weights: graph.weights[profile].elements, profileBit: 1 << UInt16(profile))
        }
    }

    /// The metric of a profile in a state.
    func metric(profile: Int, state: RoutingState) -> Metric {
        state.metrics.value(profile) {
            slots.withLock { slots in
                let slot = MetricSlot(
                    graph.hierarchy, baseWeights: graph.weights[profile], profileBit: 1 << UInt16(profile),
                    changes: state.changes[profile])
                // Further changes of the published state start from this metric.
                if slots[profile] == nil, published.withLock({ $0.state.revision }) == state.revision {
                    slots[profile] = slot
                }
                return slot.metric
            }
        }
    }
}
