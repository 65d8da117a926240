/// Pointers into a packed R-tree, so that searches do no reference counting.
///
/// Must not outlive its tree; `PackedRTree.withView` ensures that. Slots, levels and blocks below the layout's counts
/// are in bounds: the tree's initialiser has compared the columns' sizes with the layout.
struct PackedRTreeView {
    let layout: PackedRTreeLayout
    let validCount: Int
    let holdsPoints: Bool
    let nodes: UnsafePointer<Float>
    let numbers: UnsafePointer<Double>
    let ids: UnsafePointer<UInt32>

    @inline(__always)
    func id(_ slot: Int) -> Int { Int(ids[slot]) }

    /// The numbers of a block above the leaves.
    @inline(__always)
    func boxes(level: Int, block: Int) -> UnsafePointer<Float> {
        nodes + (layout.firstBlocks[level] &+ block) &* PackedRTreeLayout.boxStride
    }

    /// The number of children of a block above the leaves.
    @inline(__always)
    func children(level: Int, block: Int) -> Int {
        min(PackedRTreeLayout.width, layout.blockCounts[level &- 1] &- block &* PackedRTreeLayout.width)
    }

    /// Reads a number from each of a block's first four cache lines, so that the processor fetches them all at once and
    /// early.
    @inline(__always)
    func touch(level: Int, block: Int) -> UInt64 {
        let line = 64
        if level > 0 {
            let place = UnsafeRawPointer(boxes(level: level, block: block))
            return place.load(as: UInt64.self) ^ place.load(fromByteOffset: line, as: UInt64.self)
                ^ place.load(fromByteOffset: 2 * line, as: UInt64.self)
                ^ place.load(fromByteOffset: 3 * line, as: UInt64.self)
        }
        let stride = holdsPoints ? PackedRTreeLayout.pointStride : PackedRTreeLayout.boxStride
        let place = UnsafeRawPointer(numbers + block &* stride)
        return place.load(as: UInt64.self) ^ place.load(fromByteOffset: line, as: UInt64.self)
            ^ place.load(fromByteOffset: 2 * line, as: UInt64.self)
            ^ place.load(fromByteOffset: 3 * line, as: UInt64.self) ^ UInt64(ids[block &* PackedRTreeLayout.width])
    }

    @inline(__always)
    func point(_ slot: Int) -> Coordinate {
        let width = PackedRTreeLayout.width
        let place = numbers + (slot / width * PackedRTreeLayout.pointStride + slot % width)
        return Coordinate(longitude: place[0], latitude: place[width])
    }

    @inline(__always)
    func box(_ slot: Int) -> BoundingBox {
        let width = PackedRTreeLayout.width
        let place = numbers + (slot / width * PackedRTreeLayout.boxStride + slot % width)
        return BoundingBox(west: place[0], south: place[width], east: place[2 * width], north: place[3 * width])
    }

    @inline(__always)
    func distance(from origin: GeodesicOrigin, to slot: Int) -> Double {
        holdsPoints ? origin.distance(to: point(slot)) : origin.distance(to: box(slot))
    }
}

extension PackedRTree {
    /// Calls the closure with a view of the tree that is valid during the call.
    @inline(__always)
    func withView<Result>(_ body: (PackedRTreeView) -> Result) -> Result {
        defer {
            withExtendedLifetime(nodes.owner) {}
            withExtendedLifetime(numbers.owner) {}
            withExtendedLifetime(ids.owner) {}
        }
        return body(
            PackedRTreeView(
                layout: layout, validCount: validCount, holdsPoints: holdsPoints, nodes: nodes.base,
                numbers: numbers.base, ids: ids.base))
    }
}
