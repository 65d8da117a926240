/// The customization phase: weights of all arcs from the weights of the network, on both cores.
public enum Customizer {
    /// A metric whose network arcs have the given weights for the profile with this bit in link bans.
    ///
    /// `weights` has one entry per network arc, from 0 to `unreachable`; larger ones count as `unreachable`, negative
    /// ones as 0. O(triangles), about half of that on two cores.
    public static func customize(
        _ hierarchy: ContractionHierarchy, weights: some RandomAccessCollection<TravelWeight>, profileBit: UInt16 = 1
    ) -> Metric {
        precondition(weights.count == hierarchy.networkArcCount, "one weight per network arc")
        let metric = Metric(hierarchy: hierarchy, profileBit: profileBit)
        var place = metric.arcWeights.base
        for weight in weights {
            place.initialize(to: min(max(weight, 0), .unreachable))
            place += 1
        }
        let tasks = SubtreeTasks(hierarchy)
        tasks.run { ranks in
            relax(ranks, metric: metric)
        }
        return metric
    }

    /// Gives final weights to all arcs whose tail has a rank in the range; all lower ranks in their subtrees are done.
    private static func relax(_ ranks: Range<Int>, metric: Metric) {
        let h = metric.hierarchy
        let (upFirst, upDepth, downFirst, downArc) =
            (h.upFirst.base, h.upDepth.base, h.downFirst.base, h.downArc.base)
        let downTail = h.downTail.base
        let (up, down) = (metric.up.base, metric.down.base)
        // Sums by depth of the upper end: all upper ends lie on one chain of ancestors, so `height` places suffice.
        let bestUp = Block(repeating: TravelWeight.unreachable, count: h.height)
        let bestDown = Block(repeating: TravelWeight.unreachable, count: h.height)
        let (toUpper, fromUpper) = (bestUp.base, bestDown.base)
        for rank in ranks {
            let (from, to) = (Int(upFirst[rank]), Int(upFirst[rank + 1]))
            for arc in from..<to {
                let weights = metric.inputWeights(ofArc: arc)
                toUpper[Int(upDepth[arc])] = weights.up
                fromUpper[Int(upDepth[arc])] = weights.down
            }
            for place in Int(downFirst[rank])..<Int(downFirst[rank + 1]) {
                let lower = Int(downArc[place])
                let (intoLower, outOfLower) = (down[lower], up[lower])
                let end = Int(upFirst[Int(downTail[place]) + 1])
                guard min(intoLower, outOfLower) < .unreachable else { continue }
                for arc in (lower + 1)..<max(end, lower + 1) {
                    let at = Int(upDepth[arc])
                    toUpper[at] = min(toUpper[at], intoLower + up[arc])
                    fromUpper[at] = min(fromUpper[at], down[arc] + outOfLower)
                }
            }
            for arc in from..<to {
                (up + arc).initialize(to: toUpper[Int(upDepth[arc])])
                (down + arc).initialize(to: fromUpper[Int(upDepth[arc])])
            }
        }
    }
}
