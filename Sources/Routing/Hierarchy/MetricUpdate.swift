/// Partial re-customization: after a few network arcs changed, only the hierarchy arcs they can reach are recomputed.
struct MetricUpdate {
    private let metric: Metric
    private let h: ContractionHierarchy
    private var queue: [UInt32] = []

    /// The metric must have one owner and be unpublished until the update is done.
    init(_ metric: Metric) {
        self.metric = metric
        h = metric.hierarchy
    }

    /// Gives network arcs new weights and all arcs above them theirs. O(triangles of the arcs that change).
    mutating func apply(_ changes: some Sequence<(arc: UInt32, weight: TravelWeight)>) {
        metric.renew()
        for (arc, weight) in changes {
            let clamped = min(max(weight, 0), .unreachable)
            guard metric.arcWeights.base[Int(arc)] != clamped else { continue }
            metric.arcWeights.base[Int(arc)] = clamped
            for place in Int(h.instanceFirst[Int(arc)])..<Int(h.instanceFirst[Int(arc) + 1]) {
                let input = Int(h.instance[place])
                if h.inputBans[input] & metric.profileBit == 0 { push(h.inputArc[input]) }
            }
        }
        // Lower tails first: when an arc is taken, all arcs of its lower triangles are final.
        var last = UInt32.max
        while let arc = pop() {
            if arc != last { refresh(Int(arc)) }
            last = arc
        }
    }

    private mutating func refresh(_ arc: Int) {
        let (tail, head) = (Int(h.arcTail.base[arc]), Int(h.upHead.base[arc]))
        let (up, down) = (metric.up.base, metric.down.base)
        var (newUp, newDown) = metric.inputWeights(ofArc: arc)
        h.forEachTriangle(below: tail, head) { toTail, toHead in
            newUp = min(newUp, down[toTail] + up[toHead])
            newDown = min(newDown, down[toHead] + up[toTail])
            return true
        }
        let (oldUp, oldDown) = (up[arc], down[arc])
        guard newUp != oldUp || newDown != oldDown else { return }
        up[arc] = newUp
        down[arc] = newDown
        for other in Int(h.upFirst.base[tail])..<Int(h.upFirst.base[tail + 1]) where other != arc {
            let isFirst = arc < other
            let (near, far) = isFirst ? (head, Int(h.upHead.base[other])) : (Int(h.upHead.base[other]), head)
            guard let above = h.arc(low: near, high: far) else { continue }
            // The way from `near` over the tail to `far`, and back, before and after.
            let before: (TravelWeight, TravelWeight)
            let after: (TravelWeight, TravelWeight)
            if isFirst {
                before = (oldDown + up[other], down[other] + oldUp)
                after = (newDown + up[other], down[other] + newUp)
            } else {
                before = (down[other] + oldUp, oldDown + up[other])
                after = (down[other] + newUp, newDown + up[other])
            }
            let risesUp = before.0 == up[above] && after.0 > before.0
            let risesDown = before.1 == down[above] && after.1 > before.1
            if risesUp || risesDown || after.0 < up[above] || after.1 < down[above] { push(UInt32(above)) }
        }
    }

    private mutating func push(_ arc: UInt32) {
        queue.append(arc)
        var at = queue.count - 1
        while at > 0, queue[(at - 1) / 2] > queue[at] {
            queue.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    private mutating func pop() -> UInt32? {
        guard let least = queue.first, let last = queue.popLast() else { return nil }
        guard !queue.isEmpty else { return least }
        queue[0] = last
        var at = 0
        while true {
            var child = 2 * at + 1
            guard child < queue.count else { return least }
            if child + 1 < queue.count, queue[child + 1] < queue[child] { child += 1 }
            guard queue[child] < queue[at] else { return least }
            queue.swapAt(child, at)
            at = child
        }
    }
}
