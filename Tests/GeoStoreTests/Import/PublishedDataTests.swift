import Foundation
import GeoIndex
import GeoStore
import GRDB
import Records
import Testing

/// The folder of the published files, if given.
private let publishedFolder = ProcessInfo.processInfo.environment["PLISION_GEODATA"].flatMap { $0.isEmpty ? nil : $0 }

/// The published files of a region, when the environment variable `PLISION_GEODATA` gives their folder.
@Suite(.enabled(if: publishedFolder != nil))
struct PublishedDataTests {
    private func store(settlementCRS: String = "EPSG:4121") throws -> (FeatureStore, [ImportResult]) {
        let json = #"""
            {"format": 1, "region": {"code": "r", "names": {"en": "R"}, "defaultLanguage": "el", "clip": [21.0, 38.9, 24.4, 40.3]},
             "sources": [
              {"id": "m", "title": {"en": "M"}, "file": "thessaly/municipalities.geojson", "licence": "CC-BY-3.0",
               "attribution": "a", "crs": "EPSG:4326", "reader": "geojson", "rank": 20, "layers": [
               {"layer": "municipality", "fields": {"code": "elstat", "alternativeCode": "ypes", "names": {"el": "name_2021"},
                "formerNames": "name_gen", "areaKm2": "area_km2"}},
               {"layer": "area", "fields": {"code": "elstat"}}]},
              {"id": "p", "title": {"en": "P"}, "file": "thessaly/population_2021_municipality.csv", "licence": "CC0-1.0",
               "attribution": "a", "reader": "csv", "rank": 30, "layers": [{"layer": "population",
               "fields": {"code": "elstat_code", "years": {"2011": "pop2011", "2021": "pop2021"}}}]},
              {"id": "raw", "title": {"en": "S"}, "file": "thessaly/settlements_elstat2011.csv", "licence": "x",
               "attribution": "a", "crs": "CRS", "reader": "csv", "rank": 20, "layers": [{"layer": "place",
               "geometry": {"longitude": "lon_ggrs87_raw", "latitude": "lat_ggrs87_raw"}, "fields": {"id": "full_code",
               "names": {"el": "location"}, "municipality": "elstat_muni", "population": "pop2011_resident"}}]},
              {"id": "wgs84", "title": {"en": "S"}, "file": "thessaly/settlements_elstat2011.csv", "licence": "x",
               "attribution": "a", "crs": "EPSG:4326", "reader": "csv", "rank": 10, "layers": [{"layer": "place",
               "geometry": {"longitude": "lon_wgs84", "latitude": "lat_wgs84"}, "fields": {"id": "full_code",
               "names": {"el": "location"}, "municipality": "elstat_muni"}}]},
              {"id": "g", "title": {"en": "G"}, "file": "thessaly/geonames_cities500.geojson", "licence": "CC-BY-4.0",
               "attribution": "GeoNames", "crs": "EPSG:4326", "reader": "geojson", "rank": 5, "layers": [{"layer": "place",
               "fields": {"id": {"template": "gn-{geonameid}"}, "names": {"en": "name",
               "el": {"column": "alternatenames", "split": "|", "script": "Greek"}}, "population": "population"}}]},
              {"id": "seed", "title": {"en": "Seed"}, "file": "thessaly/services_seed.csv", "licence": "x",
               "attribution": "a", "crs": "EPSG:4326", "reader": "csv", "rank": 5, "isSample": true, "layers": [
               {"layer": "structure", "geometry": {"pair": "coords", "order": "lat,lon"}, "fields": {
               "id": {"hash": ["kind", "name_el", "municipality"]}, "kind": "kind", "names": {"el": "name_el"},
               "municipalityName": "municipality", "address": {"el": "address_el"}, "sourceDate": "source_date"}}]}]}
            """#.replacing("\"CRS\"", with: "\"\(settlementCRS)\"")
        let catalog = try SourceCatalog.parse(Array(json.utf8), name: "sources.json", folder: "/")
        let store = try FeatureStore(path: ":memory:")
        return (store, try Importer.run(catalog, geodata: publishedFolder, into: store))
    }

    /// The number of settlements of a source, of those with a position, and of those within their own municipality.
    private func settlements(_ store: FeatureStore, _ source: String) throws -> (all: Int, located: Int, own: Int) {
        try store.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT p.geom IS NOT NULL, coalesce(ST_Contains(a.geom, p.geom), 0)
                    FROM place p LEFT JOIN area a ON a.code = p.municipality_code WHERE p.source = ?
                    """, arguments: [source])
            return (rows.count, rows.count { $0[0] == 1 }, rows.count { $0[0] == 1 && $0[1] == 1 })
        }
    }

    @Test("Settlements read in their own datum all lie in their municipality; read as WGS 84, 43 do not")
    func settlementDatum() throws {
        let (store, results) = try store()
        #expect(results[2].rejected == 0 && results[2].read == 1_046)
        let right = try settlements(store, "raw")
        #expect(right == (1_046, 1_030, 1_030))
        let (wrongStore, _) = try self.store(settlementCRS: "EPSG:4326")
        let wrong = try settlements(wrongStore, "raw")
        #expect(wrong == (1_046, 1_030, 987))
    }

    @Test("Transformed settlements agree with the published transformation to a metre")
    func settlementPositions() throws {
        let (store, _) = try store()
        let far = try store.read { db in
            try Double.fetchOne(
                db,
                sql: """
                    SELECT max(ST_Distance(a.geom, b.geom, 1)) FROM place a JOIN place b ON a.id = b.id
                    WHERE a.source = 'raw' AND b.source = 'wgs84' AND a.geom IS NOT NULL
                    """)
        }
        #expect(try #require(far) < 1)
    }

    @Test("25 valid municipalities without overlap, their areas and people as published")
    func municipalities() throws {
        let (store, results) = try store()
        #expect(results[0].rows.map(\.count) == [25, 25])
        let contents = try store.contents()
        #expect(contents.dataset.municipalities.count == 25)
        let vertices = contents.dataset.municipalities.flatMap(\.outline).flatMap(\.rings).reduce(0) { $0 + $1.count }
        #expect(vertices == 65_947)
        #expect(contents.dataset.municipalities.flatMap(\.outline).allSatisfy { $0.rings.count == 1 })
        let people = contents.dataset.municipalities.compactMap(\.municipality.population).reduce(0, +)
        #expect(people == 687_527)
        #expect(contents.dataset.municipalities.allSatisfy { $0.municipality.populationYear == 2021 })
        let report = try store.report()
        #expect(report.findings(of: .invalidGeometry).isEmpty)
        #expect(report.findings(of: .overlap).isEmpty, "\(report.text)")
        #expect(report.findings(of: .gap).isEmpty, "\(report.text)")
        #expect(report.findings(of: .outsideRegion).isEmpty)
        #expect(report.findings(of: .duplicateID).isEmpty)
        #expect(report.findings(of: .otherMunicipality).allSatisfy { $0.source != "raw" && $0.source != "wgs84" })
        let worst = try store.read { db in
            try Double.fetchOne(
                db,
                sql: """
                    SELECT max(abs(ST_Area(a.geom, 1) / 1e6 / m.area_km2 - 1)) FROM area a
                    JOIN municipality m ON m.code = a.code
                    """)
        }
        #expect(try #require(worst) < 0.006)
    }

    @Test("Places with Greek and Latin names, and messy structures without a lost row")
    func placesAndStructures() throws {
        let (store, results) = try store()
        #expect(results[4].rows.map(\.count) == [185])
        #expect(results[5].rows.map(\.count) == [26])
        #expect(results[5].rejected == 0)
        let located = try store.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM structure WHERE geom IS NOT NULL")
        }
        #expect(located == 2)
        let report = try store.report()
        #expect(report.findings(of: .unknownMunicipality).isEmpty, "\(report.text)")
        #expect(report.findings(of: .unknownKind).count == 26)
    }
}
