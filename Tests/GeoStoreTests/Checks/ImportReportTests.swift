import Foundation
import GeoIndex
import GeoStore
import Records
import Testing
import TestSupport

struct ImportReportTests {
    private func report(
        _ files: [String: String], more: String = "", clip: String = "[9.9, 49.9, 10.4, 50.2]", today: String? = nil
    ) throws -> ImportReport {
        let toy = try ToyRegion(replacing: files, more: more, clip: clip)
        return try toy.store().report(today: today)
    }

    @Test("A sound region has nothing but notes")
    func sound() throws {
        let report = try report([:], today: "2026-06-01")
        #expect(report.isSound)
        // The toy region has a refuge with a position on purpose.
        #expect(report.counts.keys.filter { $0 != .withheldPosition }.isEmpty, "\(report.text)")
    }

    @Test("An outline that crosses itself: what and where")
    func invalidGeometry() throws {
        let bow = ToyRegion.outlines.replacing(
            "[[[10.1,50],[10.2,50],[10.2,50.1],[10.1,50.1],[10.1,50]]]",
            with: "[[[10.1,50],[10.2,50.1],[10.2,50],[10.1,50.1],[10.1,50]]]")
        let found = try #require(try report(["outlines.geojson": bow]).findings(of: .invalidGeometry).first)
        #expect(found.severity == .error)
        #expect(found.source == "outlines")
        #expect(found.position.hasPrefix("outlines.geojson, byte "))
        #expect(found.message.contains("Self-intersection"))
        let place = try #require(found.coordinate)
        #expect(Geodesic.distance(from: place, to: Coordinate(longitude: 10.15, latitude: 50.05)) < 1)
    }

    @Test("Overlaps and gaps: how large and where")
    func coverage() throws {
        // B overlaps A by a hundredth of a degree and leaves a gap of a hundredth before C.
        let shifted = ToyRegion.outlines.replacing(
            "[[[10.1,50],[10.2,50],[10.2,50.1],[10.1,50.1],[10.1,50]]]",
            with: "[[[10.09,50],[10.2,50],[10.19,50.05],[10.2,50.1],[10.09,50.1],[10.09,50]]]")
        let report = try report(["outlines.geojson": shifted])
        let overlap = try #require(report.findings(of: .overlap).first)
        #expect(report.counts[.overlap] == 1)
        #expect(overlap.message.contains("A and B"))
        // 0.01° by 0.1° at 50.05° north: 716 m by 11,124 m.
        #expect(abs((overlap.squareMetres ?? 0) / (716 * 11_124) - 1) < 0.01)
        #expect((10.09...10.1).contains(overlap.coordinate?.longitude ?? 0))
        // The gap before C is an enclosed triangle of half that size.
        let gap = try #require(report.findings(of: .gap).first)
        #expect(report.counts[.gap] == 1)
        #expect(abs((gap.squareMetres ?? 0) / (716 * 11_124 / 2) - 1) < 0.01)
        #expect((10.19...10.2).contains(gap.coordinate?.longitude ?? 0))
    }

    @Test("Positions outside the region, with a hint when longitude and latitude look swapped")
    func outside() throws {
        let places = ToyRegion.places + "\np4,Far,A,1,30,50\np5,Swapped,A,1,50.05,10.05"
        for clip in ["[9.9, 49.9, 10.4, 50.2]", "null"] {
            let found = try report(["places.csv": places], clip: clip).findings(of: .outsideRegion)
            #expect(found.map(\.position) == ["places.csv:5", "places.csv:6"])
            #expect(found.map { $0.message.contains("look swapped") } == [false, true])
            #expect(found.allSatisfy { $0.severity == .error })
        }
    }

    @Test("Rows in another municipality than they state, and unknown municipalities")
    func municipalities() throws {
        let places =
            ToyRegion.places + "\np4,Strayed,A,1,10.15,50.05\np5,Coast,A,1,10.05,50.103\np6,Unknown,Z,1,10.05,50.05"
        let report = try report(["places.csv": places])
        let found = report.findings(of: .otherMunicipality)
        #expect(found.map(\.position) == ["places.csv:5", "places.csv:6"])
        #expect(found[0].message.contains("says A but stands in B, 358"))
        #expect(found.map(\.severity) == [.warning, .note], "300 m off the coast is no more than a note")
        let unknown = report.findings(of: .unknownMunicipality)
        #expect(unknown.map(\.position) == ["places.csv:7"])
    }

