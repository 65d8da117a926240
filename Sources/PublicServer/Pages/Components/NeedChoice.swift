internal import Entitlement
internal import Locator
internal import PageKit
internal import Records
internal import TileServer

/// The choice of a need on the start page.
struct NeedChoice: PageValue {
    let list: [Option]

    /// A need: a button that sends its code, or a link to the page that answers it.
    struct Option: PageValue {
        let code: String
        let name: String
        let hint: String?
        /// The page to open at once; nil to ask for the place first.
        let page: String?
        /// The kind whose pictogram stands for the need.
        let pictogram: String
        /// Whether that kind has a pictogram.
        let isDrawn: Bool
    }

    struct Words {
        let needTitle = Phrase(el: "Τι χρειάζεστε;", en: "What do you need?")
    }
    static let words = WordList(Words())
}

extension NeedChoice {
    /// The needs that the region lists; nil when it lists none.
    init?(_ frame: PageFrame) {
        let needs = frame.data.dataset.needs.listed
        guard !needs.isEmpty else { return nil }
        self.init(
            list: needs.map { need in
                let hint = need.hints.text(in: frame.language)
                return Option(
                    code: need.code, name: need.names.text(in: frame.language), hint: hint.isEmpty ? nil : hint,
                    page: need.page == .help ? frame.link("/help") : nil, pictogram: need.pictogram,
                    isDrawn: Pictogram.kinds.contains(need.pictogram))
            })
    }
}
