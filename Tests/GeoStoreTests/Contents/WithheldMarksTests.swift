import GeoStore
import Records
import Testing
import TestSupport

/// The various ways in which a file marks a structure that must not be located.
struct WithheldMarksTests {
    @Test(
        "Only a plain no leaves a marked structure its place",
        arguments: ["yes", "1", "true", "Yes", "TRUE", "ναι", "Ναί", " yes ", "ΝΑΙ", "unknown", "maybe", "ja", "2"])
    func marks(_ mark: String) throws {
        let tables = try FurtherTables("s1,pharmacy,One,A,,,\(mark),Quiet Street 7,,,,,,,,10.05,50.05")
        let one = try tables.structure("s1")
        #expect(one.details.isRedacted && one.coordinate == nil && one.address.isEmpty)
        let findings = try tables.store.report().findings(of: .unreadableMark)
        let isUnreadable = ["unknown", "maybe", "ja", "2"].contains(mark)
        #expect(findings.map(\.position) == (isUnreadable ? ["table0.csv:2"] : []))
        #expect(findings.allSatisfy { $0.severity == .error && $0.message.contains("expected redacted as yes or no") })
    }

    @Test(
        "A plain no, and nothing at all, leave it",
        arguments: ["", "no", "0", "false", "No", "FALSE", "όχι", "Όχι", "ΟΧΙ", "  "])
    func noMark(_ mark: String) throws {
        let tables = try FurtherTables("s1,pharmacy,One,A,,,\(mark),Quiet Street 7,,,,,,,,10.05,50.05")
        #expect(tables.isLocated("s1"))
        #expect(try tables.store.report().findings(of: .unreadableMark).isEmpty)
    }

    @Test("A mark that contains an address is not quoted")
    func unreadableMark() throws {
        let tables = try FurtherTables("s1,pharmacy,One,A,,,yes: Quietstrand 47,,,,,,,,,10.0512,50.05")
        #expect(!tables.isLocated("s1"))
        #expect(try !tables.store.report().json.contains("uietstrand"))
    }

