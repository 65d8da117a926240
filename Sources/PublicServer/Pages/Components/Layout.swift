internal import Entitlement
internal import Locator
internal import PageKit
internal import Records

/// What surrounds every page: the emergency strip, header and footer.
struct Layout: PageValue {
    let lang: String
    /// Whether the page is about violence or despair, so that the device keeps nothing of it.
    let isDiscreet: Bool
    /// The direction of the writing: `ltr` or `rtl`.
    let dir: String
    let title: String
    let region: String
    let home: String
    let languages: [LanguageLink]
    /// Whether the page is a translation that no native speaker has reviewed yet.
    let isDraft: Bool
    /// Whether the links to other languages send the search form again.
    let languageForm: Bool
    /// Whether the page has the same address for everybody.
    let hasAlternates: Bool
    let hasMap: Bool
    let notes: [String]
    let attributions: [String]
    let dataDate: String
    let dataDateText: String
    let build: String
    let hasHelp: Bool
    let helpPage: String
    let hasBenefits: Bool
    let benefitsPage: String
    let coveragePage: String
    let qualityPage: String
    let aboutPage: String
    /// The description for installing the pages as an app.
    let manifest: String
    let kept: KeptNote
    /// The alerts in force; nil when there are none, and on the page that shows them.
    let alerts: AlertStrip?

    /// The page in a language.
    struct LanguageLink: PageValue {
        let tag: String
        let dir: String
        let name: String
        /// This page in the language.
        let page: String
        /// The search page in the language.
        let home: String
        let isCurrent: Bool
    }

    struct Words {
        let language = Phrase(el: "Γλώσσα", en: "Language")
        let draft = Phrase(
            el: "Μετάφραση που περιμένει έλεγχο από φυσικό ομιλητή.",
            en: "This translation awaits review by a native speaker.")
        let skip = Phrase(el: "Στο περιεχόμενο", en: "Skip to content")
        let danger = Phrase(el: "Κινδυνεύει ζωή;", en: "Life in danger?")
        let call112 = Phrase(el: "Κλήση 112", en: "Call 112")
        let brand = Phrase(el: "Πλησίον", en: "Plision")
        let dataTitle = Phrase(el: "Για τα δεδομένα", en: "About the data")
        let sources = Phrase(el: "Πηγές:", en: "Sources:")
        let licences = Phrase(el: "Άδειες", en: "Licences")
        let mapCredit = Phrase(
            el: "Χάρτης: MapLibre GL JS 5.3.0, άδεια BSD-3-Clause.", en: "Map: MapLibre GL JS 5.3.0, BSD-3-Clause.")
        let dataOf = Phrase(el: "Δεδομένα έως", en: "Data up to")
        let build = Phrase(el: "έκδοση", en: "build")
        let aboutNav = Phrase(el: "Περισσότερα", en: "More")
        let helpTitle = Phrase(el: "Γραμμές βοήθειας", en: "Help lines")
        let benefitsTitle = Phrase(el: "Τι μπορεί να δικαιούστε", en: "What you may be entitled to")
        let about = Phrase(el: "Σχετικά", en: "About")
        let coverageLink = Phrase(el: "Κάλυψη", en: "Coverage")
        let qualityLink = Phrase(el: "Τι να διορθωθεί", en: "What to correct")
        let interface = Phrase(el: "Διεπαφή για προγράμματα", en: "Interface for programs")
        let backToSearch = Phrase(el: "Νέα αναζήτηση", en: "New search")
        let unknown = Phrase(el: "δεν το γνωρίζουμε", en: "we do not know")
    }
    static let words = WordList(Words())
}

extension Layout {
    /// Creates the layout of a page.
    ///
    /// - Parameters:
    ///   - path: The path of the page without language.
    ///   - hasMap: Whether the page has a map; when nil, whether the server has the map library.
    ///   - languageForm: Whether the links to other languages send the search form again.
    ///   - isDiscreet: Whether the page is about violence or despair.
    ///   - showsAlerts: Whether the alerts in force are below the header.
    init(
        _ frame: PageFrame, title: String, path: String, hasMap: Bool? = nil, languageForm: Bool = false,
        isDiscreet: Bool = false, showsAlerts: Bool = true
    ) {
        let dataset = frame.data.dataset
        let description = dataset.description
        let language = frame.language
        let chosen = frame.reader
        // The licences are on the page about the data.
        var seen: Set<String> = []
        let attributions = description.credits.map(\.attribution).filter { !$0.isEmpty && seen.insert($0).inserted }
        self.init(
            lang: language.tag, isDiscreet: isDiscreet, dir: Self.dir(language), title: title,
            region: frame.sign(description.names), home: frame.home,
            languages: Language.allCases.map { other in
                LanguageLink(
                    tag: other.tag, dir: Self.dir(other), name: other.ownName, page: frame.link(path, other),
                    home: frame.link("/", other), isCurrent: other == chosen)
            },
            isDraft: language.isTranslated, languageForm: languageForm, hasAlternates: !path.contains("/answers/"),
            hasMap: hasMap ?? frame.hasMap, notes: description.notes.map { $0.text(in: language) },
            attributions: attributions, dataDate: dataset.dataDate,
            dataDateText: PageDate.text(dataset.dataDate, in: language), build: String(frame.data.build.prefix(12)),
            hasHelp: !dataset.help.topics.isEmpty, helpPage: frame.link("/help"),
            hasBenefits: dataset.programmes != nil, benefitsPage: frame.link("/benefits"),
            coveragePage: frame.link("/coverage"), qualityPage: frame.link("/quality"), aboutPage: frame.link("/about"),
            manifest: frame.link("/manifest.webmanifest"), kept: KeptNote(keptPage: frame.link("/kept")),
            alerts: showsAlerts ? AlertStrip(frame) : nil)
    }

    private static func dir(_ language: Language) -> String { language.isRightToLeft ? "rtl" : "ltr" }
}
