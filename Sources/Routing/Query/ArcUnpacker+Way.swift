extension ArcUnpacker {
    /// The way over the first common ancestor at which the labels of the sources and of the targets add up to `time`;
    /// nil when they do at none of the first `sharedDepth` + 1.
    mutating func way(
        of time: TravelWeight, from: ChainLabel, _ sources: [Seed], to: ChainLabel, _ targets: [Seed],
        in metric: Metric, sharedDepth: Int
    ) -> PointQuery.Way? {
        guard let apex = LabelSums.place(of: time, from.times, to.times, count: sharedDepth + 1),
            let rise = Self.climb(to: apex, from, sources, metric.hierarchy, weights: metric.up.base),
            let fall = Self.climb(to: apex, to, targets, metric.hierarchy, weights: metric.down.base)
        else { return nil }
        var arcs: [UInt32] = []
        for arc in rise.arcs.reversed() {
            guard unpack(arc, upward: true, metric, into: &arcs) else { return nil }
        }
        for arc in fall.arcs {
            guard unpack(arc, upward: false, metric, into: &arcs) else { return nil }
        }
        return PointQuery.Way(time: time, arcs: arcs, sourceTag: rise.tag, targetTag: fall.tag)
    }

    /// The hierarchy arcs by which a label reached `apex`, last first, and the tag of the seed they begin at; nil when
    /// there are none.
    private static func climb(
        to apex: Int, _ label: ChainLabel, _ seeds: [Seed], _ hierarchy: ContractionHierarchy,
        weights: UnsafeMutablePointer<TravelWeight>
    ) -> (arcs: [Int], tag: UInt32)? {
        let (times, ranks) = (label.times, label.ranks)
        var arcs: [Int] = []
        var place = apex
        while true {
            if let seed = seeds.first(where: { $0.rank == Int(ranks[place]) && $0.time == times[place] }) {
                return (arcs, seed.tag)
            }
            var found = false
            for lower in (place + 1)..<max(label.depth + 1, place + 1) {
                guard times[lower] <= times[place],
                    let arc = hierarchy.arc(low: Int(ranks[lower]), high: Int(ranks[place])),
                    times[lower] + weights[arc] == times[place]
                else { continue }
                arcs.append(arc)
                place = lower
                found = true
                break
            }
            if !found { return nil }
        }
    }
}
