/// A question of the page's form.
public struct EntitlementQuestion: Hashable, Sendable {
    /// What can be answered.
    public enum Form: Hashable, Sendable {
        /// Yes or no.
        case flag
        /// A number within bounds, whole or not.
        case number(ClosedRange<Double>, isWhole: Bool)
        /// One of several codes, each with its words.
        case choice([Choice])
    }

    /// One answer of several.
    public struct Choice: Hashable, Sendable {
        /// Its code.
        public var code: String
        /// Its words.
        public var text: LocalizedText
    }

    /// Name in rules and forms.
    public var id: String
    /// The question.
    public var text: LocalizedText
    /// A word of help; empty when none is needed.
    public var help: LocalizedText
    /// What can be answered.
    public var form: Form

    /// Reads what a form field sent: `yes`, `no`, a number with `.` or `,` before the decimals, or a code; empty text
    /// and `unknown` are no answer. Throws when it is none of them.
    public func read(_ text: String) throws(AnswerFault) -> AnswerValue? {
        if text.isEmpty || text == "unknown" { return nil }
        switch form {
        case .flag:
            if text == "yes" { return .flag(true) }
            if text == "no" { return .flag(false) }
            throw AnswerFault(question: id, expected: "yes, no or unknown")
        case .choice(let choices):
            guard choices.contains(where: { $0.code == text }) else {
                throw AnswerFault(question: id, expected: "one of \(choices.map(\.code).joined(separator: ", "))")
            }
            return .choice(text)
        case .number(let range, let isWhole):
            let plain = String(text.map { $0 == "," ? "." : $0 })
            let digits = plain.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
            guard digits, plain.utf8.count <= 12, let number = Double(plain), range.contains(number),
                !isWhole || number == number.rounded()
            else {
                let bounds = "\(Int(range.lowerBound)) to \(Int(range.upperBound))"
                throw AnswerFault(question: id, expected: "a \(isWhole ? "whole " : "")number from \(bounds)")
            }
            return .number(number)
        }
    }
}

/// An answer that cannot be used; it does not repeat what was answered.
public struct AnswerFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The question.
    public var question: String
    /// What could have been answered.
    public var expected: String

    /// One line for the form.
    public var description: String { "\(question): expected \(expected)" }
}
