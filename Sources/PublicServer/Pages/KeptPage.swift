internal import PageKit
internal import Records

/// The list of what is kept on the device, which is also what shows when there is no network. The device fills in the list.
struct KeptPage: SitePage {
    static let template = PageTemplate("kept-list", PackageResources.kept_list_mustache)

    let base: Layout
    /// Whom to call.
    let calls: CallList?

    struct Words {
        let noNetwork = Phrase(
            el: "Δεν υπάρχει δίκτυο, και αυτή τη σελίδα δεν την έχετε κρατήσει.",
            en: "There is no network, and you have not kept this page.")
        let keptListTitle = Phrase(el: "Σε αυτό το τηλέφωνο", en: "On this phone")
        let keptNone = Phrase(el: "Δεν έχετε κρατήσει καμία σελίδα.", en: "You have not kept any page.")
        let keptText = Phrase(
            el: "Κρατάμε μόνο όσα ζητάτε με το κουμπί «Κράτησέ το σε αυτό το τηλέφωνο». Μένουν μόνο εδώ.",
            en: "Only what you ask for with the button “Keep it on this phone” is kept. It stays here only.")
        let keptNeedsScripts = Phrase(
            el: "Χρειάζεται JavaScript.", en: "This needs JavaScript.")
        let clearList = KeptNote.words.clearKept
    }
    static let words = WordList(Words())
}
