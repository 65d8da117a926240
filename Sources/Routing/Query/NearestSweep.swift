/// The `count` targets nearest to every node at once: lists are passed up the hierarchy and then down again.
public struct NearestSweep: Sendable {
    /// The number of targets kept per node.
    public let count: Int
    // Times and targets by rank, `count` places each, ascending; `unreachable` in unused places.
    private let times: FixedArray<TravelWeight>
    private let targets: FixedArray<UInt32>
    private let rankOf: FixedArray<UInt32>

    /// Computes the lists of all nodes in a metric. O(arcs · count).
    ///
    /// With `forward` the times are from each node to the targets, with `backward` from the targets to each node.
    public init(_ count: Int, targets seeds: [[Seed]], in metric: Metric, _ direction: SearchDirection) {
        precondition(count > 0, "at least one target per node")
        let h = metric.hierarchy
        self.count = count
        rankOf = h.rankOf
        let timeBlock = Block(repeating: TravelWeight.unreachable, count: h.nodeCount * count)
        let targetBlock = Block(repeating: UInt32.max, count: h.nodeCount * count)
        let (times, targets) = (timeBlock.base, targetBlock.base)
        for (target, own) in seeds.enumerated() {
            for seed in own {
                Self.insert(seed.time, UInt32(target), times + seed.rank * count, targets + seed.rank * count, count)
            }
        }
        // A way leads up first and then down: the list of a lower node is passed up along the arc by which it is
        // reached.
        let toLower = direction == .forward ? metric.down.base : metric.up.base
        let toUpper = direction == .forward ? metric.up.base : metric.down.base
        let (upFirst, upHead) = (h.upFirst.base, h.upHead.base)
        for rank in 0..<h.nodeCount where times[rank * count] < .unreachable {
            for arc in Int(upFirst[rank])..<Int(upFirst[rank + 1]) {
                Self.merge(
                    times + rank * count, targets + rank * count, plus: toLower[arc],
                    into: times + Int(upHead[arc]) * count, targets + Int(upHead[arc]) * count, count)
            }
        }
        for rank in stride(from: h.nodeCount - 1, through: 0, by: -1) {
            for arc in Int(upFirst[rank])..<Int(upFirst[rank + 1]) {
                Self.merge(
                    times + Int(upHead[arc]) * count, targets + Int(upHead[arc]) * count, plus: toUpper[arc],
                    into: times + rank * count, targets + rank * count, count)
            }
        }
        self.times = FixedArray(timeBlock)
        self.targets = FixedArray(targetBlock)
    }

    /// The nearest targets of a network node, nearest first.
    public func nearest(ofNode node: Int) -> [TargetQuery.Hit] { nearest(ofRank: Int(rankOf[node])) }

    /// The nearest targets of a rank, nearest first.
    public func nearest(ofRank rank: Int) -> [TargetQuery.Hit] {
        let start = rank * count
        return (start..<start + count).lazy.filter { times[$0] < .unreachable }.map {
            TargetQuery.Hit(target: Int(targets[$0]), time: times[$0])
        }
    }

    /// The time to the nearest target of a network node.
    public func time(ofNode node: Int) -> TravelWeight { times[Int(rankOf[node]) * count] }

    /// The time to the nearest target of a rank.
    public func time(ofRank rank: Int) -> TravelWeight { times[rank * count] }

    @inline(__always)
    private static func merge(
        _ otherTimes: UnsafeMutablePointer<TravelWeight>, _ otherTargets: UnsafeMutablePointer<UInt32>,
        plus weight: TravelWeight, into times: UnsafeMutablePointer<TravelWeight>,
        _ targets: UnsafeMutablePointer<UInt32>, _ count: Int
    ) {
        for place in 0..<count {
            let time = otherTimes[place] &+ weight
            // Lists ascend: if one entry is too late, so are the following ones.
            if time >= times[count - 1] { return }
            insert(time, otherTargets[place], times, targets, count)
        }
    }

    @inline(__always)
    private static func insert(
        _ time: TravelWeight, _ target: UInt32, _ times: UnsafeMutablePointer<TravelWeight>,
        _ targets: UnsafeMutablePointer<UInt32>, _ count: Int
    ) {
        guard time < times[count - 1] else { return }
        var end = 0
        while end < count - 1, targets[end] != target { end += 1 }
        if targets[end] == target, times[end] <= time { return }
        while end > 0, times[end - 1] > time {
            times[end] = times[end - 1]
            targets[end] = targets[end - 1]
            end -= 1
        }
        times[end] = time
        targets[end] = target
    }
}
