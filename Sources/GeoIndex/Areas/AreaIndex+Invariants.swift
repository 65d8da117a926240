extension AreaIndex {
    /// Checks the invariants that `init` does not: each stored box is the box around its area, each area contains its
    /// first vertex, and the tree of runs is sound. O(n).
    ///
    /// - Throws: `PackedFileError.malformed` naming the first violation.
    public func checkInvariants() throws(PackedFileError) {
        try runTree.checkInvariants()
        for index in 0..<count {
            var box = BoundingBox.empty
            for polygon in rings(of: index) {
                for coordinate in polygon.rings.joined() { box.expand(toInclude: coordinate) }
            }
            let stored = bounds(of: index)
            guard box == stored else {
                throw .malformed(
                    path: runTree.path, part: "area \(index) of \"\(runTree.prefix)\"", found: "\(stored)",
                    expected: "\(box)")
            }
            // A vertex of an area lies in that area or in an earlier one that overlaps it.
            guard let corner = rings(of: index).first?.rings.first?.first else { continue }
            guard let owner = area(containing: corner), owner < count else {
                throw .malformed(
                    path: runTree.path, part: "area \(index) of \"\(runTree.prefix)\"", found: "no area at \(corner)",
                    expected: "one")
            }
        }
    }
}
