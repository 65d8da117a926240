import Synchronization

/// The routing service: a road graph, the metrics of its profiles, and the closures that hold now.
///
/// Safe to share between threads. Every question is answered on a `RoutingSnapshot`, in which all profiles see the same
/// version of the closures; closures may change meanwhile.
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
    /// Closures that hold, per profile, and the slots of profiles that were asked for.
    private let slots: Mutex<[MetricSlot?]>
    private let published: Mutex<RoutingState>
    /// Metrics with nothing closed, of the profiles that they were needed for.
    private let open: Mutex<[Metric?]>

    /// A router on a graph, with nothing closed; a profile is customized when it is first asked for.
    public init(graph: RoadGraph) {
        self.graph = graph
        let hierarchy = graph.hierarchy
        points = ScratchPool { PointQuery(hierarchy) }
        labels = ScratchPool { ChainLabels(hierarchy) }
        nearest = ScratchPool { TargetQuery(hierarchy) }
        sweeps = ScratchPool { Sweep(hierarchy) }
        let count = graph.profileNames.count
        slots = Mutex(Array(repeating: nil, count: count))
        open = Mutex(Array(repeating: nil, count: count))
        published = Mutex(
            RoutingState(
                version: 0, changes: Array(repeating: [:], count: count), metrics: Array(repeating: nil, count: count)))
    }

    /// What holds now, for all profiles; keep it for as long as answers must fit together. O(1).
    public var snapshot: RoutingSnapshot { RoutingSnapshot(router: self, state: published.withLock { $0 }) }

    /// Makes these closures hold from now on, in every answer; those not in the set end.
    ///
    /// `time` is the moment in seconds since 1970 for which times of closures are judged. Questions that began before
    /// finish on the old set. Milliseconds; for a tenth of all roads as long as a customization.
    public func setClosures(_ closures: ClosureSet, at time: Int64) {
        let changes = graph.changes(for: closures, at: time)
        slots.withLock { slots in
            for (index, slot) in slots.enumerated() { slot?.set(changes[index]) }
            let metrics = slots.map { $0?.metric }
            published.withLock { state in
                state = RoutingState(
                    version: closures.version, revision: state.revision + 1, changes: changes, metrics: metrics)
            }
        }
    }

    /// The metric of a profile with nothing closed, which tells whether closures are why there is no way.
    func openMetric(profile: Int) -> Metric {
        open.withLock { open in
            if let known = open[profile] { return known }
            let metric = Customizer.customize(
                graph.hierarchy, weights: graph.weights[profile].elements, profileBit: 1 << UInt16(profile))
            open[profile] = metric
            return metric
        }
    }

    /// The metric of a profile in a state that lacks it.
    func metric(profile: Int, state: RoutingState) -> Metric {
        slots.withLock { slots in
            let now = published.withLock { $0 }
            let changes = now.changes[profile]
            if slots[profile] == nil {
                slots[profile] = MetricSlot(
                    graph.hierarchy, baseWeights: graph.weights[profile], profileBit: 1 << UInt16(profile),
                    changes: changes)
            }
            guard let slot = slots[profile], now.changes == state.changes else {
                // The state is older than the profile's first use: it gets a metric of its own.
                return MetricSlot(
                    graph.hierarchy, baseWeights: graph.weights[profile], profileBit: 1 << UInt16(profile),
                    changes: state.changes[profile]
                ).metric
            }
            let metric = slot.metric
            published.withLock { $0.metrics[profile] = metric }
            return metric
        }
    }
}

/// One version of all metrics.
struct RoutingState: Sendable {
    var version: Int
    var revision = 0
    /// Network arcs that weigh other than in the dataset, per profile.
    var changes: [[UInt32: TravelWeight]]
    /// Metrics of the profiles that were asked for.
    var metrics: [Metric?]
}
