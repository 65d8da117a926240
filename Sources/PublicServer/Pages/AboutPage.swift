internal import PageKit
internal import Records

/// The page about the data: sources, licences, privacy.
struct AboutPage: SitePage {
    static let template = PageTemplate("about", PackageResources.about_mustache)

    let base: Layout
    let fullBuild: String
    let credits: [Credit]

    /// A dataset that was used, with its publisher and licence.
    struct Credit: PageValue {
        let title: String
        let url: String?
        let attribution: String
        let licence: String
        let date: String
    }

    struct Words {
        let aboutText = Phrase(
            el:
                "Το Πλησίον απαντά σε ένα ερώτημα: ποια κοινωνική υπηρεσία μπορεί να σας βοηθήσει, πού βρίσκεται και αν "
                + "εξυπηρετεί τους κατοίκους του δήμου σας. Ό,τι δεν γνωρίζουμε, το λέμε.",
            en: "Plision answers one question: which social service can help you, where it is, and whether it "
                + "serves residents of your municipality. What we do not know, we say.")
        let privacyTitle = Phrase(el: "Τι κρατάμε για εσάς", en: "What we keep about you")
        let privacyText = Phrase(
            el:
                "Τίποτα. Δεν υπάρχουν cookies ούτε αιτήματα σε τρίτους. Όσα γράφετε μένουν στη μνήμη του υπολογιστή μας "
                + "έως 15 λεπτά, για να μπορείτε να γυρίσετε πίσω στην απάντηση, και μετά σβήνονται. Δεν γράφονται "
                + "πουθενά και δεν μπαίνουν στη διεύθυνση της σελίδας.",
            en: "Nothing. There are no cookies and no requests to third parties. What you type stays in the memory of "
                + "our computer for up to 15 minutes, so that you can go back to the answer, and is then deleted. It is "
                + "not written down anywhere and does not enter the page’s address.")
        let sourcesTitle = Phrase(el: "Πηγές και άδειες των δεδομένων", en: "Sources and licences of the data")
        let setColumn = Phrase(el: "Δεδομένα", en: "Data")
        let attributionColumn = Phrase(el: "Αναφορά", en: "Attribution")
        let licenceColumn = Phrase(el: "Άδεια", en: "Licence")
        let dateColumn = Phrase(el: "Ημερομηνία", en: "Date")
        let softwareTitle = Phrase(el: "Λογισμικό", en: "Software")
        let softwareText = Phrase(
            el: "Το Πλησίον είναι ελεύθερο λογισμικό με την άδεια EUPL-1.2.",
            en: "Plision is free software under the licence EUPL-1.2.")
    }
    static let words = WordList(Words())
}
