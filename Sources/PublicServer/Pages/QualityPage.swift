internal import Locator
internal import PageKit
internal import Records

/// For those who keep the directory: what to correct first, by municipality and kind of problem.
struct QualityPage: SitePage {
    static let template = PageTemplate("quality", PackageResources.quality_mustache)

    let base: Layout
    /// The path of the form.
    let page: String
    let errors: ErrorSummary?
    let municipalities: [SelectOption]
    let checks: [SelectOption]
    let municipalityFault, checkFault: String?
    /// The language when it is not the usual one.
    let langField: String?
    let result: Result?

    /// The findings that were asked for.
    struct Result: PageValue {
        let summary: [String]
        let counts: FigureTable?
        let title: String
        let entries: [Entry]
        let pagination: Pagination?
        let files: [Link]
    }

    /// A service with everything to correct in its record, or a service that is missing.
    struct Entry: PageValue {
        let name: String
        /// Its page; nil for a missing one.
        let page: String?
        let kindName: String
        let municipality: String?
        let problems: [Problem]
        /// The form for reports of mistakes.
        let report: String?
    }

    /// A finding: the check, and what it found when the check alone does not say it.
    struct Problem: PageValue {
        let name: String
        let detail: String?
    }

    struct Words {
        let qualityTitle = Phrase(el: "Τι να διορθωθεί πρώτα", en: "What to correct first")
        let qualityHint = Phrase(
            el: "Για όσους τηρούν τον κατάλογο. Πρώτα οι υπηρεσίες των δήμων με τους περισσότερους κατοίκους: δεν "
                + "μετράμε επισκέψεις.",
            en:
                "For those who keep the directory. Services of the municipalities with most residents come first: we do "
                + "not count visits.")
        let municipalityLabel = StructureSheet.words.municipality
        let checkLabel = Phrase(el: "Τι λείπει ή είναι λάθος", en: "What is missing or wrong")
        let allMunicipalities = Phrase(el: "Όλοι οι δήμοι", en: "All municipalities")
        let allChecks = Phrase(el: "Όλα", en: "Everything")
        let qualityShow = Phrase(el: "Δείξε", en: "Show")
        let chooseMunicipality = Phrase(
            el: "Διαλέξτε έναν δήμο από τη λίστα", en: "Choose a municipality from the list")
        let chooseCheck = Phrase(el: "Διαλέξτε από τη λίστα", en: "Choose from the list")
        let reportLink = Phrase(el: "Αναφορά λάθους", en: "Report a mistake")
        let nothingFound = Phrase(el: "Δεν βρέθηκε τίποτα.", en: "Nothing was found.")
        let countsCaption = Phrase(el: "Πόσα ευρήματα ανά δήμο", en: "Findings per municipality")
        let files = CoverageMap.words.files
        let listCaption = Phrase(el: "Υπηρεσίες", en: "Services")
        let noMunicipality = Phrase(el: "χωρίς δήμο", en: "without a municipality")
    }
    static let words = WordList(Words())
}

extension QualityReport.Check {
    /// Whether its words alone tell everything about a finding.
    var isPlain: Bool {
        switch self {
        case .noContact, .noPhone, .noHours, .unverified, .missingKind: true
        case .unreadableHours, .stale, .oldContact, .notGeocoded, .outsideMunicipality, .duplicateSuspect: false
        }
    }

    /// The check in a few words.
    var words: Phrase {
        switch self {
        case .noContact: Phrase(el: "Κανένας τρόπος επικοινωνίας", en: "No way to reach it")
        case .noPhone: Phrase(el: "Χωρίς τηλέφωνο", en: "No telephone")
        case .noHours: Phrase(el: "Χωρίς ωράριο", en: "No opening hours")
        case .unreadableHours: Phrase(el: "Ωράριο που δεν διαβάζεται", en: "Hours that cannot be read")
        case .stale: Phrase(el: "Παλιός έλεγχος", en: "Checked long ago")
        case .oldContact: Phrase(el: "Παλιό τηλέφωνο ή διεύθυνση", en: "Old telephone or address")
        case .unverified: Phrase(el: "Δεν επιβεβαιώθηκε ποτέ", en: "Never verified")
        case .notGeocoded: Phrase(el: "Θέση άγνωστη ή περίπου", en: "Position unknown or approximate")
        case .outsideMunicipality: Phrase(el: "Θέση έξω από τον δήμο", en: "Position outside the municipality")
        case .duplicateSuspect: Phrase(el: "Ίσως γραμμένη δύο φορές", en: "Perhaps listed twice")
        case .missingKind: Phrase(el: "Λείπει από τον δήμο", en: "Missing in the municipality")
        }
    }
}
