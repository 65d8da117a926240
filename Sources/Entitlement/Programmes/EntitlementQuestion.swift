public import Records

/// A question of the form.
public struct EntitlementQuestion: Hashable, Sendable {
    /// The type of answers.
    public enum Form: Hashable, Sendable {
        /// Yes or no.
        case flag
        /// A number within a range, whole or not.
        case number(ClosedRange<Double>, isWhole: Bool)
        /// One of several codes, each with a text.
        case choice([Choice])
    }

    /// One of several answers.
    public struct Choice: Hashable, Sendable {
        /// Its code.
        public var code: String
        /// Its words.
        public var text: LocalizedText
    }

    /// Its name in rules and forms.
    public var id: String
    /// The text of the question.
    public var text: LocalizedText
    /// An explanation; can be empty.
    public var help: LocalizedText
    /// The type of answers.
    public var form: Form
    /// Whether the answers to earlier questions make this one worth asking; nil when it is always asked.
    var when: RuleExpression?

    /// Reads the value of a form field: `yes`, `no`, a number (see ``TypedNumber``) or a code. Returns nil for an empty
    /// text and `unknown`.
    ///
    /// - Throws: `AnswerFault` for any other text.
    public func read(_ text: String) throws(AnswerFault) -> AnswerValue? {
        if text.isEmpty || text == "unknown" { return nil }
        switch form {
        case .flag:
            if text == "yes" { return .flag(true) }
            if text == "no" { return .flag(false) }
            throw AnswerFault(
                question: id,
                expected: LocalizedText(["el": "ναι ή όχι (yes, no, unknown)", "en": "yes, no or unknown"]))
        case .choice(let choices):
            guard choices.contains(where: { $0.code == text }) else {
                let codes = choices.map(\.code).joined(separator: ", ")
                throw AnswerFault(
                    question: id, expected: LocalizedText(["el": "ένα από: \(codes)", "en": "one of: \(codes)"]))
            }
            return .choice(text)
        case .number(let range, let isWhole):
            switch TypedNumber(text) {
            case .number(let number) where range.contains(number) && (!isWhole || number == number.rounded()):
                return .number(number)
            case .ambiguous:
                throw AnswerFault(
                    question: id,
                    expected: LocalizedText([
                        "el": "αριθμός μόνο με ψηφία, όπως 2000: αλλιώς δεν φαίνεται αν είναι χιλιάδες ή δεκαδικά",
                        "en": "a number in digits alone, such as 2000: else it may be thousands or decimals",
                    ]))
            case .number, nil:
                let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
                throw AnswerFault(
                    question: id,
                    expected: LocalizedText(
                        isWhole
                            ? [
                                "el": "ακέραιος αριθμός από \(low) έως \(high)",
                                "en": "a whole number from \(low) to \(high)",
                            ]
                            : [
                                "el": "αριθμός από \(low) έως \(high), όπως 1500 ή 1.500,50",
                                "en": "a number from \(low) to \(high), such as 1500 or 1500.50",
                            ]))
            }
        }
    }
}

/// An answer that is not valid. The error does not contain the answer, for privacy.
public struct AnswerFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The question.
    public var question: String
    /// The valid answers, in Greek and English.
    public var expected: LocalizedText

    /// A message of one line.
    public var description: String { "\(question): expected \(expected.text(in: "en"))" }
}
