import Entitlement
import Foundation
import Records
import RuleFixtures
import Testing
import TestSupport

/// Values of figures that replace those of a file, and what they do to its examples.
struct FigureValuesTests {
    private let file = ProgrammeFile(bytes: Array(ProgrammeFixture.json.utf8), book: ProgrammeFixture.book)

    private func values(_ json: String) throws -> FigureValues {
        try FigureValues(DataNode(reading: Array(json.utf8), file: "values"))
    }

    private func fault(_ json: String) -> String? {
        do {
            _ = try values(json)
            return nil
        } catch {
            return (error as? DataFileError)?.place
        }
    }

    private static let source = #""source":{"title":"Law 2","url":"https://example.org/2","date":"2026-11"}"#
    private static let good = #"[{"value":1,"certainty":"sourced",\#(source)}]"#

    @Test func theFormIsReadBack() throws {
        let json =
            #"[{"to":"2026-01-31","value":null,"certainty":"unconfirmed",\#(Self.source)},"#
            + #"{"from":"2026-02-01","to":"2026-12-31","value":230.5,"certainty":"sourced",\#(Self.source)}]"#
        let read = try values(json)
        #expect(read.entries.map(\.amount) == [nil, 230.5])
        var writer = JSONWriter()
        writer.value(read.json)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
        #expect(try read.entry(on: #require(TimeText.date("2026-01-31")))?.amount == nil)
        #expect(try read.entry(on: #require(TimeText.date("2027-01-01"))) == nil)
    }

