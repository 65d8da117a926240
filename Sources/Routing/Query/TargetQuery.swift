/// The k targets soonest reached, by merging the targets below each ancestor of the query in order of time.
///
/// Scratch of one caller, reused from query to query.
public final class TargetQuery {
    private struct Cursor {
        var time: TravelWeight
        var spent: TravelWeight
        var place: UInt32
        var end: UInt32
    }

    /// A target and its time.
    public struct Hit: Hashable, Sendable {
        public var target: Int
        public var time: TravelWeight
    }

    private let labels: ChainLabels
    private var heap: [Cursor] = []
    private var seen: [UInt32] = []
    private var turn: UInt32 = 0

    public init(_ hierarchy: ContractionHierarchy) {
        labels = ChainLabels(hierarchy)
        heap.reserveCapacity(hierarchy.height)
    }

    /// Calls `visit` with targets in order of time until it returns false, none is left or `limit` is passed.
    ///
    /// `direct` are ways that touch no node, soonest first, as between two places on one arc. Each target comes at most
    /// once. O(arcs above the seeds + visited · log height).
    public func visit(
        from seeds: some Sequence<Seed>, among targets: TargetLabels, in metric: Metric,
        limit: TravelWeight = .unreachable - 1, direct: [Hit] = [], _ visit: (Hit) -> Bool
    ) {
        precondition(metric.revision == targets.revision, "the targets were searched in another metric")
        labels.search(seeds, in: metric, targets.direction)
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

    /// Moves the first cursor on to its next target.
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

    /// The `count` soonest targets that `accept` lets through, nearest first.
    public func nearest(
        _ count: Int, from seeds: some Sequence<Seed>, among targets: TargetLabels, in metric: Metric,
        limit: TravelWeight = .unreachable - 1, direct: [Hit] = [], where accept: (Int) -> Bool = { _ in true }
    ) -> [Hit] {
        var result: [Hit] = []
        guard count > 0 else { return result }
        visit(from: seeds, among: targets, in: metric, limit: limit, direct: direct) { hit in
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
