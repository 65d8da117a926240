internal import Entitlement
internal import Locator
internal import PageKit
internal import Records

/// A link that leaves a page that others must not see on the screen.
struct ExitLink: PageValue {
    let link: String

    struct Words {
        let quickExit = Phrase(el: "Γρήγορη έξοδος", en: "Leave this page")
    }
    static let words = WordList(Words())
}

extension ExitLink {
    /// The exit of a page; nil when the page needs none or the region names no address.
    init?(_ frame: PageFrame, isNeeded: Bool) {
        guard isNeeded, let link = frame.data.dataset.help.exit else { return nil }
        self.init(link: link)
    }
}
