internal import Records

/// For planners: how many people reach a service in time, as a table and a map.
struct CoveragePage: SitePage {
    static let template = PageTemplate("coverage", PackageResources.coverage_mustache)

    let base: Layout
    /// The path of the form.
    let page: String
    let kinds: [SelectOption]
    let modes: [SelectOption]
    let minutes: String
    let openAt: String
    /// The language when it is not the usual one.
    let langField: String?
    let error: String?
    let result: Result?

    /// A coverage with its figures.
    struct Result: PageValue {
        let title: String
        let summary: String
        let bounds: String?
        /// The query of the coverage, percent-encoded.
        let query: String
        let bands: [Band]
        /// The heads of the columns of minutes.
        let heads: [String]
        let rows: [Row]
        let total: Row
        let structures: Int
        let closures: Int
        let notes: [String]
    }

    /// An entry of the legend.
    struct Band: PageValue {
        let style: String
        let name: String
    }

    /// The residents of a municipality.
    struct Row: PageValue {
        let name: String
        let population: String
        let within: [Cell]
        let share: String
        let uncovered: String
        let noRoute: String
        let unknown: String
    }

    /// The residents within some minutes.
    struct Cell: PageValue {
        let head: String
        let people: String
    }

    struct Words {
        let coverageTitle = Phrase(
            el: "Κάλυψη: ποιοι φτάνουν σε μια δομή εγκαίρως", en: "Coverage: who reaches a structure in time")
        let coverageHint = Phrase(
            el: "Για τον σχεδιασμό υπηρεσιών: χρόνος ως την κοντινότερη δομή και κάτοικοι ανά δήμο.",
            en: "For planning services: time to the nearest structure, and residents per municipality.")
        let kindLabel = Phrase(el: "Είδος δομής", en: "Kind of structure")
        let anyKind = Phrase(el: "Οποιαδήποτε δομή", en: "Any structure")
        let modeLabel = Phrase(el: "Μέσο", en: "Mode")
        let minutesLabel = Phrase(el: "Λεπτά, με κόμμα", en: "Minutes, with commas")
        let openAtLabel = Phrase(el: "Ανοιχτά πότε (προαιρετικό)", en: "Open when (optional)")
        let coverageShow = Phrase(el: "Υπολογισμός κάλυψης", en: "Work out the coverage")
        let coverageMap = Phrase(el: "Χάρτης κάλυψης", en: "Coverage map")
        let coverageCaption = Phrase(
            el: "Κάτοικοι ανά δήμο και χρόνος ως την κοντινότερη δομή",
            en: "Residents per municipality by time to the nearest structure")
        let noRoads = Phrase(
            el: "Αυτό το σύνολο δεδομένων δεν έχει δρόμους: η κάλυψη δεν μπορεί να υπολογιστεί.",
            en: "This dataset has no roads: coverage cannot be worked out.")
        let municipality = StructureSheet.words.municipality
        let residents = Phrase(el: "Κάτοικοι", en: "Residents")
        let share = Phrase(el: "Ποσοστό", en: "Share")
        let uncovered = Phrase(el: "Ακάλυπτοι", en: "Uncovered")
        let noRouteColumn = Phrase(el: "χωρίς διαδρομή", en: "without a route")
        let unknownColumn = Phrase(el: "Άγνωστο", en: "Unknown")
        let total = Phrase(el: "Σύνολο", en: "Total")
        let noMunicipality = Phrase(el: "εκτός δήμων", en: "in no municipality")
        let minutesShort = Phrase(el: "λεπτά", en: "min")
        let structuresCounted = Phrase(el: "Δομές που μετρήθηκαν:", en: "Structures counted:")
        let closuresVersion = Phrase(el: "έκδοση κλειστών δρόμων:", en: "version of road closures:")
        let zoomIn = MapPart.words.zoomIn
        let zoomOut = MapPart.words.zoomOut
        let close = MapPart.words.close
        let structuresHere = MapPart.words.structuresHere
        let approximate = MapPart.words.approximate
        let touchGesture = MapPart.words.touchGesture
        let wheelGesture = MapPart.words.wheelGesture
    }
    static let words = WordList(Words())
}
