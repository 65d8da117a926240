extension PackedRTreeView {
    /// A block still to be examined.
    private struct Pending {
        var key: Float
        var level: Int32
        var block: Int
        /// A value read early from a leaf so that the processor fetches it; otherwise unused.
        var early: UInt64
    }

    /// Buffers for the keys of one block and, a byte each, for which of them matter.
    private struct Keys {
        var boxes: UnsafeMutablePointer<Float>
        var points: UnsafeMutablePointer<Double>
        var hits: UnsafeMutableRawPointer

        /// The lanes below `filled` whose keys do not exceed a limit.
        @inline(__always)
        func hits<Key: BinaryFloatingPoint>(
            upTo limit: Key, _ values: UnsafeMutablePointer<Key>, _ filled: Int
        ) -> LaneSet {
            let bytes = hits.assumingMemoryBound(to: UInt8.self)
            for lane in 0..<16 { bytes[lane] = values[lane] <= limit ? 1 : 0 }
            return LaneSet(bytes: hits, below: filled)
        }
    }

    /// Visits once every item whose lower key does not exceed the threshold, nearer blocks first. The visitor may lower
    /// the threshold.
    ///
    /// Descends to the nearest leaf first, so that the threshold prunes from the root on; then depth first, where at
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
                        // With a threshold given from outside, the first descent would gain nothing.
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

    /// The block of level `end` reached by always descending to the child with the least key.
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

    /// Estimates a key below which somewhat more than `count` items lie, from the density of items near the origin; nil
    /// for small trees.
    @inline(__always)
    func guess(_ ranking: PlaneRanking, count: Int) -> Double? {
        guard layout.rootLevel >= 3 else { return nil }
        let width = PackedRTreeLayout.width
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { boxes in
            // `nearest` down to level 1 uses only the keys of boxes.
            let keys = Keys(
                boxes: boxes.baseAddress!, points: UnsafeMutablePointer(bitPattern: 8)!,
                hits: UnsafeMutableRawPointer(bitPattern: 8)!)
            let block = nearest(atLevel: 1, ranking, keys)
            let parent = self.boxes(level: 2, block: block / width) + block % width
            let area = ranking.area(
                width: parent[2 * width] - parent[0], height: parent[3 * width] - parent[width])
            // A block of level 1 holds 256 items. The surplus makes too few candidates unlikely.
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
        // Each level removes one entry and adds at most 16, so the stack cannot overflow.
        pending[0] = Pending(key: 0, level: Int32(truncatingIfNeeded: layout.rootLevel), block: 0, early: 0)
        var depth = 1
        while depth > 0 {
            depth &-= 1
            let (level, block) = (Int(pending[depth].level), pending[depth].block)
            // Keys in single precision may have been rounded up.
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
                // Insert so that nearer blocks are on top of the stack.
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
