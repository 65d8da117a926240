/// The targets reached soonest, by merging the sorted targets below each ancestor of the query.
///
/// Scratch for one caller, reused from query to query.
public final class TargetQuery {
    private struct Cursor {
        var time: TravelWeight
        var spent: TravelWeight
        var place: UInt32
        var end: UInt32
    }

    /// A target and the time to it.
    public struct Hit: Hashable, Sendable {
        /// The index of the target.
        public var target: Int
        /// Milliseconds.
        public var time: TravelWeight
    }

    private let labels: ChainLabels
    private var unpacker = ArcUnpacker()
    private var ranks: [UInt32] = []
    private var heap: [Cursor] = []
    private var seen: [UInt32] = []
    private var turn: UInt32 = 0

    /// Creates scratch for a hierarchy.
    public init(_ hierarchy: ContractionHierarchy) {
        labels = ChainLabels(hierarchy)
        heap.reserveCapacity(hierarchy.height)
    }

    /// Searches from seeds; later calls use the result until the next search. O(arcs above the seeds).
    public func search(_ seeds: some Sequence<Seed>, among targets: TargetLabels, in metric: Metric) {
        precondition(metric.revision == targets.revision, "the targets were searched in another metric")
        labels.search(seeds, in: metric, targets.direction)
    }

    /// Milliseconds between the seeds of the last search and a target; `unreachable` when there is no way. O(height).
    public func time(to target: Int, among targets: TargetLabels) -> TravelWeight {
        var best = TravelWeight.unreachable
        for a in 0..<labels.count {
            for b in targets.labels(of: target) {
                let shared = labels.sharedDepth(a, with: Int(targets.bottom[b]))
                best = min(best, LabelSums.least(labels.times(a), targets.times(ofLabel: b), count: shared + 1))
            }
        }
        return best
    }

    /// A way of least time from one of the `sources` of the last search to a target; nil when there is none. O(height +
    /// arcs of the way).
    ///
    /// The targets' direction must be `forward`.
    public func way(
        from sources: [Seed], to target: Int, among targets: TargetLabels, in metric: Metric
    ) -> PointQuery.Way? {
        precondition(targets.direction == .forward, "ways lead to the targets")
        let best = time(to: target, among: targets)
        guard best < .unreachable else { return nil }
        for a in 0..<labels.count {
            for b in targets.labels(of: target) {
                let bottom = Int(targets.bottom[b])
                let shared = labels.sharedDepth(a, with: bottom)
                let way = withRanks(from: bottom, in: metric.hierarchy) { ranks, depth in
                    unpacker.way(
                        of: best, from: labels.label(a), sources,
                        to: ChainLabel(times: targets.times(ofLabel: b), ranks: ranks, depth: depth),
                        targets.seeds[target], in: metric,
                        sharedDepth: shared)
                }
                if let way { return way }
            }
        }
        return nil
    }

    /// Calls `body` with the ranks of a node's ancestors and of the node itself, by depth.
    private func withRanks<Result>(
        from bottom: Int, in hierarchy: ContractionHierarchy, _ body: (UnsafePointer<UInt32>, _ depth: Int) -> Result
    ) -> Result {
        let depth = Int(hierarchy.depth.base[bottom])
        if ranks.count <= depth { ranks = [UInt32](repeating: 0, count: depth + 1) }
        var at = bottom
        for place in stride(from: depth, through: 0, by: -1) {
            ranks[place] = UInt32(truncatingIfNeeded: at)
            at = Int(hierarchy.parent.base[at])
        }
        return ranks.withUnsafeBufferPointer { body($0.baseAddress!, depth) }
    }

    /// Calls `visit` with targets in order of time until it returns false, none is left or `limit` is passed. O(arcs
    /// above the seeds + visited · log height).
    ///
    /// Each target is visited at most once.
    ///
    /// - Parameter direct: Ways that pass no junction, soonest first, such as between two places on one arc.
    public func visit(
        from seeds: some Sequence<Seed>, among targets: TargetLabels, in metric: Metric,
        limit: TravelWeight = .unreachable - 1, direct: [Hit] = [], _ visit: (Hit) -> Bool
    ) {
        search(seeds, among: targets, in: metric)
        self.visit(among: targets, limit: limit, direct: direct, visit)
    }

