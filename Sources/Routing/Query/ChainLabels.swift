/// Upward searches along the elimination tree: the least time to each ancestor of the seeds, by depth.
///
/// Scratch for one caller, reused from query to query; it does not allocate once it has grown. A label covers one chain
/// of ancestors; seeds on several chains result in several labels.
public final class ChainLabels {
    // Invariant: `times` and `ranks` hold `capacity` labels of `stride` places each; in label `i` the places
    // 0…depths[i] are initialised.
    private(set) var times: UnsafeMutablePointer<TravelWeight>
    private(set) var ranks: UnsafeMutablePointer<UInt32>
    private(set) var depths: [Int] = []
    private var capacity = 4
    private let stride: Int
    private let hierarchy: ContractionHierarchy
    private var sorted: [Seed] = []

    /// Creates scratch for a hierarchy.
    public init(_ hierarchy: ContractionHierarchy) {
        self.hierarchy = hierarchy
        stride = max(hierarchy.height, 1)
        times = .allocate(capacity: capacity * stride)
        ranks = .allocate(capacity: capacity * stride)
        depths.reserveCapacity(16)
        sorted.reserveCapacity(16)
    }

    deinit {
        times.deallocate()
        ranks.deallocate()
    }

    /// The number of labels of the last search.
    public var count: Int { depths.count }

    /// The times of label `index` by depth, and the ranks they belong to.
    func times(_ index: Int) -> UnsafeMutablePointer<TravelWeight> { times + index * stride }
    func ranks(_ index: Int) -> UnsafeMutablePointer<UInt32> { ranks + index * stride }

    /// Label `index` of the last search; valid until the next search.
    func label(_ index: Int) -> ChainLabel {
        ChainLabel(times: UnsafePointer(times(index)), ranks: UnsafePointer(ranks(index)), depth: depths[index])
    }

    /// Searches upwards from seeds. O(arcs of the seeds' ancestors).
    public func search(_ seeds: some Sequence<Seed>, in metric: Metric, _ direction: SearchDirection) {
        depths.removeAll(keepingCapacity: true)
        sorted.removeAll(keepingCapacity: true)
        sorted.append(contentsOf: seeds)
        if sorted.count > 1 { sorted.sort { ($0.rank, $0.time) < ($1.rank, $1.time) } }
        for seed in sorted {
            precondition(seed.rank >= 0 && seed.rank < hierarchy.nodeCount, "rank \(seed.rank) is no node's")
            let depth = Int(hierarchy.depth.base[seed.rank])
            // A seed that is an ancestor of the lowest one of a label belongs to that label.
            let known = depths.indices.first {
                depth <= depths[$0] && ranks($0)[depth] == UInt32(truncatingIfNeeded: seed.rank)
            }
            let label = known ?? addChain(from: seed.rank, depth: depth)
            times(label)[depth] = min(times(label)[depth], seed.time)
        }
        let weights = UnsafePointer(direction == .forward ? metric.up.base : metric.down.base)
        for label in depths.indices { relax(label, weights) }
    }

    private func addChain(from rank: Int, depth: Int) -> Int {
        let label = depths.count
        if label == capacity { grow() }
        depths.append(depth)
        let (times, ranks) = (times(label), ranks(label))
        let parent = hierarchy.parent.base
        var at = rank
        for place in Swift.stride(from: depth, through: 0, by: -1) {
            ranks[place] = UInt32(truncatingIfNeeded: at)
            times[place] = .unreachable
            at = Int(parent[at])
        }
        return label
    }

    private func relax(_ label: Int, _ weights: UnsafePointer<TravelWeight>) {
        let (times, ranks) = (times(label), ranks(label))
        let (upFirst, upDepth) = (hierarchy.upFirst.base, hierarchy.upDepth.base)
        for place in Swift.stride(from: depths[label], through: 0, by: -1) {
            let spent = times[place]
            guard spent < .unreachable else { continue }
            let rank = Int(ranks[place])
            var arc = Int(upFirst[rank])
            let end = Int(upFirst[rank + 1])
            while arc < end {
                let at = Int(upDepth[arc])
                times[at] = min(times[at], spent &+ weights[arc])
                arc &+= 1
            }
        }
    }

    private func grow() {
        let (oldTimes, oldRanks, used) = (times, ranks, capacity * stride)
        capacity *= 2
        times = .allocate(capacity: capacity * stride)
        ranks = .allocate(capacity: capacity * stride)
        times.update(from: oldTimes, count: used)
        ranks.update(from: oldRanks, count: used)
        oldTimes.deallocate()
        oldRanks.deallocate()
    }

    /// The depth of the lowest ancestor that label `index` shares with `rank`; −1 when they share none.
    func sharedDepth(_ index: Int, with rank: Int) -> Int {
        let ranks = ranks(index)
        let subtree = hierarchy.subtreeFirst.base
        var low = -1
        var high = min(depths[index], Int(hierarchy.depth.base[rank]))
        while low < high {
            let middle = (low + high + 1) >> 1
            let ancestor = Int(ranks[middle])
            if rank <= ancestor, Int(subtree[ancestor]) <= rank { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

/// The least times to a chain of ancestors, by depth, and their ranks.
struct ChainLabel {
    // Invariant: both have the places 0…depth.
    let times: UnsafePointer<TravelWeight>
    let ranks: UnsafePointer<UInt32>
    let depth: Int
}