    @Test("Identifiers that occur twice in one source")
    func duplicates() throws {
        let found = try report([
            "places.csv": ToyRegion.places + "\np1,Again,A,1,10.05,50.05",
            "municipalities.csv": ToyRegion.municipalities + "\nB,Bland again,,,",
        ]).findings(of: .duplicateID)
        #expect(
            found.map(\.message) == ["municipality B stands 2 times", "place p1 stands 2 times"])
        #expect(found[1].position == "places.csv:2; places.csv:5")
    }

    @Test("Kinds, parents and dates of structures, and positions that must be withheld")
    func structures() throws {
        let structures = """
            id,kind,name,municipality,street,number,settlement,lon,lat,date
            s1,help-desk,One,A,,,,10.05,50.05,2026-05-01
            s2,launderette,Two,A,,,,10.05,50.05,2026-05-01
            s3,refuge,Three,A,,,,10.05,50.05,2026-05-01
            s4,pharmacy,Four,B,,,,10.15,50.05,
            s5,pharmacy,Five,B,,,,10.16,50.05,about 2019
            s6,pharmacy,Six,B,,,,10.17,50.05,2019
            """
        let report = try report(["structures.csv": structures], today: "2026-06-01")
        #expect(report.findings(of: .unknownKind).map(\.position) == ["structures.csv:3"])
        #expect(report.findings(of: .withheldPosition).map(\.position) == ["structures.csv:4"])
        #expect(report.findings(of: .withheldPosition).allSatisfy { $0.coordinate == nil })
        #expect(report.findings(of: .undated).map(\.position) == ["structures.csv:5", "structures.csv:6"])
        #expect(report.findings(of: .undated)[1].message.contains("about 2019"))
        let stale = report.findings(of: .stale)
        #expect(stale.map(\.position) == ["structures.csv:7"])
        #expect(stale[0].message.contains("2344 days"))
        #expect(report.isSound)
    }

    @Test("An unusable status, phone or date is reported with what was expected")
    func values() throws {
        let structures = """
            id,kind,name,municipality,street,number,settlement,lon,lat,date,phone,status
            s1,help-desk,One,A,,,,10.05,50.05,2026-05-01,112,active
            s2,help-desk,Two,A,,,,10.05,50.05,31/02/2026,none,open
            s3,help-desk,Three,A,,,,10.05,50.05,2026-02-31,+30 2410 123456,planned
            """
        let toy = try ToyRegion(replacing: ["structures.csv": structures])
        let path = toy.folder.path + "/sources.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try toy.folder.write(
            "sources.json",
            text.replacing(
                #""sourceDate": "date""#, with: #""checkedOn": "date", "phone": "phone", "status": "status""#))
        let store = try FeatureStore(path: ":memory:")
        _ = try Importer.run(try SourceCatalog.load(path: path), geodata: toy.geodata, into: store)
        let report = try store.report()
        #expect(report.findings(of: .unknownStatus).map(\.position) == ["structures.csv:3"])
        #expect(report.findings(of: .unknownStatus)[0].message.contains("expected active, unverified"))
        #expect(report.findings(of: .unreadablePhone).map(\.position) == ["structures.csv:3"])
        #expect(report.findings(of: .unreadableDate).map(\.position) == ["structures.csv:3", "structures.csv:4"])
    }

    @Test("No finding reveals the place of a withheld structure, even when only one of its rows is marked")
    func withheld() throws {
        let structures = """
            id,kind,name,municipality,street,number,settlement,lon,lat,date
            s1,refuge,One,A,Quiet Street,7,Atown,30.123,50.05,about 2019
            s2,help-desk,Two,B,Quiet Street,8,Atown,30.123,50.05,
            s3,help-desk,Three,,Quiet Street,9,Atown,10.15,50.05,
            """
        let more = #"""
            {"id": "marked", "title": {"en": "Marked"}, "file": "marked.csv", "licence": "CC0-1.0", "attribution": "us",
             "reader": "csv", "rank": 5, "layers": [{"layer": "structure", "fields": {"id": "id", "kind": "kind",
             "names": {"en": "id"}, "redacted": "redacted"}}]}
            """#
        let marked = "id,kind,redacted\ns2,help-desk,yes\ns3,help-desk,yes\n"
        let toy = try ToyRegion(replacing: ["structures.csv": structures, "marked.csv": marked], more: more)
        let report = try toy.store().report()
        #expect(report.findings(of: .withheldPosition).map(\.position) == (2...4).map { "structures.csv:\($0)" })
        #expect(report.findings(of: .undated).count == 5)
        for word in ["30.12", "Quiet", #""lon""#, "10.15"] { #expect(!report.json.contains(word), "\(word)") }
        let listed = try toy.store().listedStructures()
        #expect(listed.allSatisfy { $0.isWithheld && $0.coordinate == nil && $0.addressText.isEmpty })
        let kept = try toy.store().contents().dataset.structures
        #expect(kept.first { $0.id == "s3" }?.municipality == "B", "the municipality is told")
    }

    @Test("Text and JSON contain the same findings, most severe first")
    func output() throws {
        let report = try report(
            ["places.csv": ToyRegion.places + "\np4,Far \"away\",A,1,30,50\np5,Short"], today: "2026-06-01")
        let lines = report.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "checks: 1 error, 2 warnings")
        #expect(lines[1].hasPrefix("error: outside-region: places: places.csv:5: place p4"))
        #expect(lines[2].hasPrefix("warning: reject: places: places.csv:6: "))
        #expect(lines[3].hasPrefix("warning: withheld-position: "))
        #expect(lines.count == 4)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        #expect((json["counts"] as? [String: Int]) == ["outside-region": 1, "reject": 1, "withheld-position": 1])
        #expect((json["severities"] as? [String: Int]) == ["error": 1, "warning": 2, "note": 0])
        let findings = try #require(json["findings"] as? [[String: Any]])
        #expect(findings[0]["position"] as? String == "places.csv:5")
        #expect(findings[0]["lon"] as? Double == 30)
    }

    @Test("Thousands of findings of one kind are counted, not all kept")
    func many() throws {
        var places = "id,name,municipality,people,lon,lat\n"
        for index in 0..<1_500 { places += "p\(index),P,A,1,30,50\n" }
        let report = try report(["places.csv": places])
        #expect(report.counts[.outsideRegion] == 1_500)
        #expect(report.findings(of: .outsideRegion).count == ImportReport.keptPerCheck)
        #expect(report.text.hasSuffix("and 500 more\n"))
    }
}
