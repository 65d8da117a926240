/// Where the blocks of a packed R-tree stand: everything follows from the number of items.
///
/// Items stand in leaf blocks of 16, in the order of a Hilbert curve. The boxes of 16 consecutive leaf blocks make one
/// block of the level above, and so on, up to one block: the root. A tree of at most 16 items has no level above.
struct PackedRTreeLayout: Sendable {
    static let width = 16
    /// Numbers in one block: west, south, east, north, each 16 times.
    static let boxStride = 4 * width
    /// Numbers in one block of points: longitude, latitude, each 16 times.
    static let pointStride = 2 * width

    let itemCount: Int
    /// The number of blocks of each level, leaves first, root last.
    let blockCounts: [Int]
    /// The first block of each level above the leaves among all such blocks; the entry of the leaves is unused.
    let firstBlocks: [Int]

    init(itemCount: Int) {
        self.itemCount = itemCount
        var counts = [Self.blocks(itemCount)]
        while let last = counts.last, last > 1 { counts.append(Self.blocks(last)) }
        blockCounts = counts
        var first = 0
        firstBlocks = counts.indices.map { level in
            defer { first += level == 0 ? 0 : counts[level] }
            return first
        }
    }

    var leafBlockCount: Int { blockCounts[0] }
    var innerBlockCount: Int { blockCounts.dropFirst().reduce(0, +) }
    /// The level of the root; 0 when the only block is a leaf.
    var rootLevel: Int { blockCounts.count - 1 }

    private static func blocks(_ count: Int) -> Int { count / width + (count % width == 0 ? 0 : 1) }
}
