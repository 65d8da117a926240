internal import PageKit
internal import Records

/// What could not be read in a form, above it: a list of links to the fields.
struct ErrorSummary: PageValue {
    let list: [Entry]

    /// A fault, with the fragment of its field when it belongs to one.
    struct Entry: PageValue {
        let field: String?
        let fault: String
    }

    /// Creates a summary; nil without faults.
    init?(_ faults: [FieldFault], in language: Language) {
        guard !faults.isEmpty else { return nil }
        list = faults.map { Entry(field: $0.field.map { "#\($0)" }, fault: $0.words[language]) }
    }

    struct Words {
        /// What the title of a page with faults begins with.
        let titleStart = Phrase(el: "Διόρθωση:", en: "Error:")
        let summaryTitle = Phrase(el: "Κάτι χρειάζεται διόρθωση", en: "Something needs correcting")
    }
    static let words = WordList(Words())
}

/// A field that cannot be read, and what to enter instead.
struct FieldFault {
    /// The identifier of the field; nil for the address as a whole.
    var field: String?
    var words: Phrase
}
