import Entitlement
import Records
import RuleFixtures
import Testing
import TestSupport

struct ProgrammeBookTests {
    private let book = ProgrammeFixture.book

    private func date(_ text: String = "2026-11-10") throws -> CivilDate {
        try #require(TimeText.date(text))
    }

    private func answers(_ fields: [String: String]) throws -> EntitlementAnswers {
        try book.answers(from: fields)
    }

    @Test(arguments: [
        ("1", "0", "no", "2026-11-10", 216.0), ("2", "2", "no", "2026-11-10", 432),
        ("1", "2", "yes", "2026-11-10", 378),
        ("2", "8", "no", "2026-11-10", 756), ("6", "6", "no", "2026-11-10", 972), ("1", "0", "no", "2023-11-30", 200),
        ("1", "0", "no", "2023-12-01", 216), ("2", "1", "yes", "2026-11-10", 378), ("1", "0", "", "2026-11-10", 216),
    ])
    func computesTheGuarantee(
        adults: String, minors: String, oneParent: String, date text: String, guarantee: Double
    ) throws {
        let answers = try answers(["adults": adults, "minors": minors, "oneParent": oneParent, "income": "100"])
        let judgement = try #require(book.judge("guaranteed-income", answers, on: try date(text)))
        #expect(judgement.outcome == .likely)
        #expect(judgement.amount == guarantee)
        #expect(judgement.steps.first?.value == .number(guarantee))
        #expect(!judgement.isAmountDoubtful)
    }

    /// Two adults and two children with 2,000 euros in six months, against a limit of 2,592.
    @Test func givesReasonsInWords() throws {
        let answers = try answers(["adults": "2", "minors": "2", "income": "2000"])
        let judgement = try #require(book.judge("guaranteed-income", answers, on: try date()))
        #expect(judgement.outcome == .likely)
        #expect(judgement.reasons.map(\.kind) == [.met])
        #expect(judgement.reasons[0].text["el"] == "2.000 € έως 2.592 €.")
        #expect(judgement.reasons[0].text["en"] == "€2,000 up to €2,592.")
        #expect(judgement.reasons[0].sources.map(\.id) == ["law"])
        #expect(judgement.steps.map { $0.text["el"] } == ["Εγγύηση 432 €.", "Όριο 2.592 €."])
        #expect(judgement.amountText["el"] == "432 € τον μήνα.")
        #expect(judgement.sources.map(\.url) == ["https://example.org/law"])
        #expect(judgement.programme.kinds == ["community-centre"])
        let over = try self.answers(["adults": "2", "minors": "2", "income": "2592,01"])
        let refused = try #require(book.judge("guaranteed-income", over, on: try date()))
        #expect(refused.outcome == .unlikely)
        #expect(refused.amount == nil)
        #expect(refused.amountText.isEmpty)
        #expect(refused.reasons[0].text["el"] == "2.592,01 € πάνω από 2.592 €.")
    }

    @Test(arguments: [
        ["adults": "1", "minors": "0"], ["adults": "1", "minors": "0", "income": "unknown"], ["income": "0"], [:],
        ["adults": "1", "minors": "2", "income": "2000"],
    ])
    func asksWhenAnAnswerIsMissing(fields: [String: String]) throws {
        let judgement = try #require(book.judge("guaranteed-income", try answers(fields), on: try date()))
        #expect(judgement.outcome == .ask)
        #expect(judgement.reasons.map(\.kind) == [.open])
        #expect(!judgement.reasons[0].missing.isEmpty)
    }

