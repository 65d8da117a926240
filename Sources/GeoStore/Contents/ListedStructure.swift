public import GeoIndex
internal import GRDB
public import Records

/// A row of a directory as its source tells it, before anything is merged or located.
public struct ListedStructure: Sendable {
    /// Source of the row.
    public var source: String
    /// Where it stands in its file.
    public var position: String
    /// Identifier.
    public var id: String
    /// Code of the kind, as the mapping makes it.
    public var kind: String
    /// Name.
    public var names: LocalizedText
    /// Address in one line, with its town, as one would type it; empty when there is none.
    public var addressText: String
    /// Code of the municipality it says it is in, where there is such a one.
    public var municipality: String?
    /// Position, where the source gives one.
    public var coordinate: Coordinate?
    /// How far off the position may be, where the source says so.
    public var accuracyMetres: Double?
    /// Whether it must not be located: address and position are then left out.
    public var isWithheld: Bool
}

extension FeatureStore {
    /// The rows of structures of all sources but the ``surroundings``, in the order of their files.
    public func listedStructures() throws(StoreError) -> [ListedStructure] {
        try read { db in
            let merge = try StoreMerge(db)
            return merge.storedStructures.filter { $0.source != Self.surroundings }.map { row in
                let street = [row.street, row.houseNumber].compactMap { $0 }.joined(separator: " ")
                let line = street.isEmpty ? row.address.entries.first?.text ?? "" : street
                let town = [row.postcode, row.settlement ?? row.municipalityName].compactMap { $0 }
                    .joined(separator: " ")
                return ListedStructure(
                    source: row.source, position: row.position, id: row.id, kind: row.kind, names: row.names,
                    addressText: row.isWithheld ? "" : [line, town].filter { !$0.isEmpty }.joined(separator: ", "),
                    municipality: merge.resolver.stated(code: row.municipality, name: row.municipalityName),
                    coordinate: row.coordinate, accuracyMetres: row.accuracyMetres, isWithheld: row.isWithheld)
            }
        }
    }
}
