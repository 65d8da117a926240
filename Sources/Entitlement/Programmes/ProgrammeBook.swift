public import Records

/// The programmes of a region as rules: questions, dated figures, definitions and what must hold for each programme.
///
/// Judging is a pure function of the answers and a date; nothing is kept.
public struct ProgrammeBook: Sendable {
    /// A value worked out from others under a name.
    struct Definition: Sendable {
        var id: String
        /// How it is told as a step of the calculation; empty when it is not told.
        var text: LocalizedText
        var rule: RuleExpression
    }

    /// Answers that cannot all be true.
    struct Contradiction: Sendable {
        var id: String
        /// What disagrees, in plain words.
        var text: LocalizedText
        /// Whether they disagree.
        var rule: RuleExpression
        /// The questions it is about, in the form's order.
        var questions: [String]
    }

    /// The questions of the form, in its order.
    public let questions: [EntitlementQuestion]
    /// The figures.
    public let figures: [DatedFigure]
    /// The programmes.
    public let programmes: [Programme]
    /// The sources by identifier.
    public let sources: [String: EntitlementSource]
    /// Definitions, each after those it uses.
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

    /// The question called `id`.
    public func question(_ id: String) -> EntitlementQuestion? { questions.first { $0.id == id } }

    /// Reads the fields of a form, question to text; a field that is no question is left out, for forms have buttons.
    /// Throws the first answer that cannot be used, in the order of the questions.
    public func answers(from fields: [String: String]) throws(AnswerFault) -> EntitlementAnswers {
        var answers = EntitlementAnswers()
        for question in questions {
            if let text = fields[question.id] { answers[question.id] = try question.read(text) }
        }
        return answers
    }

    /// What can be said about every programme for an application made on `date`.
    public func judge(_ answers: EntitlementAnswers, on date: CivilDate) -> [ProgrammeJudgement] {
        let table = findings(answers, on: date)
        return programmes.map { judge($0, table, on: date) }
    }

    /// What can be said about the programme with `code`; nothing when there is none.
    public func judge(
        _ code: String, _ answers: EntitlementAnswers, on date: CivilDate
    ) -> ProgrammeJudgement? {
        guard let programme = programmes.first(where: { $0.code == code }) else { return nil }
        return judge(programme, findings(answers, on: date), on: date)
    }
}
