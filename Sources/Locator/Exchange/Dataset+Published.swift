public import Records

extension Dataset {
    /// Returns the rows of the structures that may be published, in the order of ``structureRows(_:)``.
    ///
    /// Structures that must not be located, closed ones and ones out of their dates are left out.
    public func publishedRows(_ filter: StructureFilter = StructureFilter(), on date: CivilDate) -> [Int] {
        structureRows(filter).filter { isPublished($0, on: date) }
    }

    /// Returns whether the structure in `row` may be published on `date`.
    public func isPublished(_ row: Int, on date: CivilDate) -> Bool {
        guard !isWithheld(row) else { return false }
        switch structureFile.status(at: row) {
        case .closed: return false
        case .planned, .suspended: return true
        case .active, .unverified, .temporary: return isOffered(row, on: date)
        }
    }
}
