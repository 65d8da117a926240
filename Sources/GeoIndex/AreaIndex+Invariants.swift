extension AreaIndex {
    /// Checks what the answers rely on beyond what opening has checked: boxes around their areas, the tree of runs. O(n).
    ///
    /// Throws `PackedFileError.malformed` that names the first violation.
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
            // A position of the area itself lies in it, or in an area before it.
            guard let corner = rings(of: index).first?.rings.first?.first else { continue }
            guard let owner = area(containing: corner), owner < count else {
                throw .malformed(
                    path: runTree.path, part: "area \(index) of \"\(runTree.prefix)\"", found: "no area at \(corner)",
                    expected: "one")
            }
        }
    }
}