    @Test(arguments: [
        (#""value":1"#, #""value":"1""#, "$[0].value"), (#""value":1"#, #""value":-1"#, "$[0].value"),
        (#""value":1"#, #""value":1000000001"#, "$[0].value"), (#""value":1,"#, "", "$[0]"),
        (#""certainty":"sourced""#, #""certainty":"sure""#, "$[0].certainty"),
        (",\(source)", "", "$[0]"), (source, #""source":"law""#, "$[0].source"),
        (#""title":"Law 2","#, "", "$[0].source"), (#""title":"Law 2""#, #""title":"""#, "$[0].source.title"),
        ("https://example.org/2", "javascript:alert(1)", "$[0].source.url"),
        ("https://example.org/2", "data:text/html,x", "$[0].source.url"),
        ("https://example.org/2", "https://", "$[0].source.url"),
        ("https://example.org/2", "https:///x", "$[0].source.url"),
        ("https://example.org/2", "https://a b", "$[0].source.url"),
        ("https://example.org/2", "HTTPS://EXAMPLE.ORG\\u0000", "$[0].source.url"),
        ("https://example.org/2", "//example.org", "$[0].source.url"),
        ("2026-11", "2026-13", "$[0].source.date"), ("2026-11", "soon", "$[0].source.date"),
        (#""value":1"#, #""colour":1,"value":1"#, "$[0].colour"),
        (#""value":1"#, #""from":"2026-02-30","value":1"#, "$[0].from"),
        (#""value":1"#, #""from":"2026-02-02","to":"2026-02-01","value":1"#, "$[0].to"),
    ])
    func whatIsNotAValueIsRefused(_ part: String, _ replacement: String, _ place: String) throws {
        #expect(fault(Self.good) == nil)
        let json = Self.good.replacing(part, with: replacement)
        #expect(json != Self.good)
        #expect(fault(json) == place)
    }

    @Test func valuesDoNotOverlap() {
        let entry = { (days: String) in #"{\#(days)"value":1,"certainty":"sourced",\#(Self.source)}"# }
        for (one, two) in [
            ("", #""from":"2026-01-01","#), (#""to":"2026-01-01","#, #""from":"2026-01-01","#),
            (#""to":"2026-01-01","#, ""), (#""from":"2026-01-02","to":"2026-01-03","#, #""from":"2026-01-01","#),
        ] {
            #expect(fault("[\(entry(one)),\(entry(two))]") == "$[1]")
        }
        #expect(fault("[\(entry(#""to":"2026-01-01","#)),\(entry(#""from":"2026-01-02","#))]") == nil)
    }

    @Test func aSourceInFullGetsAnIdentifier() throws {
        let known = try values(
            #"[{"value":9,"certainty":"sourced","source":{"title":"Law","url":"https://example.org/law","date":"2023-11"}}]"#
        )
        let edited = try file.replacing(["cap": known, "single": values(Self.good), "unknown": known])
        #expect(edited.book.figures.first { $0.id == "cap" }?.values.map(\.source) == ["law"])
        #expect(edited.book.figures.first { $0.id == "single" }?.values.map(\.source) == ["single.1"])
        #expect(edited.book.sources["single.1"]?.title == "Law 2")
        #expect(edited.book.figures.count == file.book.figures.count)
        #expect(try file.replacing([:]).bytes == file.bytes)
    }

    @Test func figuresOfAProgrammeAreThoseOfItsRules() {
        let names = file.book.programmes.map { file.book.figures(of: $0).map(\.id) }
        #expect(
            names == [
                ["single", "adult", "minor", "cap"], ["rentLimit", "rentCap", "rentAmount"], ["rentLimit"],
            ])
    }

    @Test func theExamplesShowWhatChanges() throws {
        let today = try #require(TimeText.date("2026-11-10"))
        let same = file.book.compareExamples(with: file.book, on: today)
        #expect(same.count == 5 && same.changed == 0 && same.unchanged == 5)
        #expect(same.findings.map(\.example.id) == ["tenant"] && same.findings.allSatisfy(\.isContradiction))

        // 1,250 euros are above six times 200, and below six times 216.
        let lower = try values(#"[{"value":200,"certainty":"sourced",\#(Self.source)}]"#)
        let changed = file.book.compareExamples(with: try file.replacing(["single": lower]).book, on: today)
        let single = try #require(changed.findings.first { $0.example.id == "single" && $0.isChange })
        #expect(single.before.outcome == .likely && single.after.outcome == .unlikely && single.isContradiction)
        #expect(single.after.reasons.map { $0.text["en"] } == ["€1,250 above €1,200."])
        let family = try #require(changed.findings.first { $0.example.id == "family" && $0.isChange })
        #expect(family.before.amount == 432 && family.after.amount == 416 && !family.isContradiction)
        #expect(changed.changed == 3 && changed.unchanged == 2, "an application of 2023 had 200 anyway")
    }

    @Test func theDayOfTheDifference() throws {
        let day = { (text: String) throws in try #require(TimeText.date(text)) }
        let today = try day("2026-11-10")
        let one = try values(Self.good)
        let entry = { (days: String, amount: Int) in
            #"{\#(days)"value":\#(amount),"certainty":"sourced",\#(Self.source)}"#
        }
        let future = try values("[\(entry(#""to":"2026-12-31","#, 1)),\(entry(#""from":"2027-01-01","#, 2))]")
        #expect(one.day(ofDifferenceTo: future, today: today) == (try day("2027-01-01")))
        let past = try values("[\(entry(#""to":"2020-12-31","#, 3)),\(entry(#""from":"2021-01-01","#, 1))]")
        #expect(one.day(ofDifferenceTo: past, today: today) == (try day("2020-12-31")))
        #expect(one.day(ofDifferenceTo: one, today: today) == today)
        #expect(one.day(ofDifferenceTo: try values("[\(entry("", 2))]"), today: today) == today)
    }

    @Test(arguments: [
        (#""id": "family""#, #""id": "single""#, "$.examples[1]"),
        (
            #""income": 1250}, "expected": {"guaranteed-income": "likely"}"#, #""rent": 1}, "expected": {}"#,
            "$.examples[0].answers"
        ),
        (
            #""income": 1250}, "expected": {"guaranteed-income": "likely"}"#, #""home": "tent"}, "expected": {}"#,
            "$.examples[0].answers"
        ),
        (#"{"guaranteed-income": "ask"}"#, #"{"income": "ask"}"#, "$.examples[3].expected.income"),
        (#"{"guaranteed-income": "ask"}"#, #"{"rent": "maybe"}"#, "$.examples[3].expected.rent"),
    ])
    func anExampleThatDoesNotFitIsRefused(_ part: String, _ replacement: String, _ place: String) throws {
        let json = ProgrammeFixture.json.replacing(part, with: replacement, maxReplacements: 1)
        #expect(json != ProgrammeFixture.json)
        do {
            _ = try ProgrammeFile(Array(json.utf8))
            Issue.record("read")
        } catch {
            #expect(error.place == place)
        }
    }

    private static let region = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../geodata/thessaly")
        return try ProgrammeFile(Array(Data(contentsOf: folder.standardized.appending(path: "programmes.json"))))
    }

    @Test func theRegionsExamplesAreAsExpected() throws {
        let book = try Self.region.get().book
        let comparison = try book.compareExamples(with: book, on: #require(TimeText.date("2026-11-10")))
        #expect(comparison.count >= 15)
        #expect(comparison.findings.map { "\($0.example.id): \($0.after.outcome)" } == [])
        let told = Set(book.examples.flatMap(\.expected.keys))
        #expect(told == Set(book.programmes.map(\.code)), "every programme has an example")
    }

    /// Replaced values judge like a file in which somebody else's code has written them.
    @Test func replacedValuesJudgeLikeAnEditedFile() throws {
        let file = try Self.region.get()
        var random = SeededGenerator(seed: 13)
        var (judged, changed) = (0, 0)
        for _ in 0..<60 {
            var edits: [String: FigureValues] = [:]
            var root = try #require(JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
            var figures = try #require(root["figures"] as? [[String: Any]])
            var sources = try #require(root["sources"] as? [String: Any])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: figures.indices, using: &random)
                let id = try #require(figures[index]["id"] as? String)
                guard edits[id] == nil else { continue }
                var (list, named): ([[String: Any]], [[String: Any]]) = ([], [])
                var day = CivilDate(dayNumber: Int.random(in: 19_000...20_700, using: &random))
                let count = Int.random(in: 1...3, using: &random)
                for number in 0..<count {
                    var value: [String: Any] = ["certainty": ["sourced", "unconfirmed"].randomElement(using: &random)!]
                    value["value"] =
                        Int.random(in: 0..<9, using: &random) == 0
                        ? NSNull() : Double(Int.random(in: 0...4000, using: &random)) / 4 as Any
                    if number > 0 || Bool.random(using: &random) { value["from"] = TimeText.text(day) }
                    day = day.adding(days: Int.random(in: 0...300, using: &random))
                    if number < count - 1 || Bool.random(using: &random) { value["to"] = TimeText.text(day) }
                    day = day.adding(days: Int.random(in: 1...30, using: &random))
                    let source = ["title": "Law \(id) \(number)", "url": "https://example.org/\(id)/\(number)"]
                    list.append(value.merging(["source": source]) { $1 })
                    named.append(value.merging(["source": "\(id)-\(number)"]) { $1 })
                    sources["\(id)-\(number)"] = source
                }
                edits[id] = try FigureValues(
                    DataNode(reading: Array(JSONSerialization.data(withJSONObject: list)), file: "values"))
                figures[index]["values"] = named
            }
            (root["figures"], root["sources"]) = (figures, sources)
            let edited = try ProgrammeFile(Array(JSONSerialization.data(withJSONObject: root))).book
            let replaced = try file.replacing(edits).book
            var answers = file.book.examples.map(\.answers)
            for _ in 0..<20 { answers.append(try randomAnswers(file.book, &random)) }
            for answer in answers {
                let date = CivilDate(dayNumber: Int.random(in: 19_000...21_500, using: &random))
                let (one, two) = (replaced.judge(answer, on: date), edited.judge(answer, on: date))
                #expect(one.map(Self.told) == two.map(Self.told))
                judged += one.count
                changed += zip(one, file.book.judge(answer, on: date)).count { Self.told($0) != Self.told($1) }
            }
        }
        print("replaced figures: \(judged) judgements compared, \(changed) others than before")
        #expect(changed > 500)
    }

    private func randomAnswers(
        _ book: ProgrammeBook, _ random: inout SeededGenerator
    ) throws -> EntitlementAnswers {
        var fields: [String: String] = [:]
        for question in book.questions where Int.random(in: 0..<4, using: &random) > 0 {
            switch question.form {
            case .flag: fields[question.id] = ["yes", "no"].randomElement(using: &random)
            case .number(let range, _):
                fields[question.id] =
                    "\(Int.random(in: Int(range.lowerBound)...min(Int(range.upperBound), 9000), using: &random))"
            case .choice(let choices): fields[question.id] = choices.randomElement(using: &random)?.code
            }
        }
        return try book.answers(from: fields)
    }

    /// All that a judgement tells, without the identifiers of sources.
    private static func told(_ judgement: ProgrammeJudgement) -> [String] {
        let sources = Set(judgement.sources.map(\.url)).sorted()
        let reasons = judgement.reasons.flatMap { reason in
            [reason.kind.rawValue, "\(reason.isDoubtful)"] + reason.text.entries.map(\.text)
                + reason.missing + Set(reason.sources.map(\.url)).sorted()
        }
        return [judgement.outcome.rawValue, "\(judgement.amount ?? -1)", "\(judgement.isAmountDoubtful)"] + sources
            + reasons
    }
}