    @Test("Unusable values of a marked row are reported without the value", arguments: ["yes", "ναι", "odd"])
    func unusedValues(_ mark: String) throws {
        let source = #"""
            {"id": "more", "title": {"en": "More"}, "file": "more.csv", "licence": "CC0-1.0", "attribution": "us",
             "reader": "csv", "rank": 5, "crs": "EPSG:4326", "layers": [{"layer": "structure",
             "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
             "names": {"en": "name"}, "redacted": "redacted", "cost": "cost"}}]}
            """#
        let rows = """
            id,kind,name,redacted,cost,lon,lat
            s1,pharmacy,One,\(mark),Quietstrand 47,10.05,50.05
            s2,pharmacy,Two,\(mark),free,10.0612x,50.05
            s3,pharmacy,Three,no,Farbridge 12,10.05,50.05
            """
        let toy = try ToyRegion(replacing: ["more.csv": rows], more: source)
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        let told = results.flatMap(\.rejects).map(\.reason).joined(separator: "\n")
        #expect(!told.contains("uietstrand") && !told.contains("10.0612") && told.contains("Farbridge"))
        #expect(told.contains("kept without cost: expected"))
    }

    @Test(
        "Rejected rows of a withheld or unknown kind are reported without the value",
        arguments: ["refuge", "nosuch", ""])
    func rejectedRows(_ kind: String) throws {
        let source = #"""
            {"id": "more", "title": {"en": "More"}, "file": "more.csv", "licence": "CC0-1.0", "attribution": "us",
             "reader": "csv", "rank": 5, "crs": "EPSG:4326", "layers": [{"layer": "structure",
             "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
             "names": {"en": "name"}, "cost": "cost"}}]}
            """#
        let rows = """
            id,kind,name,cost,lon,lat
            s1,\(kind),One,Quietstrand 47,10.05,50.05
            s2,\(kind),Two,free,10.0612x,50.05
            s3,pharmacy,Three,free,10.0713x,50.05
            """
        let toy = try ToyRegion(replacing: ["more.csv": rows], more: source)
        let results = try Importer.run(toy.catalog, geodata: toy.geodata, into: FeatureStore(path: ":memory:"))
        let reasons = results.flatMap(\.rejects).map(\.reason).joined(separator: "\n")
        #expect(!reasons.contains("uietstrand") && !reasons.contains("10.0612") && reasons.contains("10.0713x"))
    }

    @Test(
        "A mark of GeoJSON",
        arguments: [("true", false), ("1", false), ("\"Yes\"", false), ("false", true), ("0", true)])
    func geoJSON(_ mark: String, _ isLocated: Bool) throws {
        let source = #"""
            {"id": "map", "title": {"en": "Map"}, "file": "map.geojson", "licence": "CC0-1.0", "attribution": "us",
             "reader": "geojson", "rank": 5, "layers": [{"layer": "structure", "fields": {"id": "id", "kind": "kind",
             "names": {"en": "name"}, "redacted": "redacted"}}]}
            """#
        let map = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"s1","kind":"pharmacy",
            "name":"One","redacted":\(mark)},"geometry":{"type":"Point","coordinates":[10.05,50.05]}}]}
            """
        let structures = try ToyRegion(replacing: ["map.geojson": map], more: source).store().contents().dataset
            .structures
        #expect((structures.first { $0.id == "s1" }?.coordinate != nil) == isLocated)
    }

    @Test(
        "A kind whose mark cannot be read is withheld, with an error", arguments: ["ναι", "Yes", "perhaps", "2", "-"])
    func kinds(_ mark: String) throws {
        let kinds =
            "code,name,municipal,redacted,sort\nhelp-desk,Help desk,1,0,1\npharmacy,Pharmacy,0,όχι,2\nhaven,Haven,0,\(mark),3\n"
        let tables = try FurtherTables(
            "s1,haven,One,A,,,,,,,,,,,,10.05,50.05\np1,pharmacy,Shop,A,,,,,,,,,,,,10.08,50.08", kinds: kinds)
        #expect(!tables.isLocated("s1") && tables.isLocated("p1"))
        let findings = try tables.store.report().findings(of: .unreadableMark)
        #expect(findings.count == (["perhaps", "2", "-"].contains(mark) ? 1 : 0))
        #expect(findings.allSatisfy { $0.severity == .error && $0.position == "kinds.csv:4" })
    }

    @Test("A marked structure of an unknown kind also withholds related structures")
    func unknownKind() throws {
        let tables = try FurtherTables(
            """
            h1,hous,Quiet House,A,,2410 555000,yes,Quietstrand Street 47,,,,,,,,10.0612,50.0623
            p1,pharmacy,Shop,A,,,,,Our house is at Quietstrand 47,,,,,,,10.08,50.05
            c1,pharmacy,Store,A,h1,,,,,,,,,,,10.0613,50.0624
            x1,pharmcy,Mistyped,A,,,,,,,,,,,,10.0712,50.0723
            x2,pharmacy,Its store,A,x1,,,,,,,,,,,10.0712,50.0723
            x3,pharmacy,Mistyped,A,,,,,,,,,,,,10.0512,50.0323
            """,
            "t1,pharmacy,Quiet House,A,,,,,,,,,,,,10.0612,50.0623\nt2,pharmacy,Line,A,,2410 555000,,,,,,,,,,10.0612,50.0623"
        )
        for id in ["c1", "t1", "t2", "x2"] { #expect(!tables.isLocated(id), "\(id)") }
        #expect(try tables.structure("p1").details.costNote.isEmpty && tables.isLocated("p1"))
        #expect(tables.isLocated("x3"), "a mistyped kind says nothing of others than its annexes")
    }
}
