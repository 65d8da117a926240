import Glibc

extension PackedRTree {
    /// Adds a tree of points to a file under a prefix; an item is identified by its position in the sequence. At most
    /// 2³² − 2 items. O(n).
    public static func build(
        points: some Sequence<Coordinate>, into writer: inout PackedFileWriter, prefix: String
    ) {
        let points = ContiguousArray(points)
        let order = hilbertOrder(points.count) { index in
            let point = points[index]
            return point.isValid ? BoundingBox(point) : nil
        }
        let width = PackedRTreeLayout.width
        let layout = PackedRTreeLayout(itemCount: points.count)
        var numbers = [Double](
            repeating: .nan, count: layout.leafBlockCount * PackedRTreeLayout.pointStride)
        var boxes = [BoundingBox](repeating: .empty, count: layout.leafBlockCount)
        for (slot, index) in order.enumerated() {
            let point = points[Int(index)]
            guard point.isValid else { continue }
            let place = slot / width * PackedRTreeLayout.pointStride + slot % width
            numbers[place] = point.longitude
            numbers[place + width] = point.latitude
            boxes[slot / width].cover(BoundingBox(point))
        }
        writer.add(idsName(prefix), order)
        writer.add(pointsName(prefix), numbers)
        writer.add(nodesName(prefix), nodes(over: boxes, layout))
    }

    /// Adds a tree of boxes to a file under a prefix; an item is identified by its position in the sequence. At most
    /// 2³² − 2 items. O(n).
    public static func build(
        boxes items: some Sequence<BoundingBox>, into writer: inout PackedFileWriter, prefix: String
    ) {
        let items = ContiguousArray(items)
        let order = hilbertOrder(items.count) { index in
            items[index].isValid ? items[index].unwrapped : nil
        }
        let width = PackedRTreeLayout.width
        let layout = PackedRTreeLayout(itemCount: items.count)
        var numbers = [Double](repeating: .nan, count: layout.leafBlockCount * PackedRTreeLayout.boxStride)
        var boxes = [BoundingBox](repeating: .empty, count: layout.leafBlockCount)
        for (slot, index) in order.enumerated() {
            let item = items[Int(index)]
            guard item.isValid else { continue }
            let place = slot / width * PackedRTreeLayout.boxStride + slot % width
            numbers[place] = item.west
            numbers[place + width] = item.south
            numbers[place + 2 * width] = item.east
            numbers[place + 3 * width] = item.north
            boxes[slot / width].cover(item.unwrapped)
        }
        writer.add(idsName(prefix), order)
        writer.add(boxesName(prefix), numbers)
        writer.add(nodesName(prefix), nodes(over: boxes, layout))
    }

    /// The blocks of all levels above the leaves, given the leaves' boxes.
    private static func nodes(over leaves: [BoundingBox], _ layout: PackedRTreeLayout) -> [Float] {
        let width = PackedRTreeLayout.width
        var numbers: [Float] = []
        numbers.reserveCapacity(layout.innerBlockCount * PackedRTreeLayout.boxStride)
        var level = leaves
        while level.count > 1 {
            var next: [BoundingBox] = []
            for start in stride(from: 0, to: level.count, by: width) {
                let children = level[start..<min(start + width, level.count)]
                let filling = repeatElement(BoundingBox.empty, count: width - children.count)
                let all = children + filling
                numbers.append(contentsOf: all.map { $0.west.floatBelow })
                numbers.append(contentsOf: all.map { $0.south.floatBelow })
                numbers.append(contentsOf: all.map { $0.east.floatAbove })
                numbers.append(contentsOf: all.map { $0.north.floatAbove })
                var box = BoundingBox.empty
                for child in children { box.cover(child) }
                next.append(box)
            }
            level = next
        }
        return numbers
    }

    /// The items in the order of a Hilbert curve over their centres, ties by index, items without a box last.
    private static func hilbertOrder(_ count: Int, box: (Int) -> BoundingBox?) -> [UInt32] {
        precondition(count < UInt32.max, "a tree has at most 2³² − 1 items")
        var whole = BoundingBox.empty
        for index in 0..<count {
            if let box = box(index) { whole.cover(box) }
        }
        // One scale for both axes, longitudes shortened as at the middle latitude, keeps blocks nearly square.
        let shrink = max(0.01, cos((whole.south + whole.north) / 2 * .pi / 180))
        let side = max((whole.east - whole.west) * shrink, whole.north - whole.south)
        let cells = Double((1 << HilbertCurve.order) - 1)
        let scale = side > 0 ? cells / side : 0
        let keys = (0..<count).map { index -> UInt64 in
            guard let box = box(index) else { return .max }
            let x = ((box.west + box.east) / 2 - whole.west) * shrink * scale
            let y = ((box.south + box.north) / 2 - whole.south) * scale
            return HilbertCurve.position(
                x: UInt32(max(0, min(x, cells))), y: UInt32(max(0, min(y, cells))))
        }
        return RadixSort.order(of: keys)
    }
}

extension BoundingBox {
    /// The same box with `east` beyond 180° when it crosses the antimeridian.
    var unwrapped: BoundingBox {
        west > east ? BoundingBox(west: west, south: south, east: east + 360, north: north) : self
    }

    /// Grows the box to contain another one, in the plane; both are unwrapped.
    mutating func cover(_ other: BoundingBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }
}

extension Double {
    /// The greatest `Float` that is not above this number.
    @inline(__always)
    var floatBelow: Float {
        let nearest = Float(self)
        return Double(nearest) <= self ? nearest : nearest.nextDown
    }

    /// The least `Float` that is not below this number.
    @inline(__always)
    var floatAbove: Float {
        let nearest = Float(self)
        return Double(nearest) >= self ? nearest : nearest.nextUp
    }
}
