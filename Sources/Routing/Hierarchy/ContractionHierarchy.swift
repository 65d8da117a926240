public import GeoIndex

/// The topology of a customizable contraction hierarchy: every arc any metric can need, without weights.
///
/// Nodes are named by *rank* here. Each arc leads from a lower to a higher rank and carries two weights in a metric:
/// `up` (lower to higher) and `down`. All upper neighbours of a node are its ancestors in the elimination tree, so an
/// upper neighbour is also named by its *depth*, the number of its ancestors. Subtrees are contiguous ranges of ranks.
/// See Dibbelt, Strasser, Wagner: Customizable Contraction Hierarchies (2016).
public final class ContractionHierarchy: Sendable {
    /// Nodes and arcs.
    public let nodeCount: Int
    public let arcCount: Int
    /// Longest chain of ancestors, the node itself counted; queries need scratch of this size.
    public let height: Int

    /// Rank of each node, node of each rank.
    public let rankOf: FixedArray<UInt32>
    public let nodeOf: FixedArray<UInt32>
    /// Parent of each rank (`UInt32.max` for a root), number of its ancestors, first rank of its subtree.
    public let parent: FixedArray<UInt32>
    public let depth: FixedArray<UInt32>
    public let subtreeFirst: FixedArray<UInt32>
    /// Arcs of each rank as a range, sorted by head, and the head of each arc as rank and as depth.
    public let upFirst: FixedArray<UInt32>
    public let upHead: FixedArray<UInt32>
    public let upDepth: FixedArray<UInt32>
    /// The tail of each arc; arcs into each rank, sorted by tail, and their tails.
    public let arcTail: FixedArray<UInt32>
    public let downFirst: FixedArray<UInt32>
    public let downArc: FixedArray<UInt32>
    public let downTail: FixedArray<UInt32>
    /// The links that lie under each arc: network arc << 1 | (1 when it leads down), and who may not use it.
    public let inputFirst: FixedArray<UInt32>
    public let inputLink: FixedArray<UInt32>
    public let inputBans: FixedArray<UInt16>
    /// The hierarchy arcs over each network arc, as places in `inputLink`.
    public let instanceFirst: FixedArray<UInt32>
    public let instance: FixedArray<UInt32>
    /// The hierarchy arc of each place in `inputLink`.
    public let inputArc: FixedArray<UInt32>

    /// Opens the columns that `HierarchyBuilder` wrote, and proves that no index leads outside. O(n + m).
    public init(file: PackedFile, prefix: String = "hierarchy.") throws(PackedFileError) {
        func column<T: PackedElement>(_ name: String, _: T.Type = T.self) throws(PackedFileError) -> FixedArray<T> {
            FixedArray(try file.column(prefix + name, as: T.self))
        }
        rankOf = try column("rank")
        nodeOf = try column("node")
        parent = try column("parent")
        depth = try column("depth")
        subtreeFirst = try column("subtree")
        upFirst = try column("up.first")
        upHead = try column("up.head")
        upDepth = try column("up.depth")
        arcTail = try column("arc.tail")
        downFirst = try column("down.first")
        downArc = try column("down.arc")
        downTail = try column("down.tail")
        inputFirst = try column("input.first")
        inputLink = try column("input.link")
        inputBans = try column("input.bans")
        inputArc = try column("input.arc")
        instanceFirst = try column("instance.first")
        instance = try column("instance")
        nodeCount = rankOf.count
        arcCount = upHead.count
        height = Int(depth.elements.max() ?? 0) + (nodeCount > 0 ? 1 : 0)
        if let fault = firstFault() {
            throw .malformed(
                path: file.path, part: "hierarchy", found: fault, expected: "the columns of one hierarchy")
        }
    }

    /// The number of network arcs that weights are given for.
    public var networkArcCount: Int { instanceFirst.count - 1 }

    /// The arc between two ranks, or nil. O(log degree).
    public func arc(low: Int, high: Int) -> Int? {
        var from = Int(upFirst[low])
        var to = Int(upFirst[low + 1])
        while from < to {
            let middle = (from + to) / 2
            if upHead[middle] < UInt32(high) { from = middle + 1 } else { to = middle }
        }
        return from < Int(upFirst[low + 1]) && upHead[from] == UInt32(high) ? from : nil
    }

    /// Calls `body` with both upper arcs of every lower neighbour that two ranks share, until it returns false.
    ///
    /// The shorter list of arcs down is walked, the longer one searched by doubling steps.
    @inline(__always)
    func forEachTriangle(below low: Int, _ high: Int, _ body: (_ toLow: Int, _ toHigh: Int) -> Bool) {
        let tails = downTail.base
        var (a, endA) = (Int(downFirst.base[low]), Int(downFirst.base[low + 1]))
        var (b, endB) = (Int(downFirst.base[high]), Int(downFirst.base[high + 1]))
        let isSwapped = endB - b < endA - a
        if isSwapped { swap(&a, &b); swap(&endA, &endB) }
        while a < endA {
            let wanted = tails[a]
            var step = 1
            while b + step < endB, tails[b + step] <= wanted { step *= 2 }
            var (from, to) = (b, min(b + step, endB))
            while from < to {
                let middle = (from + to) / 2
                if tails[middle] < wanted { from = middle + 1 } else { to = middle }
            }
            b = from
            if b == endB { return }
            if tails[b] == wanted {
                let (first, second) = (Int(downArc.base[a]), Int(downArc.base[b]))
                if !(isSwapped ? body(second, first) : body(first, second)) { return }
            }
            a += 1
        }
    }

    /// Whether `ancestor` is the node itself or above it in the elimination tree. O(1).
    public func isAncestor(_ ancestor: Int, of rank: Int) -> Bool {
        Int(subtreeFirst[ancestor]) <= rank && rank <= ancestor
    }
}
