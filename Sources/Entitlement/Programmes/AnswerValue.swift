/// An answer to a question, or the result of a rule.
public enum AnswerValue: Hashable, Sendable {
    /// True or false.
    case flag(Bool)
    /// A number: people, euros, per cent.
    case number(Double)
    /// The code of a choice.
    case choice(String)
}

/// The types of ``AnswerValue``.
enum AnswerKind: String, Sendable {
    case flag = "yes or no"
    case number = "a number"
    case choice = "a choice"
}

/// A value during evaluation. It can be unknown, or depend on an unconfirmed figure.
struct Finding: Hashable, Sendable {
    /// The value; nil when unknown.
    var value: AnswerValue?
    /// Whether it depends on an unconfirmed figure.
    var isDoubtful = false
    /// Questions that need an answer.
    var missing: Set<String> = []
    /// Sources of the figures it depends on.
    var sources: Set<String> = []

    static let unknown = Finding(value: nil)

    /// The value as true or false; nil when unknown.
    var flag: Bool? {
        if case .flag(let flag)? = value { flag } else { nil }
    }

    var number: Double? {
        if case .number(let number)? = value { number } else { nil }
    }

    /// Returns the same value, depending also on what `others` depend on.
    func resting(on others: [Finding]) -> Finding {
        var result = self
        for other in others {
            result.isDoubtful = result.isDoubtful || other.isDoubtful
            result.missing.formUnion(other.missing)
            result.sources.formUnion(other.sources)
        }
        return result
    }
}
