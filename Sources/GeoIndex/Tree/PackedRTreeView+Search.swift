extension PackedRTreeView {
    /// A block still to be examined.
    private struct Pending {
        var level: Int
        var block: Int
        /// A value read early so that the processor fetches the block; otherwise unused.
        var early: UInt64
    }

    /// Visits items in a box, when neither the box nor the tree touches the antimeridian.
    @inline(__always)
    func search(_ box: BoundingBox, _ visit: (_ index: Int) -> Bool) {
        let window = SearchWindow(box, turned: 0)
        descend(
            meets: { window.meets($0, into: $1) }, holds: { window.holds($0, into: $1) },
            leaf: { block, hits in
                // Sums of bytes, which the compiler vectorises.
                if holdsPoints {
                    let place = numbers + block &* PackedRTreeLayout.pointStride
                    for lane in 0..<16 {
                        let (x, y) = (place[lane], place[lane + 16])
                        hits[lane] =
                            (x >= box.west ? 1 : 0) & (x <= box.east ? 1 : 0) & (y >= box.south ? 1 : 0)
                            & (y <= box.north ? 1 : 0)
                    }
                } else {
                    let place = numbers + block &* PackedRTreeLayout.boxStride
                    for lane in 0..<16 {
                        hits[lane] =
                            (place[lane] <= box.east ? 1 : 0) & (place[lane + 32] >= box.west ? 1 : 0)
                            & (place[lane + 16] <= box.north ? 1 : 0) & (place[lane + 48] >= box.south ? 1 : 0)
                    }
                }
            }, visit)
    }

    /// Visits items in any box of any tree.
    ///
    /// Boxes in the tree lie in −180…180 degrees, or up to 540 when they cross the antimeridian. So the box is also
    /// compared after turning it by each of `turns` degrees.
    func search(_ box: BoundingBox, turning turns: [Double], _ visit: (_ index: Int) -> Bool) {
        let windows = turns.map { SearchWindow(box.unwrapped, turned: $0) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PackedRTreeLayout.width) { more in
            descend(
                meets: { block, hits in
                    windows[0].meets(block, into: hits)
                    for window in windows.dropFirst() {
                        window.meets(block, into: more.baseAddress!)
                        for lane in 0..<16 { hits[lane] |= more[lane] }
                    }
                },
                holds: { _, hits in
                    for lane in 0..<16 { hits[lane] = 0 }
                },
                leaf: { block, hits in
                    for lane in 0..<16 {
                        let slot = block &* PackedRTreeLayout.width &+ lane
                        let meets =
                            slot < layout.itemCount
                            && (holdsPoints ? box.contains(point(slot)) : box.intersects(self.box(slot)))
                        hits[lane] = meets ? 1 : 0
                    }
                }, visit)
        }
    }

    /// Descends depth first through all blocks that meet the query; the items of blocks that it contains wholly are
    /// visited without further comparison.
    @inline(__always)
    private func descend(
        meets: (UnsafePointer<Float>, UnsafeMutablePointer<UInt8>) -> Void,
        holds: (UnsafePointer<Float>, UnsafeMutablePointer<UInt8>) -> Void,
        leaf: (_ block: Int, UnsafeMutablePointer<UInt8>) -> Void, _ visit: (_ index: Int) -> Bool
    ) {
        let width = PackedRTreeLayout.width
        withUnsafeTemporaryAllocation(byteCount: width, alignment: width) { buffer in
            // Each level removes one block and adds at most 16, so the stack cannot overflow.
            withUnsafeTemporaryAllocation(of: Pending.self, capacity: width * (layout.rootLevel + 1)) { stack in
                let (pending, hits) = (stack.baseAddress!, buffer.baseAddress!)
                let bytes = hits.assumingMemoryBound(to: UInt8.self)
                pending[0] = Pending(level: layout.rootLevel, block: 0, early: 0)
                var depth = 1
                while depth > 0 {
                    depth &-= 1
                    let (level, block) = (pending[depth].level, pending[depth].block)
                    if level == 0 {
                        leaf(block, bytes)
                        let first = block &* width
                        var lanes = LaneSet(bytes: hits, below: min(width, layout.itemCount &- first))
                        while let lane = lanes.popFirst() {
                            if !visit(id(first &+ lane)) { return }
                        }
                        continue
                    }
                    let numbers = boxes(level: level, block: block)
                    let count = children(level: level, block: block)
                    holds(numbers, bytes)
                    let held = LaneSet(bytes: hits, below: count)
                    meets(numbers, bytes)
                    var lanes = LaneSet(bytes: hits, below: count)
                    while let lane = lanes.popFirst() {
                        let child = block &* width &+ lane
                        if held.contains(lane) {
                            // The items below a block of level l are in 16^(l + 1) consecutive slots.
                            let first = child << (4 * level)
                            let end = min((child + 1) << (4 * level), validCount)
                            var slot = first
                            while slot < end {
                                if !visit(id(slot)) { return }
                                slot &+= 1
                            }
                            continue
                        }
                        pending[depth] = Pending(
                            level: level &- 1, block: child, early: touch(level: level &- 1, block: child))
                        depth &+= 1
                    }
                }
            }
        }
    }
}

/// The query box in single precision, rounded outward and inward.
private struct SearchWindow {
    private let west: Float
    private let south: Float
    private let east: Float
    private let north: Float
    /// Rounded inward.
    private let inner: (west: Float, south: Float, east: Float, north: Float)

    init(_ box: BoundingBox, turned degrees: Double) {
        // Turning rounds; the slack keeps the window from shrinking.
        let slack = degrees == 0 ? 0 : 1e-12
        west = (box.west + degrees - slack).floatBelow
        south = box.south.floatBelow
        east = (box.east + degrees + slack).floatAbove
        north = box.north.floatAbove
        inner = (box.west.floatAbove, box.south.floatAbove, box.east.floatBelow, box.north.floatBelow)
    }

    /// Marks which of the 16 boxes of a block may meet the window.
    @inline(__always)
    func meets(_ boxes: UnsafePointer<Float>, into hits: UnsafeMutablePointer<UInt8>) {
        for lane in 0..<16 {
            hits[lane] =
                (boxes[lane] <= east ? 1 : 0) & (boxes[lane + 32] >= west ? 1 : 0)
                & (boxes[lane + 16] <= north ? 1 : 0) & (boxes[lane + 48] >= south ? 1 : 0)
        }
    }

    /// Marks which of the 16 boxes of a block are certainly inside the window.
    @inline(__always)
    func holds(_ boxes: UnsafePointer<Float>, into hits: UnsafeMutablePointer<UInt8>) {
        for lane in 0..<16 {
            hits[lane] =
                (boxes[lane] >= inner.west ? 1 : 0) & (boxes[lane + 32] <= inner.east ? 1 : 0)
                & (boxes[lane + 16] >= inner.south ? 1 : 0) & (boxes[lane + 48] <= inner.north ? 1 : 0)
        }
    }
}
