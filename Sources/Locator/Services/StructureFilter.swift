internal import GeoIndex

/// Which structures of the table are wanted; every condition must hold.
public struct StructureFilter: Hashable, Sendable {
    /// Codes of kinds; empty means any.
    public var kinds: [String]
    /// Codes of municipalities; empty means any.
    public var municipalities: [String]

    /// Creates a filter.
    public init(kinds: [String] = [], municipalities: [String] = []) {
        self.kinds = kinds
        self.municipalities = municipalities
    }
}

extension Dataset {
    /// The rows of the structures that pass `filter`, in the order of their ids; O(n).
    public func structureRows(_ filter: StructureFilter) -> [Int] {
        let kinds = KindFilter(filter.kinds, in: self)
        let municipalities = Set(filter.municipalities.map { municipalityRow(code: $0).map { UInt32($0) } })
        return structureFile.rowsByID.filter { row in
            kinds.contains(structureFile.kindIndex[row])
                && (filter.municipalities.isEmpty || municipalities.contains(structureFile.municipalityIndex[row]))
        }
    }
}
