extension PackedRTree {
    /// Visits every item that shares a position with the box, borders included, until the visitor returns false.
    ///
    /// Visits each item once, in the order of the tree. O(log n + visited) unless the box is long and thin.
    public func search(_ box: BoundingBox, _ visit: (_ index: Int) -> Bool) {
        guard count > 0, box.isValid else { return }
        withView { tree in
            if crossesAntimeridian || box.crossesAntimeridian || box.west == -180 || box.east == 180 {
                tree.search(box, turning: [0, 360, -360], visit)
            } else {
                tree.search(box, visit)
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
}
