internal import PageKit
internal import Records

/// A short message at the lower edge of the window after something was done. Its button closes it without scripts.
struct Toast: PageValue {
    let done: String

    struct Words {
        let toastLabel = Phrase(el: "Μήνυμα", en: "Message")
        let closeToast = Phrase(el: "Κλείσιμο", en: "Close")
    }
    static let words = WordList(Words())
}
