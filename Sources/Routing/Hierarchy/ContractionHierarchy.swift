public import GeoIndex

/// The topology of a customizable contraction hierarchy: all arcs that any metric can need, without weights.
///
/// Nodes are identified by *rank* here. Each arc leads from a lower to a higher rank and has two weights in a metric,
/// `up` (lower to higher) and `down`. All upper neighbours of a node are its ancestors in the elimination tree, so an
/// upper neighbour is also identified by its *depth*, its number of ancestors. The ranks of a subtree are contiguous.
/// See Dibbelt, Strasser, Wagner: Customizable Contraction Hierarchies (2016).
public final class ContractionHierarchy: Sendable {
    /// The number of nodes.
    public let nodeCount: Int
    /// The number of arcs.
    public let arcCount: Int
    /// The length of the longest chain of ancestors, including the node itself; the size of the scratch of queries.
    public let height: Int

    /// The rank of each node.
    public let rankOf: FixedArray<UInt32>
    /// The node of each rank.
    public let nodeOf: FixedArray<UInt32>
    /// The parent of each rank; `UInt32.max` for a root.
    public let parent: FixedArray<UInt32>
    /// The number of ancestors of each rank.
    public let depth: FixedArray<UInt32>
    /// The first rank of each rank's subtree.
    public let subtreeFirst: FixedArray<UInt32>
    /// The first arc of each rank, then the number of arcs. The arcs of a rank are sorted by head.
    public let upFirst: FixedArray<UInt32>
    /// The head of each arc, as a rank.
    public let upHead: FixedArray<UInt32>
    /// The head of each arc, as a depth.
    public let upDepth: FixedArray<UInt32>
    /// The tail of each arc, as a rank.
    public let arcTail: FixedArray<UInt32>
    /// The first place of each rank in `downArc` and `downTail`, then the number of arcs.
    public let downFirst: FixedArray<UInt32>
    /// The arcs into each rank, sorted by tail.
    public let downArc: FixedArray<UInt32>
    /// The tails of the arcs in `downArc`.
    public let downTail: FixedArray<UInt32>
    /// The first place of each arc in `inputNetwork` and `inputBans`, then the number of input arcs.
    public let inputFirst: FixedArray<UInt32>
    /// The network arcs of the input arcs under each arc, << 1, plus 1 when the input arc leads down.
    public let inputNetwork: FixedArray<UInt32>
    /// The profiles that may not use each input arc; see `InputArc.bans`.
    public let inputBans: FixedArray<UInt16>
    /// The first place of each network arc in `instance`, then the number of places.
    public let instanceFirst: FixedArray<UInt32>
    /// The input arcs of each network arc, as places in `inputNetwork`.
    public let instance: FixedArray<UInt32>
    /// The hierarchy arc of each input arc.
    public let inputArc: FixedArray<UInt32>

    /// Opens the columns written by `HierarchyBuilder` and checks that all indices are in range. O(n + m).
    ///
    /// - Throws: `PackedFileError` when a column is missing or inconsistent.
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
        inputNetwork = try column("input.link")
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

    /// The number of arcs of the network.
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

    /// Calls `body` with both arcs from every common lower neighbour of two ranks, until it returns false.
    ///
    /// Walks the shorter list of lower neighbours and searches the longer one by doubling steps.
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
