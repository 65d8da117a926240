package import GeoIndex
internal import GRDB
package import Records

/// A municipality from one source.
package struct StoredMunicipality: Sendable {
    package var source: String
    package var rank: Int
    package var municipality: Municipality
    /// The name of the seat, without a language.
    package var seatName: String?
    /// The position of the row in its file.
    package var position: String

    /// All municipalities, the highest rank first, within a source in file order.
    static func all(in db: Database) throws -> [StoredMunicipality] {
        var municipalities: [StoredMunicipality] = []
        try RowScanner(
            """
            SELECT m.source, m.code, m.alternative_code, m.names, m.former_names, m.regional_unit, m.seat_names,
                m.geom, m.population, m.population_year, m.area_km2, m.seat_name, m.position, src.rank,
                m.other_names
            FROM municipality m JOIN source src ON src.id = m.source ORDER BY src.rank DESC, src.id, m.fid
            """, in: db
        ).forEach { row in
            municipalities.append(
                StoredMunicipality(
                    source: row.text(0) ?? "", rank: Int(row.integer(13) ?? 0),
                    municipality: Municipality(
                        code: row.text(1) ?? "", alternativeCode: row.text(2), names: LocalizedText(row.tags(3)),
                        formerNames: row.list(4), otherNames: row.list(14), regionalUnit: LocalizedText(row.tags(5)),
                        seatNames: LocalizedText(row.tags(6)), seat: row.point(7),
                        population: row.integer(8).map { Int($0) }, populationYear: row.integer(9).map { Int($0) },
                        squareKilometres: row.real(10)),
                    seatName: row.text(11), position: row.text(12) ?? ""))
        }
        return municipalities
    }
}

/// An outline from one source.
package struct StoredArea: Sendable {
    package var source: String
    /// The code of the municipality.
    package var code: String
    package var isSketch: Bool
    package var outline: MultiPolygon
    /// The position of the row in its file.
    package var position: String

    /// All outlines: surveyed ones before sketches, then the highest rank first.
    static func all(in db: Database) throws -> [StoredArea] {
        var areas: [StoredArea] = []
        try RowScanner(
            """
            SELECT a.source, a.code, a.is_sketch, a.geom, a.position
            FROM area a JOIN source src ON src.id = a.source ORDER BY a.is_sketch, src.rank DESC, src.id, a.fid
            """, in: db
        ).forEach { row in
            areas.append(
                StoredArea(
                    source: row.text(0) ?? "", code: row.text(1) ?? "", isSketch: row.flag(2), outline: row.area(3),
                    position: row.text(4) ?? ""))
        }
        return areas
    }
}

/// A population count from one source.
package struct StoredPopulation: Sendable {
    package var code: String
    package var year: Int
    package var total: Int
    package var rank: Int

    /// All counts, the newest year first, then the highest rank.
    static func all(in db: Database) throws -> [StoredPopulation] {
        var counts: [StoredPopulation] = []
        try RowScanner(
            """
            SELECT p.code, p.year, p.total, src.rank FROM population p JOIN source src ON src.id = p.source
            ORDER BY p.year DESC, src.rank DESC, src.id, p.fid
            """, in: db
        ).forEach { row in
            counts.append(
                StoredPopulation(
                    code: row.text(0) ?? "", year: Int(row.integer(1) ?? 0), total: Int(row.integer(2) ?? 0),
                    rank: Int(row.integer(3) ?? 0)))
        }
        return counts
    }
}
