/// Partial re-customization: after a few network arcs changed, only the hierarchy arcs they can reach are recomputed.
struct MetricUpdate {
    private let metric: Metric
    private let h: ContractionHierarchy
    private let queue: RisingQueue

    /// The metric must have one owner and be unpublished until the update is done; the queue is empty, for its arcs.
    init(_ metric: Metric, queue: RisingQueue) {
        self.metric = metric
        self.queue = queue
        h = metric.hierarchy
    }

    /// Gives network arcs new weights and all arcs above them theirs. O(triangles of the arcs that change).
    func apply(_ changes: some Sequence<(arc: UInt32, weight: TravelWeight)>) {
        metric.renew()
        for (arc, weight) in changes {
            let clamped = min(max(weight, 0), .unreachable)
            guard metric.arcWeights.base[Int(arc)] != clamped else { continue }
            metric.arcWeights.base[Int(arc)] = clamped
            for place in Int(h.instanceFirst[Int(arc)])..<Int(h.instanceFirst[Int(arc) + 1]) {
                let input = Int(h.instance[place])
                if h.inputBans[input] & metric.profileBit == 0 { queue.insert(Int(h.inputArc[input])) }
            }
        }
        // Lower tails first: when an arc is taken, all arcs of its lower triangles are final.
        while let arc = queue.popFirst() { refresh(arc) }
    }

    private func refresh(_ arc: Int) {
        let (tail, head) = (Int(h.arcTail.base[arc]), Int(h.upHead.base[arc]))
        let (up, down) = (metric.up.base, metric.down.base)
        let (oldUp, oldDown) = (up[arc], down[arc])
        var (newUp, newDown) = metric.inputWeights(ofArc: arc)
        h.forEachTriangle(below: tail, head) { toTail, toHead in
            newUp = min(newUp, down[toTail] &+ up[toHead])
            newDown = min(newDown, down[toHead] &+ up[toTail])
            return true
        }
        guard newUp != oldUp || newDown != oldDown else { return }
        up[arc] = newUp
        down[arc] = newDown
        let upHead = h.upHead.base
        // Upper triangles: the arc is their lower side, the tail sees both ends. Lists of heads rise together.
        var above = Int(h.upFirst.base[head])
        let end = Int(h.upFirst.base[tail + 1])
        var other = arc + 1
        while other < end {
            let far = upHead[other]
            while upHead[above] < far { above += 1 }
            queueIfReached(
                above,
                upBefore: oldDown &+ up[other], upAfter: newDown &+ up[other],
                downBefore: down[other] &+ oldUp, downAfter: down[other] &+ newUp)
            other += 1
        }
        // Intermediate triangles: the other arc's head lies between.
        other = Int(h.upFirst.base[tail])
        while other < arc {
            let near = Int(upHead[other])
            queueIfReached(
                place(of: head, above: near),
                upBefore: down[other] &+ oldUp, upAfter: down[other] &+ newUp,
                downBefore: oldDown &+ up[other], downAfter: newDown &+ up[other])
            other += 1
        }
    }

    /// The arc from one upper neighbour of a node to another; contraction made sure that it exists.
    private func place(of head: Int, above rank: Int) -> Int {
        let heads = h.upHead.base
        var from = Int(h.upFirst.base[rank])
        var to = Int(h.upFirst.base[rank + 1])
        while from < to {
            let middle = (from &+ to) >> 1
            if Int(heads[middle]) < head { from = middle &+ 1 } else { to = middle }
        }
        return from
    }

    /// Queues an arc when the way over a changed one made its weight and no longer does, or is now lighter.
    @inline(__always)
    private func queueIfReached(
        _ arc: Int, upBefore: TravelWeight, upAfter: TravelWeight, downBefore: TravelWeight, downAfter: TravelWeight
    ) {
        let (up, down) = (metric.up.base[arc], metric.down.base[arc])
        let isLighter = upAfter < up || downAfter < down
        let hasLost = (upBefore == up && upAfter > up) || (downBefore == down && downAfter > down)
        if isLighter || hasLost { queue.insert(arc) }
    }
}