    /// With one adult and children, the guarantee depends on whether it is a one-parent family.
    @Test func namesTheQuestionsThatDecide() throws {
        let judgement = try #require(
            book.judge(
                "guaranteed-income", try answers(["adults": "1", "minors": "2", "income": "2000"]), on: try date()))
        #expect(judgement.reasons[0].missing == ["oneParent"])
        let none = try #require(book.judge("guaranteed-income", try answers(["adults": "1"]), on: try date()))
        #expect(none.reasons[0].missing == ["minors", "income"])
    }

    /// The cap before December 2023 is unknown. It does not matter for one person, but it does for a household.
    @Test func unknownFiguresMatterOnlyWhereTheyAreUsed() throws {
        let household = try answers(["adults": "2", "minors": "0", "income": "100"])
        let judgement = try #require(book.judge("guaranteed-income", household, on: try date("2023-11-30")))
        #expect(judgement.outcome == .ask)
        #expect(judgement.amount == nil)
        #expect(judgement.reasons[0].missing.isEmpty)
    }

    @Test func unconfirmedFiguresNeverGiveLikely() throws {
        let poor = try answers(["home": "rented", "income": "3000"])
        let judgement = try #require(book.judge("rent", poor, on: try date()))
        #expect(judgement.outcome == .ask)
        #expect(judgement.reasons.map(\.isDoubtful) == [false, false, true])
        #expect(judgement.reasons[2].text["el"] == "Κάτω από το όριο. (Ρωτήστε.)")
        #expect(judgement.reasons[2].sources.map(\.id) == ["hearsay"])
        #expect(judgement.amount == 70.5)
        #expect(judgement.amountText["el"] == "70,50 €")
        let rich = try #require(book.judge("rent", try answers(["home": "rented", "income": "30000"]), on: try date()))
        #expect(rich.outcome == .unlikely)
        let owner = try #require(book.judge("rent", try answers(["home": "own"]), on: try date()))
        #expect(owner.outcome == .unlikely)
    }

    /// Operands that did not decide do not make a result unconfirmed, and unnecessary ones can be unknown.
    @Test func threeValuedLogic() throws {
        func outcome(_ fields: [String: String]) throws -> ProgrammeJudgement.Outcome? {
            book.judge("tenants-advice", try answers(fields), on: try date())?.outcome
        }
        #expect(try outcome(["home": "rented"]) == .likely)
        #expect(try outcome(["home": "rented", "income": "3000"]) == .likely)
        #expect(try outcome(["home": "own"]) == .ask)
        #expect(try outcome(["home": "own", "income": "3000"]) == .ask)
        #expect(try outcome(["home": "own", "income": "9000"]) == .ask)
        #expect(try outcome([:]) == .ask)
        let expired = book.judge("rent", try answers(["home": "rented", "income": "1"]), on: try date("2031-01-01"))
        #expect(expired?.amount == nil)
    }

    /// A question with a condition is asked only when the answers to questions that were asked meet it.
    @Test(arguments: [
        ([:], ["a", "d"]), (["a": "yes"], ["a", "b", "d"]), (["a": "no"], ["a", "d"]), (["a": "unknown"], ["a", "d"]),
        (["a": "yes", "b": "3"], ["a", "b", "c", "d"]), (["a": "yes", "b": "2"], ["a", "b", "d"]),
        (["a": "no", "b": "3"], ["a", "d"]), (["b": "3", "c": "yes"], ["a", "d"]),
    ])
    func questionsFollowFromAnswers(fields: [String: String], asked: [String]) throws {
        let questions = """
            "questions": [{"id": "a", "form": "flag", "text": {"el": "α"}},
             {"id": "b", "form": "whole", "to": 9, "when": "a", "text": {"el": "β"}},
             {"id": "c", "form": "flag", "when": [">", "b", 2], "text": {"el": "γ"}},
             {"id": "d", "form": "flag", "text": {"el": "δ"}}, {"id": "adults",
            """
        let json = ProgrammeFixture.json.replacing(/"questions": \[\s*\{"id": "adults",/, with: questions)
        let book = try ProgrammeBook.read(Array(json.utf8), file: "programmes.json")
        let ids = book.questions(after: try book.answers(from: fields)).map(\.id)
        #expect(ids.filter { "abcd".contains($0) } == asked)
    }

    @Test func judgesEveryProgrammeOnce() throws {
        let judgements = book.judge(EntitlementAnswers(), on: try date())
        #expect(judgements.map(\.programme.code) == ["guaranteed-income", "rent", "tenants-advice"])
        #expect(book.judge("unheard-of", EntitlementAnswers(), on: try date()) == nil)
    }

    /// Amounts as people type them, and as the page writes them.
    @Test(arguments: [
        ("2000", 2000.0), ("2.000", 2000), ("30.000", 30000), ("2 000", 2000), ("2\u{202F}000", 2000), ("2000 €", 2000),
        ("€2.592", 2592), ("2.000,50", 2000.5), ("2,000.50", 2000.5), ("2592,01", 2592.01), ("2592.01", 2592.01),
        ("432,1", 432.1), ("1 234,56 €", 1234.56), ("0,50", 0.5), ("0", 0), ("100.000", 100000), ("1,5", 1.5),
    ])
    func readsAmountsAsTheyAreWritten(text: String, amount: Double) throws {
        #expect(try answers(["income": text])["income"] == .number(amount))
    }

    @Test(arguments: ["2,000", "30,000", "1,234", "999,999"])
    func ambiguousAmountsAreRefused(text: String) {
        let fault = #expect(throws: AnswerFault.self) { try book.answers(from: ["income": text]) }
        #expect(fault?.expected["el"]?.contains("χιλιάδες ή δεκαδικά") == true)
    }

    @Test(arguments: [
        "2.0000", "2000.000", "0.500", "0,500", "12,3456", "1.23.456", "1.234,567", "2.000.00", "2. 000", ".5",
        "5.", "2  000", "2000 ευρώ", "€", "1,2,3", "20.00.000", "٢٠٠٠", "2000..", "99999999999999",
    ])
    func otherTextsAreNotAmounts(text: String) {
        #expect(throws: AnswerFault.self) { try book.answers(from: ["income": text]) }
    }

    /// An amount in the text of an answer reads back as the same amount.
    @Test func readsBackWhatItWrites() throws {
        var generator = SeededGenerator(seed: 18)
        for _ in 0..<2000 {
            let amount = Double(Int.random(in: 0...9_999_999, using: &generator)) / 100
            let told = book.judge(
                "guaranteed-income", EntitlementAnswers(Self.single.merging(["income": .number(amount)]) { $1 }),
                on: try date())?.reasons.first?.text["el"]
            let text = try #require(told?.firstRange(of: " €").map { String(told?[..<$0.lowerBound] ?? "") })
            #expect(try answers(["income": text])["income"] == .number(amount), "\(text)")
        }
    }

    private static let single: [String: AnswerValue] = [
        "adults": .number(1), "minors": .number(0), "oneParent": .flag(false),
    ]

    /// A number in JSON is never read as grouped text.
    @Test(arguments: [
        ("2.125", AnswerValue.number(2.13)), ("432.1", .number(432.1)), ("2000", .number(2000)), ("0.001", .number(0)),
        ("\"2.000\"", .number(2000)),
    ])
    func readsNumbersOfJSON(json: String, amount: AnswerValue) throws {
        let fields = try book.fields(json: Array("{\"income\": \(json)}".utf8))
        #expect(try book.answers(from: fields)["income"] == amount)
        let adults = try book.fields(json: Array("{\"adults\": 1.125}".utf8))
        #expect(throws: AnswerFault.self) { try book.answers(from: adults) }
    }

    @Test func contradictoryAnswersAreIgnored() throws {
        let fields = ["adults": "1", "minors": "0", "oneParent": "yes", "income": "100"]
        let judgement = try #require(book.judge("guaranteed-income", try answers(fields), on: try date()))
        #expect(judgement.outcome == .ask && judgement.amount == nil)
        #expect(judgement.reasons.first?.text["el"] == "Μονογονεϊκή χωρίς παιδί;")
        #expect(judgement.reasons.first?.missing == ["minors", "oneParent"])
        // Results that do not depend on these answers are unchanged.
        let other = try #require(
            book.judge("rent", try answers(fields.merging(["home": "own"]) { $1 }), on: try date()))
        #expect(other.outcome == .unlikely && other.reasons.count == 3)
    }

    @Test(arguments: [
        ("adults", "0"), ("adults", "1.5"), ("adults", "-1"), ("adults", "two"), ("income", "1e9"),
        ("income", "100001"),
        ("income", "nan"), ("oneParent", "maybe"), ("home", "castle"), ("income", "1.2.3"),
    ])
    func refusesInvalidAnswers(question: String, text: String) {
        let fault = #expect(throws: AnswerFault.self) { try book.answers(from: [question: text]) }
        #expect(fault?.question == question)
        #expect(fault.map { !$0.description.contains(text) || text.count < 3 } == true)
    }

    @Test func answersAreNotPrinted() throws {
        let answers = try answers(["income": "1234", "home": "rented", "button": "send"])
        var dumped = ""
        dump(answers, to: &dumped)
        for text in ["\(answers)", String(reflecting: answers), dumped] {
            #expect(!text.contains("1234"))
            #expect(!text.contains("rented"))
        }
        #expect(answers["income"] == .number(1234))
        #expect(answers["button"] == nil)
    }
}
