public import Records

/// The programmes of a region as rules: questions, dated figures, definitions and the conditions of each programme.
///
/// Results depend only on the answers and a date. Nothing is stored.
public struct ProgrammeBook: Sendable {
    /// A named value that is computed from others.
    struct Definition: Sendable {
        var id: String
        /// The text of a step of the calculation; empty when it is not shown.
        var text: LocalizedText
        var rule: RuleExpression
    }

    /// A contradiction between answers.
    struct Contradiction: Sendable {
        var id: String
        /// The text that explains it.
        var text: LocalizedText
        /// Whether the answers contradict each other.
        var rule: RuleExpression
        /// The questions concerned, in the order of the form.
        var questions: [String]
    }

    /// The questions in the order of the form.
    public let questions: [EntitlementQuestion]
    /// The figures of law.
    public let figures: [DatedFigure]
    /// The programmes.
    public let programmes: [Programme]
    /// The sources by identifier.
    public let sources: [String: EntitlementSource]
    /// Invented households with the outcomes that are expected for them.
    public internal(set) var examples: [ProgrammeExample] = []
    /// The definitions, each after those that it uses.
    let definitions: [Definition]
    let contradictions: [Contradiction]
    let text: RuleText

    init(
        questions: [EntitlementQuestion], figures: [DatedFigure], definitions: [Definition],
        contradictions: [Contradiction], programmes: [Programme], sources: [String: EntitlementSource], text: RuleText
    ) {
        self.questions = questions
        self.figures = figures
        self.definitions = definitions
        self.contradictions = contradictions
        self.programmes = programmes
        self.sources = sources
        self.text = text
    }

    /// Returns the question with this name, or nil.
    public func question(_ id: String) -> EntitlementQuestion? { questions.first { $0.id == id } }

    /// Returns the questions to ask a person who gave these answers, in order: those without a condition, and those whose
    /// condition the answers to earlier ones meet. Answers to questions that are not asked do not count.
    public func questions(after answers: EntitlementAnswers) -> [EntitlementQuestion] {
        var known: [String: Finding] = [:]
        return questions.filter { question in
            let scope = RuleExpression.Scope(
                question: { known[$0] ?? .unknown }, figure: { _ in .unknown }, definition: { _ in .unknown })
            guard question.when.map({ $0.finding(in: scope).flag == true }) ?? true else { return false }
            known[question.id] = Finding(value: answers[question.id])
            return true
        }
    }

    /// Reads the fields of a form. Fields that are not questions, such as buttons, are ignored.
    ///
    /// - Throws: `AnswerFault` for the first invalid answer in the order of the questions.
    public func answers(from fields: [String: String]) throws(AnswerFault) -> EntitlementAnswers {
        var answers = EntitlementAnswers()
        for question in questions {
            if let text = fields[question.id] { answers[question.id] = try question.read(text) }
        }
        return answers
    }

    /// Returns the results for all programmes for an application made on `date`.
    public func judge(_ answers: EntitlementAnswers, on date: CivilDate) -> [ProgrammeJudgement] {
        let table = findings(answers, on: date)
        return programmes.map { judge($0, table, on: date) }
    }

    /// Returns the result for the programme with `code`; nil when there is none.
    public func judge(
        _ code: String, _ answers: EntitlementAnswers, on date: CivilDate
    ) -> ProgrammeJudgement? {
        guard let programme = programmes.first(where: { $0.code == code }) else { return nil }
        return judge(programme, findings(answers, on: date), on: date)
    }

    /// Returns the figures that the result for `programme` can depend on, in the order of the file.
    public func figures(of programme: Programme) -> [DatedFigure] {
        var used = Set(programme.steps)
        for condition in programme.conditions { used.formUnion(condition.test.names) }
        if let amount = programme.amount { used.formUnion(amount.names) }
        // Each definition uses only earlier ones.
        for definition in definitions.reversed() where used.contains(definition.id) {
            used.formUnion(definition.rule.names)
        }
        return figures.filter { used.contains($0.id) }
    }
}
