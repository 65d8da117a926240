/// Point-to-point queries on a hierarchy: the least time, and the arcs of a way that takes it.
///
/// Scratch for one caller, reused from query to query.
public final class PointQuery {
    private let from: ChainLabels
    private let to: ChainLabels
    private var unpacker: ArcUnpacker

    /// Creates scratch for a hierarchy.
    public init(_ hierarchy: ContractionHierarchy) {
        from = ChainLabels(hierarchy)
        to = ChainLabels(hierarchy)
        unpacker = ArcUnpacker()
    }

    /// A way through the hierarchy.
    public struct Way: Sendable {
        /// Milliseconds, including the times of both seeds.
        public var time: TravelWeight
        /// The network arcs in order of travel; empty when both seeds are the same node.
        public var arcs: [UInt32]
        /// The tag of the seed at which it begins.
        public var sourceTag: UInt32
        /// The tag of the seed at which it ends.
        public var targetTag: UInt32
    }

    /// The least time from a source to a target; `unreachable` when there is no way.
    ///
    /// O(arcs above the seeds), some ten microseconds with a quarter of a million nodes.
    public func time(from sources: some Sequence<Seed>, to targets: some Sequence<Seed>, in metric: Metric)
        -> TravelWeight
    {
        from.search(sources, in: metric, .forward)
        to.search(targets, in: metric, .backward)
        var best = TravelWeight.unreachable
        for a in 0..<from.count {
            for b in 0..<to.count { best = min(best, join(a, b)) }
        }
        return best
    }

    private func join(_ a: Int, _ b: Int) -> TravelWeight {
        let shared = from.sharedDepth(a, with: Int(to.ranks(b)[to.depths[b]]))
        return LabelSums.least(from.times(a), to.times(b), count: shared + 1)
    }

    /// A way of least time from a source to a target, or nil when there is none.
    public func way(from sources: [Seed], to targets: [Seed], in metric: Metric) -> Way? {
        let best = time(from: sources, to: targets, in: metric)
        guard best < .unreachable else { return nil }
        for a in 0..<from.count {
            for b in 0..<to.count {
                let way = unpacker.way(
                    of: best, from: from.label(a), sources, to: to.label(b), targets, in: metric,
                    sharedDepth: from.sharedDepth(a, with: Int(to.ranks(b)[to.depths[b]])))
                if let way { return way }
            }
        }
        return nil
    }
}
