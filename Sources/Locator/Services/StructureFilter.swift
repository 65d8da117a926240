internal import GeoIndex

/// A selection of structures; all conditions must hold.
public struct StructureFilter: Hashable, Sendable {
    /// Codes of kinds; empty for any.
    public var kinds: [String]
    /// Codes of municipalities; empty for any.
    public var municipalities: [String]

    /// Creates a filter.
    public init(kinds: [String] = [], municipalities: [String] = []) {
        self.kinds = kinds
        self.municipalities = municipalities
    }
}

extension Dataset {
    /// Returns the rows of the structures that pass `filter`, sorted by identifier. O(n).
    public func structureRows(_ filter: StructureFilter) -> [Int] {
        let kinds = KindFilter(filter.kinds, in: self)
        let municipalities = Set(filter.municipalities.map { municipalityRow(code: $0).map { UInt32($0) } })
        return structureFile.rowsByID.filter { row in
            kinds.contains(structureFile.kindIndex[row])
                && (filter.municipalities.isEmpty || municipalities.contains(structureFile.municipalityIndex[row]))
        }
    }
}
