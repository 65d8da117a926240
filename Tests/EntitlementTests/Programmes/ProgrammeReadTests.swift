import Entitlement
import Records
import RuleFixtures
import Testing
import TestSupport

struct ProgrammeReadTests {
    @Test(arguments: [
        ("\"format\": 1,", "\"format\": 2,", "$.format"),
        ("[\"min\", \"sum\", \"cap\"]", "[\"least\", \"sum\", \"cap\"]", "$.definitions[4].rule[2][0]"),
        ("[\"min\", \"sum\", \"cap\"]", "[\"min\", \"sum\"]", "$.definitions[4].rule[2]"),
        ("[\"min\", \"sum\", \"cap\"]", "[\"min\", \"sum\", \"kap\"]", "$.definitions[4].rule[2][2]"),
        ("[\"min\", \"sum\", \"cap\"]", "[\"min\", \"sum\", \"oneParent\"]", "$.definitions[4].rule[2][2]"),
        ("[\"min\", \"sum\", \"cap\"]", "\"isOneParent\"", "$.definitions[4].rule[3]"),
        ("[\"min\", \"sum\", \"cap\"]", "\"limit\"", "$.definitions[4].rule[2]"),
        ("[\"*\", 6, \"guarantee\"]", "null", "$.definitions[5].rule"),
        ("[\"*\", 6, \"guarantee\"]", "{\"times\": 6}", "$.definitions[5].rule"),
        ("{\"el\": \"Όριο {limit} €.\"", "{\"el\": \"Όριο {limits} €.\"", "$.definitions[5].text"),
        ("\"to\": \"2023-11-30\", \"value\": 200", "\"to\": \"2023-12-30\", \"value\": 200", "$.figures[0].values[1]"),
        ("\"to\": \"2023-11-30\", \"value\": 200", "\"value\": 200", "$.figures[0].values[1]"),
        ("\"from\": \"2020-01-01\"", "\"from\": \"2030-01-01\"", "$.figures[6].values[0].to"),
        (
            "\"value\": 7000, \"source\": \"hearsay\"", "\"value\": 7000, \"source\": \"rumour\"",
            "$.figures[4].values[0].source"
        ),
        ("\"certainty\": \"unconfirmed\"}]}", "\"certainty\": \"maybe\"}]}", "$.figures[4].values[0].certainty"),
        ("{\"id\": \"rentCap\"", "{\"id\": \"cap\"", "$.figures[5].id"),
        (
            "[\"is\", \"home\", \"rented\"], \"met\"", "[\"is\", \"home\", \"let\"], \"met\"",
            "$.programmes[1].conditions[0].test[2]"
        ),
        (
            "[\"is\", \"home\", \"rented\"], \"met\"", "[\"is\", \"income\", \"rented\"], \"met\"",
            "$.programmes[1].conditions[0].test[1]"
        ),
        ("\"test\": [\"<=\", \"income\", \"limit\"]", "\"test\": \"limit\"", "$.programmes[0].conditions[0].test"),
        ("\"steps\": [\"guarantee\", \"limit\"]", "\"steps\": [\"sum\"]", "$.programmes[0].steps[0]"),
        ("\"amount\": \"guarantee\"", "\"amount\": \"isOneParent\"", "$.programmes[0].amount"),
        ("\"form\": \"flag\"", "\"form\": \"boolean\"", "$.questions[2].form"),
        // A condition of a question names only earlier questions, and is true or false.
        ("\"form\": \"flag\"", "\"form\": \"flag\", \"when\": \"adults\"", "$.questions[2].when"),
        ("\"form\": \"flag\"", "\"form\": \"flag\", \"when\": \"oneParent\"", "$.questions[2].when"),
        ("\"form\": \"flag\"", "\"form\": \"flag\", \"when\": [\">\", \"income\", 1]", "$.questions[2].when[1]"),
        ("\"form\": \"flag\"", "\"form\": \"flag\", \"when\": [\">\", \"single\", 1]", "$.questions[2].when[1]"),
        ("\"form\": \"flag\"", "\"form\": \"flag\", \"when\": {}", "$.questions[2].when"),
        ("[\"and\", \"oneParent\", [\"=\"", "[\"and\", \"income\", [\"=\"", "$.contradictions[0].when[1]"),
        ("{\"id\": \"no-child\"", "{\"id\": \"limit\"", "$.contradictions[0].id"),
        ("\"code\": \"rent\"", "\"code\": \"guaranteed-income\"", "$.programmes[1]"),
        ("\"checkedOn\": \"2026-11-01\"", "\"checkedOn\": \"2026-11-31\"", "$.programmes[0].checkedOn"),
        (
            "\"summary\": {\"el\": \"Βοηθά με το ενοίκιο.\"}", "\"sumary\": {\"el\": \"Βοηθά με το ενοίκιο.\"}",
            "$.programmes[1].sumary"
        ),
    ])
    func errorsNameTheJSONPath(part: String, replacement: String, place: String) throws {
        let json = ProgrammeFixture.json
        let range = try #require(json.firstRange(of: part))
        let text = json[..<range.lowerBound] + replacement + json[range.upperBound...]
        let error = #expect(throws: DataFileError.self) {
            try ProgrammeBook.read(Array(text.utf8), file: "programmes.json")
        }
        #expect(error?.place == place)
    }

    @Test(arguments: [
        ("{", "byte 1"), ("{\"a\": 1,}", "byte 8"), ("{\"a\": 1, \"a\": 2}", "byte 9"), ("[1 2]", "byte 3"),
        ("[01]", "byte 2"), ("[1.]", "byte 3"), ("\"\\x\"", "byte 2"), ("\"\\ud800\"", "byte 3"), ("nul", "byte 0"),
        ("{} {}", "byte 3"), ("", "byte 0"), ("[1e999]", "byte 1"), ("\"a\nb\"", "byte 2"), ("{\"a\" 1}", "byte 5"),
    ])
    func invalidJSONNamesTheByte(text: String, place: String) {
        let error = #expect(throws: DataFileError.self) {
            try ProgrammeBook.read(Array(text.utf8), file: "x.json")
        }
        #expect(error?.place == place)
    }

    @Test func refusesDeepNesting() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: DataFileError.self) { try ProgrammeBook.read(Array(text.utf8), file: "deep.json") }
    }

    /// A truncated or damaged file is refused or can be evaluated without a crash.
    @Test func damagedFilesDoNotCrash() throws {
        let bytes = Array(ProgrammeFixture.json.utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 17) {
            #expect(throws: DataFileError.self) { try ProgrammeBook.read(Array(bytes[..<length]), file: "cut") }
        }
        let date = try #require(TimeText.date("2026-11-10"))
        let answers = EntitlementAnswers(["adults": .number(2), "income": .number(10), "home": .flag(true)])
        var generator = SeededGenerator(seed: 9)
        var refused = 0
        for _ in 0..<3000 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            do {
                let book = try ProgrammeBook.read(damaged, file: "damaged")
                #expect(book.judge(answers, on: date).count == 3)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 500)
    }
}
