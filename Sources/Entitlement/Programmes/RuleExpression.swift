/// A rule as data: literals, names of questions, figures and definitions, and operations on them.
indirect enum RuleExpression: Hashable, Sendable {
    case literal(AnswerValue)
    case unknown
    case question(String)
    case figure(String)
    case definition(String)
    case operation(Operation, [RuleExpression])
    /// Whether the answer to a question is the given code.
    case isChoice(String, String)

    /// The questions that it names directly, not through definitions.
    var questions: Set<String> {
        switch self {
        case .question(let name), .isChoice(let name, _): [name]
        case .operation(_, let operands): operands.reduce(into: []) { $0.formUnion($1.questions) }
        case .literal, .unknown, .figure, .definition: []
        }
    }

    /// The figures and definitions that it names directly.
    var names: Set<String> {
        switch self {
        case .figure(let name), .definition(let name): [name]
        case .operation(_, let operands): operands.reduce(into: []) { $0.formUnion($1.names) }
        case .literal, .unknown, .question, .isChoice: []
        }
    }

    enum Operation: String, CaseIterable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case least = "min"
        case greatest = "max"
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case equal = "="
        case all = "and"
        case any = "or"
        case not
        case choose = "if"

        /// The allowed number of operands.
        var count: ClosedRange<Int> {
            switch self {
            case .add, .multiply, .least, .greatest, .all, .any: 2...16
            case .subtract, .divide, .less, .atMost, .greater, .atLeast, .equal: 2...2
            case .not: 1...1
            case .choose: 3...3
            }
        }
    }
}
