/// Texts that people enter and others read in one line.
enum PlainText {
    /// Whether a text is one line that shows what it says: not empty, no blank at its ends, no control character, and
    /// no mark that changes the direction of what follows, which would show another text than the one that was approved.
    static func isLine(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last, !first.isWhitespace, !last.isWhitespace else {
            return false
        }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            case .format: scalar == "\u{200D}" || scalar == "\u{200C}"
            default: true
            }
        }
    }

    /// What somebody has typed, for a message of one line: at most 80 characters in quotation marks, those that do not
    /// show themselves replaced.
    static func quoted(_ text: String) -> String { "«\(line(text))»" }

    /// The first 80 characters of a text in one line, those that do not show themselves replaced.
    static func line(_ text: String) -> String {
        text.prefix(80).map { isLine("x\($0)x") ? String($0) : "\u{FFFD}" }.joined()
    }
}
