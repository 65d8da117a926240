internal import Records

/// The faults of a form, above it: each leads to its field.
struct ErrorSummary: PageValue {
    let faults: [Fault]

    /// A fault of a field.
    struct Fault: PageValue {
        /// The identifier of the field.
        let field: String
        let text: String
    }

    struct Words {
        let errorTitle = Phrase(el: "Κάτι πρέπει να διορθωθεί", en: "Something has to be corrected")
    }
    static let words = WordList(Words())
}
