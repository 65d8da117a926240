/// Partial re-customization: recomputes only the hierarchy arcs that a few changed network arcs can affect.
///
/// Tails are processed from the lowest up. When a tail is processed, all arcs below it are final. Those of its arcs
/// that became lighter already have their weight, pushed by lower tails; those that lost the path behind their weight
/// are recomputed from all their lower triangles. Then each pair of the tail's arcs with at least one changed pushes
/// its sum to the arc between their heads. So opening a road needs pushes only.
struct MetricUpdate {
    private let old: Metric
    private let new: Metric
    private let h: ContractionHierarchy
    private let scratch: UpdateScratch

    /// Prepares an update. `new` must have the same weights as `old`, a single owner, and not be published yet.
    init(_ new: Metric, from old: Metric, scratch: UpdateScratch) {
        self.old = old
        self.new = new
        self.scratch = scratch
        h = new.hierarchy
    }

    /// Changes the weights of network arcs and updates all arcs above them; `scratch.changed` then lists the arcs that
    /// changed. O(triangles of the arcs that change).
    func apply(_ changes: some Sequence<(arc: UInt32, weight: TravelWeight)>) {
        new.renew()
        scratch.changed.removeAll(keepingCapacity: true)
        for (arc, weight) in changes { change(Int(arc), to: min(max(weight, 0), .unreachable)) }
        while let first = scratch.queue.popFirst() {
            let tail = Int(h.arcTail.base[first])
            let (from, to) = (Int(h.upFirst.base[tail]), Int(h.upFirst.base[tail + 1]))
            scratch.due.removeAll(keepingCapacity: true)
            scratch.due.append(first)
            while let next = scratch.queue.popFirst(below: to) { scratch.due.append(next) }
            let count = finish(tail, from..<to)
            push(from..<to, UnsafeBufferPointer(start: scratch.changedHere.base, count: count))
        }
    }

    private func change(_ arc: Int, to weight: TravelWeight) {
        let before = new.arcWeights.base[arc]
        guard before != weight else { return }
        new.arcWeights.base[arc] = weight
        for place in Int(h.instanceFirst.base[arc])..<Int(h.instanceFirst.base[arc + 1]) {
            let input = Int(h.instance.base[place])
            guard h.inputBans.base[input] & new.profileBit == 0 else { continue }
            let over = Int(h.inputArc.base[input])
            let isDown = h.inputNetwork.base[input] & 1 != 0
            offer(weight, before, to: over, isDown: isDown)
        }
    }

    /// Records that the weight of one path over an arc changed. A lighter path takes effect at once. Whether a heavier
    /// one matters is decided when its tail is processed; until then no arc is heavier than it was.
    @inline(__always)
    private func offer(_ after: TravelWeight, _ before: TravelWeight, to arc: Int, isDown: Bool) {
        let weights = (isDown ? new.down : new.up).base
        if after < before {
            guard after < weights[arc] else { return }
            weights[arc] = after
            scratch.queue.insert(arc)
        } else if after > before, before == weights[arc], before < .unreachable {
            // The arc still has its old weight. Had a lighter one been pushed meanwhile, the lost path would not
            // matter.
            scratch.lost.base[arc] |= isDown ? UpdateScratch.down : UpdateScratch.up
            scratch.queue.insert(arc)
        }
    }

    /// Computes the final weights of a tail's arcs that are due. Returns how many changed and writes them, ascending,
    /// to the start of `scratch.changedHere`.
    private func finish(_ tail: Int, _ arcs: Range<Int>) -> Int {
        let lost = scratch.lost.base
        var count = 0
        for arc in scratch.due where lost[arc] != 0 {
            // A lighter path was pushed, so the loss of the old one does not matter.
            if new.up.base[arc] < old.up.base[arc] { lost[arc] &= ~UpdateScratch.up }
            if new.down.base[arc] < old.down.base[arc] { lost[arc] &= ~UpdateScratch.down }
            if lost[arc] != 0 { count += 1 }
        }
        if count > 0 { recompute(tail, arcs, count) }
        let changed = scratch.changedHere.base
        var size = 0
        for arc in scratch.due where new.up.base[arc] != old.up.base[arc] || new.down.base[arc] != old.down.base[arc] {
            changed[size] = UInt32(arc)
            size += 1
        }
        scratch.changed.append(contentsOf: UnsafeBufferPointer(start: changed, count: size))
        return size
    }

    /// Recomputes the arcs of a tail that lost their path: all together, or one by one when that is less work.
    private func recompute(_ tail: Int, _ arcs: Range<Int>, _ count: Int) {
        let lost = scratch.lost.base
        let lower = Int(h.downFirst.base[tail])..<Int(h.downFirst.base[tail + 1])
        if count * 4 > arcs.count {
            recomputeAll(lower, arcs)
        } else {
            for arc in scratch.due where lost[arc] != 0 { recompute(arc) }
        }
        for arc in scratch.due { lost[arc] = 0 }
    }

