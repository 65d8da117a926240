internal import Records

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

    /// The first 80 characters of a text in one line, those that do not show themselves replaced; of a text with a
    /// personal number nothing, because messages are kept and sent on.
    static func line(_ text: String) -> String {
        guard PersonalNumber.found(in: text) == nil else { return "…" }
        return text.prefix(80).map { isLine("x\($0)x") ? String($0) : "\u{FFFD}" }.joined()
    }

    /// Refuses a free text that holds a number of a person or of an account.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, which names the kind of number and repeats nothing of the text.
    static func checkIsImpersonal(_ text: String, at place: String) throws(RegistryError) {
        guard let number = PersonalNumber.found(in: text) else { return }
        throw RegistryError(
            .invalid, at: place,
            "the text seems to hold a number that identifies somebody: \(number.name[.english]). "
                + "Take it out and send the text again; nothing of it was kept.",
            el: "Το κείμενο μοιάζει να έχει \(number.name[.greek]). "
                + "Σβήστε τον αριθμό και στείλτε ξανά· δεν κρατήθηκε τίποτα.")
    }
}
