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
    /// The level of the root; 0 when the only block is a leaf.
    let rootLevel: Int
    /// The number of blocks of each level, leaves first, root last.
    let blockCounts: InlineArray<9, Int>
    /// The first block of each level above the leaves among all such blocks.
    let firstBlocks: InlineArray<9, Int>

    /// The layout of at most 2³² items.
    init(itemCount: Int) {
        self.itemCount = itemCount
        var counts = InlineArray<9, Int>(repeating: 0)
        var firsts = InlineArray<9, Int>(repeating: 0)
        counts[0] = Self.blocks(itemCount)
        var level = 0
        while counts[level] > 1 {
            // The first level above the leaves begins at 0, every other one where the one below ends.
            firsts[level + 1] = level == 0 ? 0 : firsts[level] + counts[level]
            counts[level + 1] = Self.blocks(counts[level])
            level += 1
        }
        rootLevel = level
        blockCounts = counts
        firstBlocks = firsts
    }

    var leafBlockCount: Int { blockCounts[0] }
    var innerBlockCount: Int { rootLevel == 0 ? 0 : firstBlocks[rootLevel] + 1 }

    private static func blocks(_ count: Int) -> Int { count / width + (count % width == 0 ? 0 : 1) }
}
