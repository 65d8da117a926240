extension PackedRTree {
    /// A block still to be looked at.
    private struct Pending {
        var key: Float
        var level: Int32
        var block: UInt32
    }

    /// Offers every item whose lower key does not exceed the threshold, nearer blocks first; the visitor may lower it.
    ///
    /// Blocks are visited depth first: at most 16 per level wait, so that the stack has a fixed size.
    @inline(__always)
    func traverse<Rank: Ranking>(
        _ ranking: Rank, _ threshold: inout Double,
        _ visit: (_ slot: Int, _ lower: Double, _ upper: Double, _ threshold: inout Double) -> Void
    ) {
        let width = PackedRTreeLayout.width
        guard count > 0 else { return }
        withUnsafeTemporaryAllocation(of: Pending.self, capacity: width * (layout.rootLevel + 1)) { stack in
            // Each level adds at most 16 entries after taking one away, so the stack cannot overflow; levels and blocks
            // are below the layout's counts, which the initialiser has compared with the size of the columns.
            let pending = stack.baseAddress!
            let blockCounts = layout.blockCounts
            let firstBlocks = layout.firstBlocks
            nodes.withUnsafeBufferPointer { nodes in
                pending[0] = Pending(key: 0, level: Int32(layout.rootLevel), block: 0)
                var depth = 1
                while depth > 0 {
                    depth -= 1
                    let (key, level, block) = (pending[depth].key, Int(pending[depth].level), pending[depth].block)
                    // Single precision may have rounded the key up.
                    let limit = Float(threshold) * 1.000_01
                    guard key <= limit else { continue }
                    if level == 0 {
                        visitLeaf(Int(block), ranking, &threshold, visit)
                        continue
                    }
                    let start = (firstBlocks[level] + Int(block)) * PackedRTreeLayout.boxStride
                    let keys = ranking.lower(nodes.baseAddress! + start)
                    let firstChild = block * UInt32(width)
                    let children = min(width, blockCounts[level - 1] - Int(firstChild))
                    let bottom = depth
                    for child in 0..<children {
                        let key = keys[child]
                        guard key <= limit else { continue }
                        // Farther ones below nearer ones.
                        var place = depth
                        while place > bottom && pending[place - 1].key < key {
                            pending[place] = pending[place - 1]
                            place -= 1
                        }
                        pending[place] = Pending(
                            key: key, level: Int32(level - 1), block: firstChild + UInt32(child))
                        depth += 1
                    }
                }
            }
        }
    }

    @inline(__always)
    private func visitLeaf<Rank: Ranking>(
        _ block: Int, _ ranking: Rank, _ threshold: inout Double,
        _ visit: (_ slot: Int, _ lower: Double, _ upper: Double, _ threshold: inout Double) -> Void
    ) {
        let width = PackedRTreeLayout.width
        let first = block * width
        let filled = min(width, count - first)
        switch items {
        case .points(let numbers):
            numbers.withUnsafeBufferPointer { numbers in
                // The block is below the layout's count of leaf blocks, whose size the initialiser has checked.
                let start = UnsafeRawPointer(numbers.baseAddress! + block * PackedRTreeLayout.pointStride)
                for lanes in stride(from: 0, to: filled, by: 4) {
                    let keys = ranking.lower(
                        longitudes: start.loadUnaligned(fromByteOffset: 8 * lanes, as: SIMD4<Double>.self),
                        latitudes: start.loadUnaligned(fromByteOffset: 8 * (width + lanes), as: SIMD4<Double>.self))
                    for lane in 0..<4 where keys[lane] <= threshold && lanes + lane < filled {
                        visit(first + lanes + lane, keys[lane], keys[lane] * ranking.spread, &threshold)
                    }
                }
            }
        case .boxes(let numbers):
            for lane in 0..<filled {
                let (lower, upper) = ranking.bounds(of: numbers.box(block * PackedRTreeLayout.boxStride + lane))
                if lower <= threshold { visit(first + lane, lower, upper, &threshold) }
            }
        }
    }
}
