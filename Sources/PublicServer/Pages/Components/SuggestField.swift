internal import PageKit
internal import Records

/// What a field for a place needs to suggest places: attributes of its `input`, which a script reads.
struct SuggestField: PageValue {
    /// The path that answers with suggestions.
    let suggestPath: String

    struct Words {
        let suggestions = Phrase(el: "Προτεινόμενα μέρη", en: "Suggested places")
        let found = Phrase(
            el: "# προτάσεις. Με τα βέλη διαλέγετε, με Enter δέχεστε.",
            en: "# suggestions. Choose with the arrow keys, accept with Enter.")
        let foundOne = Phrase(
            el: "Μία πρόταση. Με το βέλος την διαλέγετε, με Enter την δέχεστε.",
            en: "One suggestion. Choose it with the arrow key, accept it with Enter.")
        let foundNone = Phrase(el: "Καμία πρόταση.", en: "No suggestion.")
    }
    static let words = WordList(Words())
}

extension SuggestField {
    init(_ frame: PageFrame) {
        self.init(suggestPath: frame.link("/suggestions"))
    }
}
