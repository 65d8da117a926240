import Foundation
import GRDB
import GeoIndex
import GeoStore
import TestSupport
import Testing

struct ImporterTests {
    private func rows(_ store: FeatureStore, _ sql: String) throws -> [[String?]] {
        try store.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.databaseValues.map { $0.isNull ? nil : "\($0.storage.value ?? "")" }
            }
        }
    }

    @Test("A toy region is imported completely")
    func whole() throws {
        let toy = try ToyRegion()
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        #expect(results.map(\.outcome) == Array(repeating: .imported, count: 5))
        #expect(results.allSatisfy { $0.rejected == 0 })
        let counts = try store.rowCounts()
        #expect(
            counts == [
                "region": 1, "source": 5, "kind": 3, "municipality": 3, "area": 3, "place": 3, "structure": 3,
            ])
        #expect(
            try rows(store, "SELECT code, AsText(geom) FROM area ORDER BY code").last
                == ["C", "MULTIPOLYGON(((10.2 50, 10.3 50, 10.3 50.1, 10.2 50.1, 10.2 50)))"])
        #expect(
            try rows(store, "SELECT id, AsText(geom), position FROM place WHERE id = 'p1' OR id = 'p3'")
                == [["p1", "POINT(10.05 50.05)", "places.csv:2"], ["p3", nil, "places.csv:4"]])
        #expect(
            try rows(store, "SELECT reader, crs, rank, read_count, accepted_count FROM source WHERE id = 'outlines'")
                == [["geojson", "OGC:CRS84", "10", "3", "3"]])
    }

    @Test("The spatial indices match the tables after every import")
    func spatialIndexes() throws {
        let toy = try ToyRegion()
        let store = try toy.store()
        func check() throws {
            for table in StoreTable.allCases where table.shape != nil {
                let answer = try rows(store, "SELECT CheckSpatialIndex('\(table.rawValue)', 'geom')")
                #expect(answer == [["1"]], "\(table.rawValue)")
                let triggers = try rows(
                    store,
                    "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '\(table.rawValue)'")
                #expect(triggers == [["8"]])
            }
        }
        try check()
        try toy.folder.write("data/places.csv", ToyRegion.places + "\np4,New,A,1,10.01,50.01")
        _ = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        try check()
        let near = try rows(
            store,
            """
            SELECT p.id FROM place p JOIN idx_place_geom i ON i.pkid = p.fid
            WHERE i.xmin > 10.0 AND i.xmax < 10.02 AND i.ymin > 50.0 AND i.ymax < 50.02
            """)
        #expect(near == [["p4"]])
        #expect(throws: StoreError.self, "a wrong type is still refused by SpatiaLite's own triggers") {
            try store.write { db in
                try db.execute(
                    sql: "INSERT INTO area (source, code, is_sketch, geom) VALUES ('x', 'y', 0, MakePoint(1, 2, 4326))")
            }
        }
    }

    @Test("An unchanged file is skipped; a changed file replaces the old one completely")
    func again() throws {
        let toy = try ToyRegion()
        let store = try toy.store()
        let before = try rows(store, "SELECT fid, id, source FROM place")
        let second = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        #expect(second.allSatisfy { $0.outcome == .unchanged })
        #expect(try rows(store, "SELECT fid, id, source FROM place") == before)

        try toy.folder.write("data/places.csv", "id,name,municipality,people,lon,lat\nq,Other,B,1,10.11,50.01\n")
        let third = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        #expect(third.map(\.outcome) == [.unchanged, .unchanged, .unchanged, .imported, .unchanged])
        #expect(try rows(store, "SELECT id FROM place") == [["q"]])
        #expect(try rows(store, "SELECT count(*) FROM source") == [["5"]])
    }

    @Test("A source with a changed description is read again")
    func newDescription() throws {
        let toy = try ToyRegion()
        let store = try toy.store()
        let text = try String(contentsOfFile: toy.folder.path + "/sources.json", encoding: .utf8)
        try toy.folder.write(
            "sources.json", text.replacing("\"people\"}}]},", with: "\"people\", \"unit\": \"name\"}}]},"))
        let catalog = try SourceCatalog.load(path: toy.folder.path + "/sources.json")
        let results = try Importer.run(catalog, geodata: toy.geodata, into: store)
        #expect(results.filter { $0.outcome == .imported }.map(\.source) == ["places"])
        #expect(try rows(store, "SELECT unit FROM place WHERE id = 'p1'") == [["Atown"]])
    }

    @Test("Only named sources are imported; a named one must exist, one of all may be missing")
    func selection() throws {
        let toy = try ToyRegion()
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(toy.catalog, sources: ["kinds"], geodata: toy.geodata, into: store)
        #expect(results.map(\.source) == ["kinds"])
        #expect(
            #expect(throws: StoreError.self) {
                try Importer.run(toy.catalog, sources: ["kinds", "what"], geodata: toy.geodata, into: store)
            }?.code == .unknownSource)
        try FileManager.default.removeItem(atPath: toy.geodata + "/places.csv")
        let error = #expect(throws: StoreError.self) {
            try Importer.run(toy.catalog, sources: ["places"], geodata: toy.geodata, into: store)
        }
        #expect(error?.code == .inputNotFound)
        #expect(error?.place.hasSuffix("places.csv") == true)
        let all = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        #expect(all.filter { $0.outcome == .missing }.map(\.source) == ["places"])
        let none = try Importer.run(toy.catalog, geodata: nil, into: store)
        #expect(none.allSatisfy { $0.outcome == .missing })
        #expect(try store.rowCounts()["kind"] == 3, "what was there stays")
    }

    @Test("Every rejected record is recorded with file, line and reason")
    func rejects() throws {
        let toy = try ToyRegion(replacing: [
            "places.csv": """
            id,name,municipality,people,lon,lat
            p1,"At""own",A,900,10.05,50.05
            p2,Btown,B
            ,Nameless id,A,1,10.05,50.05
            p4,"Two
            lines",A,1,10.05,50.05
            p5,,A,1,10.05,50.05
            p6,Half,A,1,10.05,
            p7,Far,A,1,50.05,100.05
            p8,Many,A,many,10.05,50.05
            p9,Word,A,1,here,50.05
            """,
            "outlines.geojson": ToyRegion.outlines.replacing("[10.3,50.1],", with: "[10.3,550.1],"),
        ])
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        let places = results[3]
        #expect(places.read == 9)
        #expect(places.rows.map(\.count) == [3])
        #expect(places.rejected == 6)
        let expected: [(String, String, Bool)] = [
            ("places.csv:3", "expected 6 fields, found 3", false), ("places.csv:4", "lacks id", false),
            ("places.csv:7", "lacks names", false), ("places.csv:8", "has lon but no lat", false),
            ("places.csv:9", "longitude and latitude look swapped", false),
            ("places.csv:10", "kept without population", true), ("places.csv:11", "expected numbers", false),
        ]
        #expect(places.rejects.map(\.position) == expected.map(\.0))
        #expect(places.rejects.map(\.isKept) == expected.map(\.2))
        for (reject, wanted) in zip(places.rejects, expected) {
            #expect(reject.reason.contains(wanted.1), "\(reject.reason)")
        }
        #expect(results[2].rejected == 1)
        #expect(results[2].rejects.first?.position.hasPrefix("outlines.geojson, byte ") == true)
        #expect(results[2].rejects.first?.position.contains("(line 6)") == true)
    }

    @Test("A column that sources.json names and the file does not have stops the import of that source")
    func columns() throws {
        let toy = try ToyRegion(replacing: ["places.csv": "id,name,people,lon,lat\n"])
        let store = try FeatureStore(path: ":memory:")
        let error = #expect(throws: StoreError.self) {
            try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        }
        #expect(error?.code == .inputMalformed)
        #expect(error?.reason.contains("\"municipality\"") == true)
        #expect(try store.rowCounts()["place"] == nil)
        #expect(try store.rowCounts()["area"] == 3, "sources before it are in")
    }

    @Test("A code-page file with semicolons and decimal commas is read and reported as such")
    func codePage() throws {
        let text: [UInt8] =
            Array("id;name;lon;lat\n1;".utf8) + [0xCB, 0xDC, 0xF1, 0xE9, 0xF3, 0xE1] + Array(";10,05;50,05\n".utf8)
        let toy = try ToyRegion(
            more: #"""
                {"id": "old", "title": {"en": "Old"}, "file": "old.csv", "licence": "CC0-1.0", "attribution": "us",
                 "reader": "csv", "rank": 5, "crs": "EPSG:4326", "csv": {"decimal": ","}, "layers": [{"layer": "place",
                 "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "names": {"el": "name"}}}]}
                """#)
        try toy.folder.write("data/old.csv", text)
        let store = try FeatureStore(path: ":memory:")
        let result = try #require(
            try Importer.run(toy.catalog, sources: ["old"], geodata: toy.geodata, into: store).first)
        #expect(result.notes.first == "windows-1253, delimiter \";\"")
        #expect(
            try rows(store, "SELECT names, AsText(geom) FROM place")
                == [[#"{"el":"Λάρισα"}"#, "POINT(10.05 50.05)"]])
    }

    @Test("A file of another edition than sources.json expects is read, with a note")
    func checksum() throws {
        let toy = try ToyRegion(
            more: #"""
                {"id": "fixed", "title": {"en": "Fixed"}, "file": "kinds.csv", "licence": "CC0-1.0", "attribution": "us",
                 "reader": "csv", "rank": 5, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                 "layers": [{"layer": "kind", "fields": {"code": "code", "names": {"en": "name"}}}]}
                """#)
        let store = try FeatureStore(path: ":memory:")
        let result = try Importer.run(toy.catalog, sources: ["fixed"], geodata: toy.geodata, into: store)[0]
        #expect(result.outcome == .imported)
        #expect(result.notes.contains { $0.contains("another edition") })
    }

    @Test("A file's own reference system is used when it equals the declared one, otherwise refused")
    func referenceSystems() throws {
        func run(_ crs: String, declared: String, at end: Bool) throws -> [[String?]] {
            let member = #""crs":{"type":"name","properties":{"name":"\#(crs)"}}"#
            let feature =
                #"{"type":"Feature","properties":{"i":"1","n":"x"},"geometry":{"type":"Point","coordinates":[500000,4400000]}}"#
            let text =
                end
                ? #"{"type":"FeatureCollection","features":[\#(feature)],\#(member)}"#
                : #"{"type":"FeatureCollection",\#(member),"features":[\#(feature)]}"#
            let toy = try ToyRegion(
                more: #"""
                    {"id": "grid", "title": {"en": "Grid"}, "file": "grid.geojson", "licence": "CC0-1.0",
                     "attribution": "us", "reader": "geojson", "rank": 5\#(declared), "layers": [{"layer": "place",
                     "fields": {"id": "i", "names": {"en": "n"}}}]}
                    """#)
            try toy.folder.write("data/grid.geojson", text)
            let store = try FeatureStore(path: ":memory:")
            _ = try Importer.run(toy.catalog, sources: ["grid"], geodata: toy.geodata, into: store)
            return try rows(store, "SELECT round(X(geom)), round(Y(geom)) FROM place")
        }
        for end in [false, true] {
            #expect(try run("EPSG:2100", declared: #","crs":"EPSG:2100""#, at: end) == [["24.0", "40.0"]])
            let error = #expect(throws: StoreError.self) {
                try run("EPSG:3857", declared: #","crs":"EPSG:2100""#, at: end)
            }
            #expect(error?.code == .referenceSystem)
        }
        #expect(try run("EPSG:2100", declared: "", at: false) == [["24.0", "40.0"]])
    }
}
