internal import PageKit
internal import Records

/// Answers that were given, each with a way to change it.
struct SummaryList: PageValue {
    let rows: [Row]

    /// A question in short with its answer.
    struct Row: PageValue {
        let key: String
        let value: String
        /// The page that asks the question again; nil when no link leads to it.
        var changePage: String?
        /// The question that a button of the form around the list shows again; nil when there is no button.
        var show: String?
    }

    struct Words {
        let changeAnswer = Phrase(el: "Αλλαγή", en: "Change")
    }
    static let words = WordList(Words())
}
