/// What a person answered, or what a rule works out.
public enum AnswerValue: Hashable, Sendable {
    /// Yes or no.
    case flag(Bool)
    /// A number: people, euros, per cent.
    case number(Double)
    /// The code of a choice.
    case choice(String)
}

/// The kinds of ``AnswerValue``.
enum AnswerKind: String, Sendable {
    case flag = "yes or no"
    case number = "a number"
    case choice = "a choice"
}

/// A value on its way through the rules: perhaps unknown, perhaps resting on a figure that is not confirmed.
struct Finding: Hashable, Sendable {
    /// Nothing when unknown.
    var value: AnswerValue?
    /// Whether an unconfirmed figure had a say in it.
    var isDoubtful = false
    /// Questions whose answers are missing.
    var missing: Set<String> = []
    /// Sources of the figures it rests on.
    var sources: Set<String> = []

    static let unknown = Finding(value: nil)

    /// Yes, no or unknown.
    var flag: Bool? {
        if case .flag(let flag)? = value { flag } else { nil }
    }

    var number: Double? {
        if case .number(let number)? = value { number } else { nil }
    }

    /// The same value, resting on what `others` rest on too.
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
