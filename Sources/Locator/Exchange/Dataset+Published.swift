public import Records

extension Dataset {
    /// Rows of the structures that may be given out: all but those that must not be located, by identifier; gone ones
    /// and ones out of their dates are left out.
    public func publishedRows(_ filter: StructureFilter = StructureFilter(), on date: CivilDate) -> [Int] {
        structureRows(filter).filter { isPublished($0, on: date) }
    }

    /// Whether the structure in `row` may be given out.
    public func isPublished(_ row: Int, on date: CivilDate) -> Bool {
        guard !isWithheld(row) else { return false }
        switch structureFile.status(at: row) {
        case .closed: return false
        case .planned, .suspended: return true
        case .active, .unverified, .temporary: return isOffered(row, on: date)
        }
    }
}
