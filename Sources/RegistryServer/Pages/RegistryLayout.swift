internal import PageKit
internal import Records

/// What surrounds every page of the registry.
struct RegistryLayout: PageValue {
    let lang: String
    let title: String
    let home: String
    let otherPage: String
    let otherTag: String
    let otherName: String
    let isSignedIn: Bool
    let places: [PageLink]
    let signOut: String
    let token: String
    /// Whether a map of the page needs its script.
    var hasMap = false
    /// Whether a map of the page on which roads are drawn needs its script.
    var hasDrawing = false

    struct Words {
        let skip = Phrase(el: "Στο περιεχόμενο", en: "Skip to content")
        let brand = Phrase(el: "Πλησίον", en: "Plision")
        let registry = Phrase(el: "Μητρώο δομών", en: "Registry of structures")
        let places = Phrase(el: "Μέρη του μητρώου", en: "Parts of the registry")
        let signOut = Phrase(el: "Αποσύνδεση", en: "Sign out")
        let foot = Phrase(
            el: "Ό,τι διαβάζεται ή αλλάζει εδώ γράφεται στο ημερολόγιο ελέγχου.",
            en: "Everything that is read or changed here is written into the audit.")
    }
    static let words = WordList(Words())
}
