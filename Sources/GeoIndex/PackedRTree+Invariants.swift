extension PackedRTree {
    /// Checks everything the searches rely on: each item stands in one slot, and every box holds what is below it. O(n).
    ///
    /// Throws `PackedFileError.malformed` that names the first violation.
    public func checkInvariants() throws(PackedFileError) {
        var seen = [Bool](repeating: false, count: count)
        for id in ids {
            guard !seen[Int(id)] else {
                throw Self.malformed(path, prefix, "ids", "item \(id) twice", "every item once")
            }
            seen[Int(id)] = true
        }
        guard layout.rootLevel > 0 else { return }
        var below = leafBoxes()
        for level in 1...layout.rootLevel {
            var boxes = [BoundingBox](repeating: .empty, count: layout.blockCounts[level])
            for (child, box) in below.enumerated() {
                let stored = storedBox(level, child)
                let holds =
                    box.isEmpty
                    || (stored.west <= box.west && stored.south <= box.south && stored.east >= box.east
                        && stored.north >= box.north)
                guard holds else {
                    throw Self.malformed(
                        path, prefix, "nodes", "\(stored) at level \(level), child \(child)", "a box around \(box)")
                }
                boxes[child / PackedRTreeLayout.width].cover(stored)
            }
            below = boxes
        }
    }

    private func leafBoxes() -> [BoundingBox] {
        let width = PackedRTreeLayout.width
        var boxes = [BoundingBox](repeating: .empty, count: layout.leafBlockCount)
        for slot in 0..<count {
            let (block, lane) = (slot / width, slot % width)
            switch items {
            case .points(let numbers):
                let place = block * PackedRTreeLayout.pointStride + lane
                let point = Coordinate(longitude: numbers[place], latitude: numbers[place + width])
                if point.isValid { boxes[block].cover(BoundingBox(point)) }
            case .boxes(let numbers):
                let box = numbers.box(block * PackedRTreeLayout.boxStride + lane)
                if box.isValid { boxes[block].cover(box.unwrapped) }
            }
        }
        return boxes
    }

    /// The box of a child block as its parent holds it.
    private func storedBox(_ level: Int, _ child: Int) -> BoundingBox {
        let width = PackedRTreeLayout.width
        let block = layout.firstBlocks[level] + child / width
        let place = block * PackedRTreeLayout.boxStride + child % width
        return BoundingBox(
            west: Double(nodes[place]), south: Double(nodes[place + width]),
            east: Double(nodes[place + 2 * width]), north: Double(nodes[place + 3 * width]))
    }
}
