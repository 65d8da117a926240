internal import PageKit
internal import Records

/// For planners: how many people reach a service in time, as a table and a map, in one state or in two beside each other.
struct CoveragePage: SitePage {
    static let template = PageTemplate("coverage", PackageResources.coverage_mustache)

    let base: Layout
    /// The path of the form.
    let page: String
    let errors: ErrorSummary?
    let first: StateFields
    let second: StateFields
    let isComparing: Bool
    /// The language when it is not the usual one.
    let langField: String?
    /// Why there is no coverage at all.
    let error: String?
    let result: Result?

    /// The fields of one state.
    struct StateFields: PageValue {
        /// The end of the names of its fields.
        let suffix: String
        let kinds: [SelectOption]
        let modes: [SelectOption]
        let minutes: String
        let minutesHint: String
        let days: [SelectOption]
        /// A date or time that cannot be read is shown as text, because a field for dates would be empty.
        let date, dateType, time, timeType: String
        let kindFault, modeFault, minutesFault, dayFault, dateFault, timeFault: String?

        struct Words {
            let kindLabel = Phrase(el: "Είδος υπηρεσίας", en: "Kind of service")
            let modeLabel = Phrase(el: "Πώς πηγαίνουν", en: "How people go")
            let minutesLabel = Phrase(el: "Λεπτά", en: "Minutes")
            let dayLabel = Phrase(el: "Ημέρα", en: "Day")
            let timeLabel = Phrase(el: "Ώρα", en: "Time")
            let dateLabel = Phrase(el: "ή ημερομηνία", en: "or date")
        }
        static let words = WordList(Words())
    }

    /// The coverage of one state or two, with the figures.
    struct Result: PageValue {
        let title: String
        let summary: [String]
        let maps: [CoverageMap]
        let table: FigureTable
    }

    struct Words {
        let coverageTitle = Phrase(el: "Κάλυψη: ποιοι φτάνουν εγκαίρως", en: "Coverage: who gets there in time")
        let coverageHint = Phrase(
            el: "Για όσους σχεδιάζουν υπηρεσίες: πόσοι κάτοικοι κάθε δήμου φτάνουν σε μια υπηρεσία μέσα στα λεπτά που "
                + "θέλετε, και πού μένουν οι υπόλοιποι.",
            en: "For planning services: how many residents of each municipality reach a service within the minutes you "
                + "choose, and where the others live.")
        let openWhen = Phrase(
            el: "Ημέρα και ώρα μόνο αν η υπηρεσία πρέπει να είναι ανοιχτή τότε.",
            en: "Day and time only if the service must be open then.")
        let compareTitle = Phrase(el: "Σύγκριση με δεύτερη κατάσταση", en: "Compare with a second state")
        let compareHint = Phrase(
            el: "Αλλάξτε ό,τι θέλετε να συγκρίνετε. Ό,τι μένει κενό ισχύει όπως στην πρώτη.",
            en: "Change what you want to compare. What stays empty is as in the first.")
        let coverageShow = Phrase(el: "Υπολογισμός κάλυψης", en: "Work out the coverage")
        let computing = Phrase(el: "Υπολογίζεται…", en: "Working it out…")
        let anyKind = Phrase(el: "Οποιαδήποτε υπηρεσία", en: "Any service")
        let asFirst = Phrase(el: "Όπως στην πρώτη", en: "As in the first")
        let anyHour = Phrase(el: "Οποιαδήποτε ώρα", en: "Any hour")
        let minutesHint = Phrase(
            el: "Έως έξι ακέραιοι από 1 έως 240, με κόμμα", en: "Up to six whole numbers from 1 to 240, with commas")
        let unreadable = Phrase(
            el: "Η διεύθυνση της σελίδας δεν διαβάζεται. Συμπληρώστε ξανά τη φόρμα",
            en: "The address of the page cannot be read. Fill in the form again")
        let noRoads = Phrase(
            el: "Αυτό το σύνολο δεδομένων δεν έχει δρόμους: η κάλυψη δεν μπορεί να υπολογιστεί.",
            en: "This dataset has no roads: coverage cannot be worked out.")
        let compared = Phrase(el: "Σύγκριση δύο καταστάσεων", en: "Two states compared")
        let qualityNext = Phrase(
            el: "Τα νούμερα βελτιώνονται με καλύτερα δεδομένα:", en: "Better data makes better figures:")
    }
    static let words = WordList(Words())
}

/// The map of one state with its legend, what it rests on, and its files.
struct CoverageMap: PageValue {
    /// The letter of the state when there are two.
    let letter: String?
    let name: String
    /// The address of the picture.
    let picture: String
    let bounds: String?
    /// The query of the coverage, percent-encoded.
    let query: String
    /// Whether it is the first state, whose map the program of the page draws.
    let isFirst: Bool
    let bands: [Band]
    let facts: [String]
    let notes: [String]
    let speedsTitle: String?
    let speeds: [Speed]
    let files: [Link]

    /// An entry of the legend.
    struct Band: PageValue {
        let style: String
        let name: String
    }

    /// The speed on a class of road.
    struct Speed: PageValue {
        let road: String
        let speed: String
    }

    struct Words {
        let coverageMap = Phrase(el: "Χάρτης κάλυψης", en: "Coverage map")
        let factsTitle = Phrase(el: "Πώς υπολογίστηκε", en: "How it was worked out")
        let files = Phrase(el: "Αρχεία", en: "Files")
        let inTable = Phrase(el: "Στον πίνακα:", en: "In the table:")
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
