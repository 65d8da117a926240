internal import GRDB
public import GeoIndex
public import Locator

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
    /// Position, where the source gives one.
    public var coordinate: Coordinate?
}

extension FeatureStore {
    /// The rows of structures of all sources, in the order of their files.
    public func listedStructures() throws(StoreError) -> [ListedStructure] {
        try read { db in
            try StoredStructure.all(in: db).map { row in
                let street = [row.street, row.houseNumber].compactMap { $0 }.joined(separator: " ")
                let line = street.isEmpty ? row.address.entries.first?.text ?? "" : street
                let town = [row.postcode, row.settlement ?? row.municipalityName].compactMap { $0 }
                    .joined(separator: " ")
                return ListedStructure(
                    source: row.source, position: row.position, id: row.id, kind: row.kind, names: row.names,
                    addressText: [line, town].filter { !$0.isEmpty }.joined(separator: ", "),
                    coordinate: row.coordinate)
            }
        }
    }
}
