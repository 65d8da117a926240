internal import GeoIndex
internal import GRDB
internal import Records

/// The services and service areas of structures, which are stored in tables of their own.
struct StoredOffers {
    private var services: [String: [StructureService]] = [:]
    private var areas: [String: MultiPolygon] = [:]

    /// Creates empty offers.
    init() {}

    /// Reads all services and areas, those of the highest rank first; a code is used once per structure.
    init(in db: Database, _ withholding: inout Withholding) throws {
        try RowScanner(
            """
            SELECT s.structure, s.code, s.names, s.descriptions, s.programmes, s.source, s.position
            FROM service s JOIN source src ON src.id = s.source ORDER BY src.rank DESC, src.id, s.fid
            """, in: db
        ).forEach { row in
            let given = row.text(0) ?? ""
            var service = StructureService(
                code: row.text(1) ?? "", names: LocalizedText(row.tags(2)), descriptions: LocalizedText(row.tags(3)),
                programmes: row.list(4))
            withholding.clean(&service, of: given, source: row.text(5) ?? "", position: row.text(6) ?? "")
            let structure = withholding.identifiers[given] ?? given
            if !services[structure, default: []].contains(where: { $0.code == service.code }) {
                services[structure, default: []].append(service)
            }
        }
        try RowScanner(
            """
            SELECT a.structure, a.geom FROM service_area a JOIN source src ON src.id = a.source
            ORDER BY src.rank DESC, src.id, a.fid
            """, in: db
        ).forEach { row in
            let given = row.text(0) ?? ""
            let structure = withholding.identifiers[given] ?? given
            if areas[structure] == nil { areas[structure] = row.area(1) }
        }
    }

    /// Adds a structure's services and area to it.
    func complete(_ structure: inout Structure) {
        structure.details.services = services[structure.id] ?? []
        structure.details.serviceArea.outline = areas[structure.id] ?? []
    }

    /// The structures that services or areas refer to.
    var named: Set<String> { Set(services.keys).union(areas.keys) }
}

/// The kinds of structure that municipalities are expected to have.
enum StoredExpectations {
    /// All expectations, each once.
    static func all(in db: Database) throws -> [ExpectedKind] {
        var expected: [ExpectedKind] = []
        try RowScanner("SELECT kind, municipality FROM expectation ORDER BY fid", in: db).forEach { row in
            let expectation = ExpectedKind(kind: row.text(0) ?? "", municipality: row.text(1))
            if !expected.contains(expectation) { expected.append(expectation) }
        }
        return expected
    }
}

/// The organisations that run structures.
enum StoredOrganisations {
    /// All organisations, sorted by identifier; the source of highest rank counts.
    static func merged(in db: Database) throws -> [Organisation] {
        var organisations: [String: Organisation] = [:]
        try RowScanner(
            """
            SELECT o.id, o.names, o.legal_form, o.parent, o.phone, o.email, o.website
            FROM organisation o JOIN source src ON src.id = o.source ORDER BY src.rank DESC, src.id, o.fid
            """, in: db
        ).forEach { row in
            let id = row.text(0) ?? ""
            guard organisations[id] == nil else { return }
            organisations[id] = Organisation(
                id: id, names: LocalizedText(row.tags(1)), legalForm: row.text(2), parent: row.text(3),
                phone: row.text(4), email: row.text(5), website: row.text(6))
        }
        return organisations.values.sorted { $0.id < $1.id }
    }
}
