extension PackedRTree {
    /// Visits every item that shares a position with the box, borders included, until the visitor returns false.
    ///
    /// Each item is visited once, in the order of the tree. O(log n + visited) for boxes that are not long and thin.
    public func search(_ box: BoundingBox, _ visit: (_ index: Int) -> Bool) {
        guard count > 0, box.isValid else { return }
        // A tree's boxes lie in −180…180, or up to 540 when they cross the antimeridian, where −180 and 180 are one
        // meridian: the query may meet them as it is or a turn to the east or west.
        let windows = [0, 360, -360].map { SearchWindow(box.unwrapped, turned: $0) }
        if layout.rootLevel == 0 {
            _ = searchLeaf(0, box, visit)
            return
        }
        let width = PackedRTreeLayout.width
        // Depth first: each level leaves at most 15 siblings waiting.
        withUnsafeTemporaryAllocation(
            of: (level: Int, block: Int).self, capacity: width * (layout.rootLevel + 1)
        ) { stack in
            stack[0] = (layout.rootLevel, 0)
            var depth = 1
            while depth > 0 {
                depth -= 1
                let (level, block) = stack[depth]
                if level == 0 {
                    if !searchLeaf(block, box, visit) { return }
                    continue
                }
                let mask = nodes.withUnsafeBufferPointer { nodes in
                    // Blocks are below the layout's counts, which the initialiser has compared with the column's size.
                    let start = nodes.baseAddress! + (layout.firstBlocks[level] + block) * PackedRTreeLayout.boxStride
                    return windows[0].meets(start) .| windows[1].meets(start) .| windows[2].meets(start)
                }
                let first = block * width
                for child in stride(from: min(width, layout.blockCounts[level - 1] - first) - 1, through: 0, by: -1)
                where mask[child] {
                    stack[depth] = (level - 1, first + child)
                    depth += 1
                }
            }
        }
    }

    /// The indices of all items that share a position with the box, ascending.
    public func search(_ box: BoundingBox) -> [Int] {
        var found: [Int] = []
        search(box) {
            found.append($0)
            return true
        }
        return found.sorted()
    }

    private func searchLeaf(_ block: Int, _ box: BoundingBox, _ visit: (Int) -> Bool) -> Bool {
        let width = PackedRTreeLayout.width
        let first = block * width
        for lane in 0..<min(width, count - first) {
            let meets =
                switch items {
                case .points(let numbers):
                    box.contains(
                        Coordinate(
                            longitude: numbers[block * PackedRTreeLayout.pointStride + lane],
                            latitude: numbers[block * PackedRTreeLayout.pointStride + lane + width]))
                case .boxes(let numbers):
                    box.intersects(numbers.box(block * PackedRTreeLayout.boxStride + lane))
                }
            if meets && !visit(Int(ids[first + lane])) { return false }
        }
        return true
    }
}

/// A query box in single precision, rounded outward.
private struct SearchWindow {
    let west: Float
    let south: Float
    let east: Float
    let north: Float

    init(_ box: BoundingBox, turned degrees: Double) {
        // Turning rounds; one step more keeps the window outside.
        let slack = degrees == 0 ? 0 : 1e-12
        west = (box.west + degrees - slack).roundedToFloat(.down)
        south = box.south.roundedToFloat(.down)
        east = (box.east + degrees + slack).roundedToFloat(.up)
        north = box.north.roundedToFloat(.up)
    }

    @inline(__always)
    func meets(_ block: UnsafePointer<Float>) -> SIMDMask<SIMD16<Int32>> {
        let boxes = UnsafeRawPointer(block)
        return (boxes.loadUnaligned(as: SIMD16<Float>.self) .<= east)
            .& (boxes.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self) .<= north)
            .& (boxes.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self) .>= west)
            .& (boxes.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self) .>= south)
    }
}
