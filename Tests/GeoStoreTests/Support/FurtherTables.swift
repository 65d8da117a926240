import GeoStore
import Records
import Testing

/// A toy region with further tables of structures, each a source of its own, and what its store publishes.
struct FurtherTables {
    let store: FeatureStore
    let structures: [Structure]

    /// The columns of each table, including those of services and organisations.
    static let columns =
        "id,kind,name,municipality,parent,phone,redacted,address,note,access,position,body,areas,status,date,lon,lat\n"

    /// Imports `tables`, each the rows of a source with a lower rank than the toy's own.
    init(
        _ tables: String..., structures: String = ToyRegion.structures, kinds: String = ToyRegion.kinds,
        services: String = "", bodies: String = ""
    ) throws {
        var files = [
            "structures.csv": structures, "kinds.csv": kinds, "services.csv": "structure,code,name,text\n" + services,
            "bodies.csv": "id,name,parent,phone,website\n" + bodies,
        ]
        var sources = [Self.services, Self.bodies]
        for (index, rows) in tables.enumerated() {
            files["table\(index).csv"] = Self.columns + rows
            sources.append(Self.table(index))
        }
        store = try ToyRegion(replacing: files, more: sources.joined(separator: ",")).store()
        self.structures = try store.contents().dataset.structures
    }

    /// The structure with this id.
    func structure(_ id: String) throws -> Structure {
        try #require(structures.first { $0.id == id }, "no structure \(id)")
    }

    /// Whether the structure with this id exists, was not merged into another, and has a position.
    func isLocated(_ id: String) -> Bool { structures.first { $0.id == id }?.coordinate != nil }

    private static func table(_ index: Int) -> String {
        #"""
        {"id": "table\#(index)", "title": {"en": "More"}, "file": "table\#(index).csv", "licence": "CC0-1.0",
         "attribution": "us", "reader": "csv", "rank": 5, "crs": "EPSG:4326", "layers": [{"layer": "structure",
         "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
         "names": {"en": "name"}, "municipality": "municipality", "parent": "parent", "phone": "phone",
         "redacted": "redacted", "address": {"en": "address"}, "costNote": {"en": "note"},
         "accessNote": {"en": "access"}, "positionNote": {"en": "position"}, "organisation": "body",
         "serviceSettlements": {"column": "areas", "split": "|"}, "status": "status", "checkedOn": "date"}}]}
        """#
    }

    private static let services = #"""
        {"id": "services", "title": {"en": "Services"}, "file": "services.csv", "licence": "CC0-1.0",
         "attribution": "us", "reader": "csv", "rank": 5, "layers": [{"layer": "service", "fields":
         {"structure": "structure", "code": "code", "names": {"en": "name"}, "descriptions": {"en": "text"}}}]}
        """#
    private static let bodies = #"""
        {"id": "bodies", "title": {"en": "Bodies"}, "file": "bodies.csv", "licence": "CC0-1.0",
         "attribution": "us", "reader": "csv", "rank": 5, "layers": [{"layer": "organisation", "fields":
         {"id": "id", "names": {"en": "name"}, "parent": "parent", "phone": "phone", "website": "website"}}]}
        """#
}
