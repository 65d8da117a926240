extension PackedRTree {
    /// Checks what the searches rely on: each item is in exactly one slot, and each box contains what is below it.
    /// O(n).
    ///
    /// - Throws: `PackedFileError.malformed` naming the first violation.
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
        withView { tree in
            for slot in 0..<count {
                if holdsPoints {
                    let point = tree.point(slot)
                    if point.isValid { boxes[slot / width].cover(BoundingBox(point)) }
                } else {
                    let box = tree.box(slot)
                    if box.isValid { boxes[slot / width].cover(box.unwrapped) }
                }
            }
        }
        return boxes
    }

    /// The box of a child block as stored in its parent.
    private func storedBox(_ level: Int, _ child: Int) -> BoundingBox {
        let width = PackedRTreeLayout.width
        let block = layout.firstBlocks[level] + child / width
        let place = block * PackedRTreeLayout.boxStride + child % width
        return BoundingBox(
            west: Double(nodes[place]), south: Double(nodes[place + width]),
            east: Double(nodes[place + 2 * width]), north: Double(nodes[place + 3 * width]))
    }
}
