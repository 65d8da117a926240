import Dispatch

/// The upward searches of many targets in one metric, kept so that any query can be joined with all of them.
///
/// Immutable; does not retain the metric. The label of a target contains, by depth, the time between each of its
/// ancestors in the elimination tree and the target. The travel time is the join of this label with the query's own.
/// For each ancestor the targets below it are also sorted by time, so that finding the nearest ones is a merge that
/// stops early (after Buchhold, Wagner 2021).
public final class TargetLabels: Sendable {
    /// The revision of the metric that was searched.
    public let revision: UInt64
    /// `forward`: from a query to the targets; `backward`: from the targets to a query.
    public let direction: SearchDirection
    /// The number of targets.
    public let targetCount: Int
    /// The seeds of each target.
    let seeds: [[Seed]]

    // Label `i` belongs to target `owner[i]`, starts at `labelFirst[i]` in `times` and has the lowest node `bottom[i]`.
    let owner: FixedArray<UInt32>
    let bottom: FixedArray<UInt32>
    let labelFirst: FixedArray<UInt32>
    let times: FixedArray<TravelWeight>
    // Targets below rank `r` with a way to it, nearest first: `bucketFirst[r]..<bucketFirst[r + 1]`.
    let bucketFirst: FixedArray<UInt32>
    let bucketTime: FixedArray<TravelWeight>
    let bucketTarget: FixedArray<UInt32>

    /// Searches from every target, each given by its seeds. O(targets · arcs above one), on all cores.
    public init(_ targets: [[Seed]], in metric: Metric, _ direction: SearchDirection) {
        revision = metric.revision
        self.direction = direction
        targetCount = targets.count
        seeds = targets
        // Fewer than 32 for each are not worth a thread.
        let count = min(max(targets.count / 32, 1), Cores.count)
        let ranges = (0..<count).map { targets.count * $0 / count..<targets.count * ($0 + 1) / count }
        let parts = FilledParts(count: ranges.count)
        DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
            var part = Part()
            let labels = ChainLabels(metric.hierarchy)
            for target in ranges[index] {
                labels.search(targets[target], in: metric, direction == .forward ? .backward : .forward)
                part.append(labels, target: target)
            }
            parts.set(index, part)
        }
        var all = Part()
        for part in parts.all { all.append(part) }
        owner = FixedArray(all.owner)
        bottom = FixedArray(all.bottom)
        labelFirst = FixedArray(all.first)
        times = FixedArray(all.times)
        let buckets = Buckets(all, rankCount: metric.hierarchy.nodeCount)
        bucketFirst = FixedArray(buckets.first)
        bucketTime = FixedArray(buckets.times)
        bucketTarget = FixedArray(buckets.targets)
    }

    /// The labels of a target. O(log targets).
    func labels(of target: Int) -> Range<Int> {
        // Owners ascend.
        func first(_ least: Int) -> Int {
            var (low, high) = (0, owner.count)
            while low < high {
                let middle = (low + high) >> 1
                if Int(owner[middle]) < least { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return first(target)..<first(target + 1)
    }

    /// The times of a label by depth, down to its lowest node.
    func times(ofLabel label: Int) -> UnsafePointer<TravelWeight> { UnsafePointer(times.base + Int(labelFirst[label])) }

    /// Writes the time between each target and the seeds of the last search of `labels`; `unreachable` when there is no
    /// way. O(targets · height).
    ///
    /// The search must have been in the same metric and in this value's direction.
    public func times(from labels: ChainLabels, into row: UnsafeMutableBufferPointer<TravelWeight>) {
        precondition(row.count == targetCount, "one place per target")
        row.update(repeating: .unreachable)
        for own in 0..<labels.count {
            let ownTimes = UnsafePointer(labels.times(own))
            for label in 0..<owner.count {
                let shared = labels.sharedDepth(own, with: Int(bottom.base[label]))
                guard shared >= 0 else { continue }
                let least = LabelSums.least(
                    ownTimes, times.base + Int(labelFirst.base[label]), count: shared + 1)
                let target = Int(owner.base[label])
                row[target] = min(row[target], least)
            }
        }
    }
}

extension TargetLabels {
    /// The labels of some of the targets, under construction.
    struct Part: Sendable {
        var owner: [UInt32] = []
        var bottom: [UInt32] = []
        var first: [UInt32] = [0]
        var times: [TravelWeight] = []
        var ranks: [UInt32] = []

        mutating func append(_ labels: ChainLabels, target: Int) {
            for label in 0..<labels.count {
                let depth = labels.depths[label]
                owner.append(UInt32(target))
                bottom.append(labels.ranks(label)[depth])
                times.append(contentsOf: UnsafeBufferPointer(start: labels.times(label), count: depth + 1))
                ranks.append(contentsOf: UnsafeBufferPointer(start: labels.ranks(label), count: depth + 1))
                first.append(UInt32(times.count))
            }
        }

        mutating func append(_ other: Part) {
            let start = UInt32(times.count)
            owner.append(contentsOf: other.owner)
            bottom.append(contentsOf: other.bottom)
            first.append(contentsOf: other.first.dropFirst().map { $0 + start })
            times.append(contentsOf: other.times)
            ranks.append(contentsOf: other.ranks)
        }
    }

    private final class FilledParts: @unchecked Sendable {
        // Each element is written by one iteration of a parallel loop and read after all have ended.
        private let parts: UnsafeMutablePointer<Part>
        private let count: Int

        init(count: Int) {
            self.count = count
            parts = .allocate(capacity: count)
            parts.initialize(repeating: Part(), count: count)
        }

        deinit {
            parts.deinitialize(count: count)
            parts.deallocate()
        }

        func set(_ index: Int, _ part: Part) { parts[index] = part }
        var all: [Part] { (0..<count).map { parts[$0] } }
    }

    private struct Buckets {
        var first: [UInt32]
        var times: [TravelWeight]
        var targets: [UInt32]

        init(_ labels: Part, rankCount: Int) {
            var first = [UInt32](repeating: 0, count: rankCount + 1)
            for (rank, time) in zip(labels.ranks, labels.times) where time < .unreachable {
                first[Int(rank) + 1] += 1
            }
            for rank in 0..<rankCount { first[rank + 1] += first[rank] }
            var fill = first
            // Keys with the time in the high half and the target in the low half, sorted by time.
            var keys = [UInt64](repeating: 0, count: Int(first[rankCount]))
            for label in labels.owner.indices {
                for place in Int(labels.first[label])..<Int(labels.first[label + 1])
                where labels.times[place] < .unreachable {
                    let rank = Int(labels.ranks[place])
                    keys[Int(fill[rank])] = UInt64(labels.times[place]) << 32 | UInt64(labels.owner[label])
                    fill[rank] += 1
                }
            }
            for rank in 0..<rankCount where first[rank + 1] - first[rank] > 1 {
                keys[Int(first[rank])..<Int(first[rank + 1])].sort()
            }
            self.first = first
            times = keys.map { TravelWeight($0 >> 32) }
            targets = keys.map { UInt32(truncatingIfNeeded: $0) }
        }
    }
}
