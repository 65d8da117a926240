public import Records

/// An invented household with the outcomes that are expected for it, by which a change of figures is looked at.
public struct ProgrammeExample: Sendable {
    /// Its name.
    public var id: String
    /// The household in words.
    public var text: LocalizedText
    /// The date of the application; nil for the one on which the examples are judged.
    public var date: CivilDate?
    /// Its answers.
    public var answers: EntitlementAnswers
    /// The expected outcomes by the code of the programme.
    public var expected: [String: ProgrammeJudgement.Outcome]

    /// Reads an example of `book`.
    ///
    /// - Throws: `DataFileError` for an answer or a programme that `book` does not know.
    init(_ node: DataNode, _ book: ProgrammeBook) throws(DataFileError) {
        let object = try node.object(["id", "text", "answers", "expected"], optional: ["date"])
        id = try object[required: "id"].string()
        text = try object[required: "text"].text()
        date = try object["date"]?.date()
        let given = try object[required: "answers"]
        let fields = try book.fields(given)
        if let name = fields.keys.filter({ book.question($0) == nil }).min() {
            throw given.fault("only questions", found: "\"\(name)\"")
        }
        do {
            answers = try book.answers(from: fields)
        } catch {
            throw given.fault("\(error)")
        }
        expected = [:]
        for (code, node) in try object[required: "expected"].dictionary() {
            guard book.programmes.contains(where: { $0.code == code }) else {
                throw node.fault("only programmes", found: "\"\(code)\"")
            }
            expected[code] = try node.choice(ProgrammeJudgement.Outcome.self)
        }
    }
}

/// What the examples of a book are judged by two states of its figures.
public struct ExampleComparison: Sendable {
    /// A programme for which an example is judged in another way, or not as expected.
    public struct Finding: Sendable {
        /// The example.
        public var example: ProgrammeExample
        /// The judgement by the figures in force.
        public var before: ProgrammeJudgement
        /// The judgement by the other figures.
        public var after: ProgrammeJudgement

        /// Whether outcome, amount or a reason differ.
        public var isChange: Bool { before.isOther(than: after) }
        /// The outcome that is expected; nil when none is.
        public var expected: ProgrammeJudgement.Outcome? { example.expected[after.programme.code] }
        /// Whether the other figures lead to another outcome than the one expected.
        public var isContradiction: Bool { expected.map { $0 != after.outcome } ?? false }
    }

    /// The date of the applications that have none of their own.
    public var date: CivilDate
    /// The number of examples.
    public var count: Int
    /// What differs, or is not as expected, in the order of the examples and programmes.
    public var findings: [Finding]

    /// How many examples are judged in another way.
    public var changed: Int { Set(findings.filter(\.isChange).map(\.example.id)).count }
    /// How many examples are judged as before.
    public var unchanged: Int { count - changed }
}

extension ProgrammeBook {
    /// Judges all examples by the figures of this book and by those of another state of it.
    ///
    /// - Parameter date: The date of applications that have none of their own.
    public func compareExamples(with other: ProgrammeBook, on date: CivilDate) -> ExampleComparison {
        var findings: [ExampleComparison.Finding] = []
        for example in examples {
            let day = example.date ?? date
            for (before, after) in zip(judge(example.answers, on: day), other.judge(example.answers, on: day)) {
                let finding = ExampleComparison.Finding(example: example, before: before, after: after)
                if finding.isChange || finding.isContradiction { findings.append(finding) }
            }
        }
        return ExampleComparison(date: date, count: examples.count, findings: findings)
    }
}

extension ProgrammeJudgement {
    /// Whether outcome, amount or a reason differ.
    fileprivate func isOther(than other: ProgrammeJudgement) -> Bool {
        outcome != other.outcome || amount != other.amount || isAmountDoubtful != other.isAmountDoubtful
            || reasons.map(\.words) != other.reasons.map(\.words)
    }
}

extension ProgrammeJudgement.Reason {
    fileprivate var words: [String] {
        [condition, kind.rawValue, isDoubtful ? "doubtful" : ""] + text.entries.map(\.text)
    }
}
