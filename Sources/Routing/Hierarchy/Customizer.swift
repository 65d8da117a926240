/// The customization phase: computes the weights of all hierarchy arcs from those of the network, on two cores.
public enum Customizer {
    /// Computes the metric of a profile. O(triangles), about half of that on two cores.
    ///
    /// - Parameters:
    ///   - weights: One weight per network arc, from 0 to `unreachable`; values outside are clamped.
    ///   - profileBit: The bit of the profile in the bans of input arcs.
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

    /// Computes the final weights of all arcs whose tail is in the range. Lower ranks of their subtrees must be final.
    private static func relax(_ ranks: Range<Int>, metric: Metric) {
        let h = metric.hierarchy
        let (upFirst, upDepth, downFirst, downArc) =
            (h.upFirst.base, h.upDepth.base, h.downFirst.base, h.downArc.base)
        let downTail = h.downTail.base
        let (up, down) = (metric.up.base, metric.down.base)
        // Sums by depth of the upper end: all upper ends are ancestors of the tail, so `height` places suffice.
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
