/// The times between a few seeds and every node: one upward search and one pass down over all ranks (PHAST: Delling,
/// Goldberg, Nowatzyk, Werneck 2011, on the elimination tree).
///
/// Scratch for one caller, reused from query to query.
public final class Sweep {
    private let hierarchy: ContractionHierarchy
    private let labels: ChainLabels
    // Invariant: `times` has a place per rank; `run` initialises all of them.
    private let block: Block<TravelWeight>

    /// Creates scratch for a hierarchy.
    public init(_ hierarchy: ContractionHierarchy) {
        self.hierarchy = hierarchy
        labels = ChainLabels(hierarchy)
        block = Block(repeating: .unreachable, count: hierarchy.nodeCount)
    }

    /// The time of each rank after the last run; `unreachable` beyond its limit.
    public var times: UnsafeBufferPointer<TravelWeight> {
        UnsafeBufferPointer(start: block.base, count: block.count)
    }

    /// The time of a network node.
    public func time(ofNode node: Int) -> TravelWeight { times[Int(hierarchy.rankOf[node])] }

    /// Computes the times to every node (forward) or from every node (backward) within `limit` milliseconds. O(arcs
    /// within the limit), all arcs without one.
    ///
    /// A subtree can be entered only through its upper neighbours; it is skipped when all of them are beyond the limit.
    public func run(
        _ seeds: some Sequence<Seed>, in metric: Metric, _ direction: SearchDirection,
        limit: TravelWeight = .unreachable - 1
    ) {
        let times = block.base
        labels.search(seeds, in: metric, direction)
        // Ranks on a seed's chain start with the times of their label, all others with none.
        times.update(repeating: .unreachable, count: block.count)
        for label in 0..<labels.count {
            for place in 0...labels.depths[label] {
                let rank = Int(labels.ranks(label)[place])
                times[rank] = min(times[rank], labels.times(label)[place])
            }
        }
        let bottoms = (0..<labels.count).map { Int(labels.ranks($0)[labels.depths[$0]]) }
        let weights = direction == .forward ? metric.down.base : metric.up.base
        let (upFirst, upHead, subtree) = (
            hierarchy.upFirst.base, hierarchy.upHead.base, hierarchy.subtreeFirst.base
        )
        var rank = block.count - 1
        while rank >= 0 {
            var best = times[rank]
            var nearest = TravelWeight.unreachable
            for arc in Int(upFirst[rank])..<Int(upFirst[rank + 1]) {
                let above = times[Int(upHead[arc])]
                nearest = min(nearest, above)
                best = min(best, above &+ weights[arc])
            }
            if nearest > limit {
                let first = Int(subtree[rank])
                if !bottoms.contains(where: { first <= $0 && $0 <= rank }) {
                    // Everything below `rank` is still unreachable.
                    times[rank] = .unreachable
                    rank = first - 1
                    continue
                }
            }
            times[rank] = best <= limit ? best : .unreachable
            rank -= 1
        }
    }
}
