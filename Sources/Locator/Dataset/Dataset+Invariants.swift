internal import GeoIndex
internal import Records

extension Dataset {
    /// Checks what searches rely on, in addition to the checksums that opening verified. O(n).
    ///
    /// - Throws: `DatasetError` for the first violation.
    public func checkInvariants() throws(DatasetError) {
        do {
            try structureFile.tree.checkInvariants()
            try region.areas.checkInvariants()
        } catch {
            throw .file(error)
        }
        for row in 0..<structureCount {
            let structure = structure(at: row)
            guard self.structure(id: structure.id) == structure else {
                throw .inconsistent(path: directory, what: "structure «\(structure.id)» is not found by its id")
            }
            var withheld = structure
            withheld.withholdPosition(locationRule)
            guard withheld == structure else {
                throw .inconsistent(
                    path: directory, what: "«\(structure.id)» shows a position that must not be published")
            }
        }
    }
}
