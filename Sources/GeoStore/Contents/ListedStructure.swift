public import GeoIndex
internal import GRDB
public import Records

/// A row of a directory as in its source, before merging and geocoding.
public struct ListedStructure: Sendable {
    /// The source of the row.
    public var source: String
    /// The position of the row in its file.
    public var position: String
    /// The identifier.
    public var id: String
    /// The code of the kind, as made by the mapping.
    public var kind: String
    /// The name.
    public var names: LocalizedText
    /// The address with its town in one line, as one would type it; empty when there is none.
    public var addressText: String
    /// The code of the municipality that the row states, if it exists.
    public var municipality: String?
    /// The position given by the source.
    public var coordinate: Coordinate?
    /// The accuracy of the position in metres, if the source gives it.
    public var accuracyMetres: Double?
    /// Whether the structure must not be located; address and position are then left out.
    public var isWithheld: Bool

    /// A row of a directory.
    package init(
        source: String, position: String, id: String, kind: String, names: LocalizedText, addressText: String,
        municipality: String? = nil, coordinate: Coordinate? = nil, accuracyMetres: Double? = nil,
        isWithheld: Bool = false
    ) {
        self.source = source
        self.position = position
        self.id = id
        self.kind = kind
        self.names = names
        self.addressText = addressText
        self.municipality = municipality
        self.coordinate = coordinate
        self.accuracyMetres = accuracyMetres
        self.isWithheld = isWithheld
    }
}

extension FeatureStore {
    /// The rows of structures of all sources except ``surroundings``, in the order of their files.
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
