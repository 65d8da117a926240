import Foundation
import GeoStore
import Records
import Testing
import TestSupport

/// What texts that belong to no structure must not reveal of a withheld one: the region's files, kinds, places, sources.
struct WithheldSharedTextsTests {
    private static let structures = """
        id,kind,name,municipality,street,number,settlement,lon,lat,date
        house-1,refuge,Quiet House,A,Quietstrand Street,477,Atown,10.0612,50.0623,2026-01-01
        """

    private func store(
        help: String? = nil, _ more: [String: String] = [:], sources: String = "", rules: [String] = ["help"]
    ) throws -> FeatureStore {
        var files = ["structures.csv": Self.structures].merging(more) { $1 }
        files["help.json"] = help ?? Self.help(advice: "Call 112.")
        return try ToyRegion(replacing: files, more: sources, rules: rules).store()
    }

    private static func help(advice: String, words: String = "fire") -> String {
        #"""
        {"format": 1, "lines": {"112": {"phone": "112", "name": {"en": "Emergency"}, "source": "https://x.example"}},
         "topics": [{"code": "danger", "name": {"en": "Danger"}, "words": ["help", "\#(words)"], "lines": ["112"],
          "advice": [{"en": "\#(advice)"}, {"en": "Stay calm."}]}]}
        """#
    }

    private static func words(_ store: FeatureStore) throws -> String {
        String(decoding: try #require(try store.contents().dataset.help), as: UTF8.self)
    }

    @Test(
        "A text of a region's file that tells the place is removed, with an error that names file and field",
        arguments: [
            "Come to Quietstrand 477.", "Our house: 477 Quietstrand Street", "Go to 50.0623 10.0612",
            "Quietstrand four hundred and seventy-seven", "UTM 32N 575954 5546097", "Quietstrand&#32;&#52;77",
            "Ask for the green door in Quietstrand, past the old bakery: number 477",
        ])
    func help(_ advice: String) throws {
        let store = try store(help: Self.help(advice: advice))
        let help = try Self.words(store)
        #expect(!help.contains(advice) && help.contains("Stay calm.") && help.contains("Emergency"))
        let findings = try store.report().findings(of: .withheldText)
        #expect(findings.map(\.position) == ["help.json: $.topics[0].advice[0].en"])
        #expect(findings.allSatisfy { $0.severity == .error && $0.message.contains("help.json") })
        let report = try store.report().json
        #expect(!report.contains("uietstrand") && !report.contains("477") && !report.contains("50.06"))
    }

    @Test(
        "Other texts stay, byte by byte",
        arguments: [
            "Call 112.", "Quietstrand is closed on Monday.", "477 people were helped in 2025.",
            "Meet at Quietstrand 12.",
            "Go to 50.08 10.05", "From 4 July until 7 July, 9:00-17:00", "Benefit of 477.00 €, Long Street 477",
        ])
    func otherHelp(_ advice: String) throws {
        let text = Self.help(advice: advice)
        let store = try store(help: text)
        #expect(try Self.words(store) == text)
        #expect(try store.report().findings(of: .withheldText).isEmpty)
    }

    @Test func aWordInAListIsRemoved() throws {
        let store = try store(help: Self.help(advice: "Call 112.", words: "quietstrand 477"))
        let help = try Self.words(store)
        #expect(!help.contains("quietstrand") && help.contains(#""words":["help"]"#))
    }

    @Test func aFileThatCannotBeUsedWithoutTheTextIsLeftOut() throws {
        let programmes = #"""
            {"format": 1, "words": {"unknown": {"en": "unknown"}, "doubtful": {"en": "(Ask.)"},
              "numbers": {"en": {"group": ",", "decimal": "."}}},
             "sources": {"law": {"title": "Law", "url": "https://x.example", "date": "2023-11"}},
             "questions": [{"id": "rents", "form": "flag", "text": {"en": "Rent?"}}],
             "figures": [{"id": "quietstrand477", "values": [{"value": 1, "source": "law", "certainty": "sourced"}]}],
             "definitions": [{"id": "limit", "rule": ["*", 6, "quietstrand477"]}], "programmes": []}
            """#
        let store = try store(["programmes.json": programmes], rules: ["programmes", "help"])
        let contents = try store.contents().dataset
        #expect(contents.programmes == nil && contents.help != nil)
        let positions = try store.report().findings(of: .withheldText).map(\.position)
        #expect(positions.contains("programmes.json") && positions.contains("programmes.json: $.figures[0].id"))
    }

    @Test func calendarAndProgrammes() throws {
        let calendar = #"""
            {"format": 1, "timeZone": {"name": "Etc/UTC", "standardOffset": "+00:00"}, "easter": "orthodox",
             "appointmentWords": ["appointment"], "feasts": [{"id": "a", "fixed": "01-01",
              "names": {"en": "New year at Quietstrand 477"}, "certainty": "sourced", "source": "law"}],
             "pending": [{"date": "2027-05-01", "note": {"en": "See geo:50.0623,10.0612"}}]}
            """#
        let programmes = #"""
            {"format": 1, "words": {"unknown": {"en": "unknown"}, "doubtful": {"en": "(Ask.)"},
              "numbers": {"en": {"group": ",", "decimal": "."}}},
             "sources": {"law": {"title": "Law", "url": "https://x.example/quietstrand-477", "date": "2023-11"}},
             "questions": [{"id": "rents", "form": "flag", "text": {"en": "Rent?"}}],
             "figures": [], "definitions": [], "programmes": [{"code": "rent", "names": {"en": "Rent"}, "summary": {"en": "Apply at 477, Quietstrand."},
              "kinds": ["help-desk"], "documents": [{"en": "Card"}], "sources": ["law"], "checkedOn": "2026-01-01",
              "conditions": [{"id": "rents", "test": "rents", "met": {"en": "Yes."}, "unmet": {"en": "No."},
               "open": {"en": "Perhaps."}}]}]}
            """#
        let store = try store(
            ["calendar.json": calendar, "programmes.json": programmes], rules: ["calendar", "programmes", "help"])
        let contents = try store.contents().dataset
        let told = String(decoding: (contents.calendar ?? []) + (contents.programmes ?? []), as: UTF8.self)
        #expect(!told.contains("uietstrand") && !told.contains("10.0612") && told.contains("Rent?"))
        #expect(contents.calendar != nil && contents.programmes != nil)
        #expect(
            try store.report().findings(of: .withheldText).map(\.position).sorted() == [
                "calendar.json: $.feasts[0].names.en", "calendar.json: $.pending[0].note.en",
                "programmes.json: $.programmes[0].summary.en", "programmes.json: $.sources.law.url",
            ])
    }

    @Test("Synonyms of kinds lose the door, and do not make its street a public word")
    func kinds() throws {
        let kinds = """
            code,name,municipal,redacted,sort,words
            help-desk,Help desk,1,0,1,advice|Quietstrand 477
            pharmacy,Pharmacy,0,0,2,medicine
            refuge,Refuge,0,1,3,shelter|477 Quietstrand Street
            """
        let sources = #"""
            {"id": "words", "title": {"en": "Words of Quietstrand 477"}, "file": "kinds.csv", "licence": "CC0-1.0",
             "attribution": "Quietstrand 477", "reader": "csv", "rank": 5, "layers": [{"layer": "kind", "fields":
             {"code": "code", "names": {"en": "name"}, "synonyms": {"column": "words", "split": "|"}}}]},
            {"id": "quarters", "title": {"en": "Quarters"}, "file": "quarters.csv", "licence": "CC0-1.0",
             "attribution": "us", "reader": "csv", "rank": 5, "crs": "EPSG:4326", "layers": [{"layer": "place",
             "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "names": {"en": "name"},
             "formerNames": {"column": "others", "split": "|"}}}]}
            """#
        let quarters = """
            id,name,others,lon,lat
            q1,Old town,Quietstrand 477|Harbour,10.05,50.05
            q2,Quietstrand 477,,10.05,50.05
            q3,Quietstrand,,10.05,50.05
            """
        let structures = "\(Self.structures)\np1,pharmacy,Shop,A,,,,10.08,50.05,2026-01-01"
        let store = try store(
            ["kinds.csv": kinds, "quarters.csv": quarters, "structures.csv": structures], sources: sources)
        let contents = try store.contents().dataset
        #expect(contents.kinds.first { $0.code == "help-desk" }?.synonyms == ["advice"])
        #expect(contents.kinds.first { $0.code == "refuge" }?.synonyms == ["shelter"])
        #expect(contents.places.first { $0.id == "q1" }?.formerNames == ["Harbour"])
        #expect(!contents.places.contains { $0.id == "q2" } && contents.places.contains { $0.id == "q3" })
        var told = ""
        dump(contents.region, to: &told)
        dump(contents.kinds, to: &told)
        #expect(!told.contains("uietstrand"))
        let findings = try store.report().findings(of: .withheldText)
        let positions = findings.map(\.position)
        for position in ["kinds.csv:2", "kinds.csv:4", "quarters.csv:2", "quarters.csv:3", "sources.json"] {
            #expect(positions.contains(position), "\(position)")
        }
        #expect(findings.contains { $0.message.contains("its synonyms") })
        #expect(try !store.report().json.contains("477"))
    }
}
