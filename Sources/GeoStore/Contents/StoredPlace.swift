internal import GRDB
package import Records

/// A place from one source.
package struct StoredPlace: Sendable {
    package var source: String
    package var rank: Int
    package var place: Place
    package var municipalityName: String?
    /// The position of the row in its file.
    package var position: String

    /// All places, the highest rank first, within a source in file order.
    static func all(in db: Database) throws -> [StoredPlace] {
        var places: [StoredPlace] = []
        try RowScanner(
            """
            SELECT p.source, src.rank, p.id, p.kind, p.names, p.former_names, p.population, p.municipality_code,
                p.municipality_name, p.unit, p.geom, p.position, p.community, p.accuracy_metres
            FROM place p JOIN source src ON src.id = p.source ORDER BY src.rank DESC, src.id, p.fid
            """, in: db
        ).forEach { row in
            places.append(
                StoredPlace(
                    source: row.text(0) ?? "", rank: Int(row.integer(1) ?? 0),
                    place: Place(
                        id: row.text(2) ?? "", kind: row.text(3) ?? "", names: LocalizedText(row.tags(4)),
                        formerNames: row.list(5), population: row.integer(6).map { Int($0) },
                        municipality: row.text(7), unit: row.text(9), community: row.text(12),
                        coordinate: row.point(10),
                        accuracyMetres: row.real(13)),
                    municipalityName: row.text(8), position: row.text(11) ?? ""))
        }
        return places
    }
}
