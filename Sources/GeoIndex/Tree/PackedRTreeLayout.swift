/// The arrangement of the blocks of a packed R-tree, which follows from the number of items.
///
/// Leaf blocks hold 16 items each, in the order of a Hilbert curve. A block of the level above holds the boxes of 16
/// consecutive blocks, and so on up to a single block, the root. With at most 16 items the only leaf is the root.
struct PackedRTreeLayout: Sendable {
    static let width = 16
    /// The numbers in one block of boxes: west, south, east and north, 16 of each.
    static let boxStride = 4 * width
    /// The numbers in one block of points: longitude and latitude, 16 of each.
    static let pointStride = 2 * width

    let itemCount: Int
    /// The level of the root; 0 when the only block is a leaf.
    let rootLevel: Int
    /// The number of blocks of each level, leaves first, root last.
    let blockCounts: InlineArray<9, Int>
    /// The index of the first block of each level, counted among the blocks above the leaves.
    let firstBlocks: InlineArray<9, Int>

    /// The layout of at most 2³² items.
    init(itemCount: Int) {
        self.itemCount = itemCount
        var counts = InlineArray<9, Int>(repeating: 0)
        var firsts = InlineArray<9, Int>(repeating: 0)
        counts[0] = Self.blocks(itemCount)
        var level = 0
        while counts[level] > 1 {
            // The first level above the leaves begins at 0, every other one where the level below it ends.
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
