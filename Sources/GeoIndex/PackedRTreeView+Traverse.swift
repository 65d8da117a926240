extension PackedRTreeView {
    /// A block still to be looked at.
    private struct Pending {
        var key: Float
        var level: Int32
        var block: Int
        /// Read from a leaf so that the processor fetches it before its turn; otherwise unused.
        var early: UInt64
    }

    /// Room for the keys of one block, and for which of them matter, a byte each.
    private struct Keys {
        var boxes: UnsafeMutablePointer<Float>
        var points: UnsafeMutablePointer<Double>
        var hits: UnsafeMutableRawPointer

        /// The lanes below a number whose keys do not exceed a limit.
        @inline(__always)
        func hits<Key: BinaryFloatingPoint>(
            upTo limit: Key, _ values: UnsafeMutablePointer<Key>, _ filled: Int
        ) -> LaneSet {
            let bytes = hits.assumingMemoryBound(to: UInt8.self)
            for lane in 0..<16 { bytes[lane] = values[lane] <= limit ? 1 : 0 }
            return LaneSet(bytes: hits, below: filled)
        }
    }

    /// Offers every item whose lower key does not exceed the threshold once, nearer blocks first; the visitor may lower
    /// the threshold.
    ///
    /// First the way down to the nearest leaf, so that the threshold prunes from the root on; then depth first, where at
    /// most 16 blocks per level wait, so that the stack has a fixed size.
    @inline(__always)
    func traverse<Rank: Ranking>(
        _ ranking: Rank, _ threshold: inout Double, descending: Bool = true,
        _ visit: (_ slot: Int, _ lower: Double, _ upper: Double, _ threshold: inout Double) -> Void
    ) {
        guard layout.itemCount > 0 else { return }
        let width = PackedRTreeLayout.width
        withUnsafeTemporaryAllocation(of: Pending.self, capacity: width * (layout.rootLevel + 1)) { stack in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { points in
                withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { boxes in
                    withUnsafeTemporaryAllocation(byteCount: width, alignment: width) { hits in
                        let keys = Keys(boxes: boxes.baseAddress!, points: points.baseAddress!, hits: hits.baseAddress!)
                        // With a threshold from elsewhere the way down would gain nothing.
                        var first = -1
                        if descending {
                            first = nearest(atLevel: 0, ranking, keys)
                            visitLeaf(first, ranking, keys, &threshold, visit)
                        }
                        if layout.rootLevel > 0 || !descending {
                            visitRest(stack.baseAddress!, except: first, ranking, keys, &threshold, visit)
                        }
                    }
                }
            }
        }
    }

    /// The block of a level at the end of the way that always goes to the child with the least key.
    @inline(__always)
    private func nearest<Rank: Ranking>(atLevel end: Int, _ ranking: Rank, _ keys: Keys) -> Int {
        var block = 0
        var level = layout.rootLevel
        while level > end {
            ranking.rank(boxes: boxes(level: level, block: block), into: keys.boxes)
            var best = 0
            for child in 1..<max(children(level: level, block: block), 1) where keys.boxes[child] < keys.boxes[best] {
                best = child
            }
            block = block &* PackedRTreeLayout.width &+ best
            level &-= 1
        }
        return block
    }

    /// A key that somewhat more than so many items may well not exceed, from how dense they are where the way down leads;
    /// nil for trees too small to tell.
    @inline(__always)
    func guess(_ ranking: PlaneRanking, count: Int) -> Double? {
        guard layout.rootLevel >= 3 else { return nil }
        let width = PackedRTreeLayout.width
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { boxes in
            // Only the keys of boxes are asked for on the way to level 1.
            let keys = Keys(
                boxes: boxes.baseAddress!, points: UnsafeMutablePointer(bitPattern: 8)!,
                hits: UnsafeMutableRawPointer(bitPattern: 8)!)
            let block = nearest(atLevel: 1, ranking, keys)
            let parent = self.boxes(level: 2, block: block / width) + block % width
            let area = ranking.area(
                width: parent[2 * width] - parent[0], height: parent[3 * width] - parent[width])
            // 256 items in the block; enough more than wanted that chance seldom leaves too few.
            let wanted = Double(count) + 2.5 * Double(count).squareRoot() + 2
            return wanted / Double(width * width) * area / .pi
        }
    }

    @inline(__always)
    private func visitRest<Rank: Ranking>(
        _ pending: UnsafeMutablePointer<Pending>, except visited: Int, _ ranking: Rank, _ keys: Keys,
        _ threshold: inout Double,
        _ visit: (_ slot: Int, _ lower: Double, _ upper: Double, _ threshold: inout Double) -> Void
    ) {
        // Each level adds at most 16 entries after taking one away, so the stack cannot overflow.
        pending[0] = Pending(key: 0, level: Int32(truncatingIfNeeded: layout.rootLevel), block: 0, early: 0)
        var depth = 1
        while depth > 0 {
            depth &-= 1
            let (level, block) = (Int(pending[depth].level), pending[depth].block)
            // Single precision may have rounded keys up.
            let limit = Float(threshold) * 1.000_01
            guard pending[depth].key <= limit else { continue }
            if level == 0 {
                if block != visited { visitLeaf(block, ranking, keys, &threshold, visit) }
                continue
            }
            ranking.rank(boxes: boxes(level: level, block: block), into: keys.boxes)
            var hits = keys.hits(upTo: limit, keys.boxes, children(level: level, block: block))
            let bottom = depth
            while let child = hits.popFirst() {
                // Farther ones below nearer ones.
                let key = keys.boxes[child]
                var place = depth
                while place > bottom && pending[place &- 1].key < key {
                    pending[place] = pending[place &- 1]
                    place &-= 1
                }
                pending[place] = Pending(
                    key: key, level: Int32(truncatingIfNeeded: level &- 1),
                    block: block &* PackedRTreeLayout.width &+ child,
                    early: touch(level: level &- 1, block: block &* PackedRTreeLayout.width &+ child))
                depth &+= 1
            }
        }
    }

    @inline(__always)
    private func visitLeaf<Rank: Ranking>(
        _ block: Int, _ ranking: Rank, _ keys: Keys, _ threshold: inout Double,
        _ visit: (_ slot: Int, _ lower: Double, _ upper: Double, _ threshold: inout Double) -> Void
    ) {
        let first = block &* PackedRTreeLayout.width
        let filled = min(PackedRTreeLayout.width, layout.itemCount &- first)
        if holdsPoints {
            ranking.rank(points: numbers + block &* PackedRTreeLayout.pointStride, into: keys.points)
            var hits = keys.hits(upTo: threshold, keys.points, filled)
            while let lane = hits.popFirst() {
                visit(first &+ lane, keys.points[lane], keys.points[lane] * ranking.spread, &threshold)
            }
        } else {
            for lane in 0..<filled {
                let (lower, upper) = ranking.bounds(of: box(first &+ lane))
                if lower <= threshold { visit(first &+ lane, lower, upper, &threshold) }
            }
        }
    }
}