    /// Visits targets as above, from the seeds of the last search.
    private func visit(
        among targets: TargetLabels, limit: TravelWeight, direct: [Hit], _ visit: (Hit) -> Bool
    ) {
        if seen.count < targets.targetCount {
            seen = [UInt32](repeating: 0, count: targets.targetCount)
            turn = 0
        }
        if turn == UInt32.max {
            for i in seen.indices { seen[i] = 0 }
            turn = 0
        }
        turn += 1
        fillHeap(targets)
        let (times, owners) = (targets.bucketTime.base, targets.bucketTarget.base)
        var next = 0
        while true {
            if next < direct.count, direct[next].time <= min(heap.first?.time ?? .unreachable, limit) {
                let hit = direct[next]
                next += 1
                if seen[hit.target] != turn {
                    seen[hit.target] = turn
                    if !visit(hit) { return }
                }
                continue
            }
            guard let least = heap.first, least.time <= limit else { return }
            let target = Int(owners[Int(least.place)])
            if seen[target] != turn {
                seen[target] = turn
                if !visit(Hit(target: target, time: least.time)) { return }
            }
            advance(least, times)
        }
    }

    /// Moves the first cursor to its next target.
    private func advance(_ cursor: Cursor, _ times: UnsafePointer<TravelWeight>) {
        var cursor = cursor
        cursor.place += 1
        if cursor.place < cursor.end {
            cursor.time = cursor.spent + times[Int(cursor.place)]
            heap[0] = cursor
        } else {
            let last = heap.removeLast()
            if heap.isEmpty { return }
            heap[0] = last
        }
        sink(0)
    }

    /// The `count` targets reached soonest among those that `accept` accepts, nearest first.
    public func nearest(
        _ count: Int, from seeds: some Sequence<Seed>, among targets: TargetLabels, in metric: Metric,
        limit: TravelWeight = .unreachable - 1, direct: [Hit] = [], where accept: (Int) -> Bool = { _ in true }
    ) -> [Hit] {
        guard count > 0 else { return [] }
        search(seeds, among: targets, in: metric)
        return nearest(count, among: targets, limit: limit, direct: direct, where: accept)
    }

    /// The same from the seeds of the last search.
    func nearest(
        _ count: Int, among targets: TargetLabels, limit: TravelWeight = .unreachable - 1, direct: [Hit],
        where accept: (Int) -> Bool
    ) -> [Hit] {
        var result: [Hit] = []
        guard count > 0 else { return result }
        self.visit(among: targets, limit: limit, direct: direct) { hit in
            if accept(hit.target) { result.append(hit) }
            return result.count < count
        }
        return result
    }

    private func fillHeap(_ targets: TargetLabels) {
        heap.removeAll(keepingCapacity: true)
        let (first, times) = (targets.bucketFirst.base, targets.bucketTime.base)
        for label in 0..<labels.count {
            for place in 0...labels.depths[label] {
                let spent = labels.times(label)[place]
                let rank = Int(labels.ranks(label)[place])
                guard spent < .unreachable, first[rank] < first[rank + 1] else { continue }
                heap.append(
                    Cursor(
                        time: spent + times[Int(first[rank])], spent: spent, place: first[rank],
                        end: first[rank + 1]))
            }
        }
        for at in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(at) }
    }

    private func sink(_ start: Int) {
        heap.withUnsafeMutableBufferPointer { heap in
            let item = heap[start]
            var at = start
            while true {
                var child = 2 * at + 1
                guard child < heap.count else { break }
                if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
                guard heap[child].time < item.time else { break }
                heap[at] = heap[child]
                at = child
            }
            heap[at] = item
        }
    }
}