    private func recompute(_ arc: Int) {
        let (up, down) = (new.up.base, new.down.base)
        let (oldUp, oldDown) = (old.up.base[arc], old.down.base[arc])
        let isUp = scratch.lost.base[arc] & UpdateScratch.up != 0
        let isDown = scratch.lost.base[arc] & UpdateScratch.down != 0
        var (newUp, newDown) = new.inputWeights(ofArc: arc)
        // Stops early: a path lighter than before would have been pushed.
        func isDone() -> Bool { (!isUp || newUp <= oldUp) && (!isDown || newDown <= oldDown) }
        if !isDone() {
            h.forEachTriangle(below: Int(h.arcTail.base[arc]), Int(h.upHead.base[arc])) { toTail, toHead in
                newUp = min(newUp, down[toTail] &+ up[toHead])
                newDown = min(newDown, down[toHead] &+ up[toTail])
                return !isDone()
            }
        }
        if isUp { up[arc] = newUp }
        if isDown { down[arc] = newDown }
    }

    private func recomputeAll(_ lower: Range<Int>, _ arcs: Range<Int>) {
        let (up, down, upDepth) = (new.up.base, new.down.base, h.upDepth.base)
        let (toUpper, fromUpper) = (scratch.toUpper.base, scratch.fromUpper.base)
        for arc in arcs {
            let weights = new.inputWeights(ofArc: arc)
            toUpper[Int(upDepth[arc])] = weights.up
            fromUpper[Int(upDepth[arc])] = weights.down
        }
        for place in lower {
            let arc = Int(h.downArc.base[place])
            let (intoLower, outOfLower) = (down[arc], up[arc])
            guard min(intoLower, outOfLower) < .unreachable else { continue }
            let end = Int(h.upFirst.base[Int(h.downTail.base[place]) + 1])
            for other in (arc + 1)..<max(end, arc + 1) {
                let at = Int(upDepth[other])
                toUpper[at] = min(toUpper[at], intoLower &+ up[other])
                fromUpper[at] = min(fromUpper[at], down[other] &+ outOfLower)
            }
        }
        let lost = scratch.lost.base
        for arc in scratch.due {
            if lost[arc] & UpdateScratch.up != 0 { up[arc] = toUpper[Int(upDepth[arc])] }
            if lost[arc] & UpdateScratch.down != 0 { down[arc] = fromUpper[Int(upDepth[arc])] }
        }
    }

    /// Pushes the sum of each pair of a tail's arcs, at least one of them changed, to the arc between their heads.
    private func push(_ arcs: Range<Int>, _ changed: UnsafeBufferPointer<UInt32>) {
        var next = 0
        var low = arcs.lowerBound
        while next < changed.count, low < arcs.upperBound {
            let over = Int(h.upFirst.base[Int(h.upHead.base[low])])
            if low == Int(changed[next]) {
                next += 1
                push(low, low + 1..<arcs.upperBound, over) { $0 }
            } else {
                push(low, next..<changed.count, over) { Int(changed[$0]) }
            }
            low += 1
        }
    }

    /// Pushes the sums of an arc with other arcs of its tail, ascending by head, to the arcs of its head from `start`
    /// on.
    @inline(__always)
    private func push(_ low: Int, _ others: Range<Int>, _ start: Int, _ arc: (Int) -> Int) {
        let heads = h.upHead.base
        let (up, down, oldUp, oldDown) = (new.up.base, new.down.base, old.up.base, old.down.base)
        let (into, out, oldInto, oldOut) = (down[low], up[low], oldDown[low], oldUp[low])
        let end = Int(h.upFirst.base[Int(heads[low]) + 1])
        var over = start
        for index in others {
            let high = arc(index)
            over = place(of: heads[high], from: over, to: end)
            offer(into &+ up[high], oldInto &+ oldUp[high], to: over, isDown: false)
            offer(down[high] &+ out, oldDown[high] &+ oldOut, to: over, isDown: true)
        }
    }

    /// Finds a head among sorted ones by doubling steps. It is always there: contraction has added it.
    @inline(__always)
    private func place(of head: UInt32, from start: Int, to end: Int) -> Int {
        let heads = h.upHead.base
        var from = start
        if heads[from] == head { return from }
        var step = 1
        while from + step < end, heads[from + step] < head {
            from += step
            step *= 2
        }
        var to = min(from + step, end - 1)
        from += 1
        while from < to {
            let middle = (from &+ to) >> 1
            if heads[middle] < head { from = middle &+ 1 } else { to = middle }
        }
        return from
    }
}
