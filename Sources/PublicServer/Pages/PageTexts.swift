internal import Records
internal import WebSupport

/// The texts of the pages, by their names in templates.
enum PageTexts {
    /// All texts in a language, as the template value `t`.
    static func all(in language: Language) -> [String: String] {
        texts.mapValues { $0[language] }
    }

    /// One text; empty when the name is unknown.
    static func text(_ name: String, in language: Language) -> String {
        texts[name]?[language] ?? ""
    }

    private static let texts = frame.merging(search) { first, _ in first }
        .merging(record) { first, _ in first }.merging(offer) { first, _ in first }
        .merging(benefits) { first, _ in first }.merging(map) { first, _ in first }.merging(about) { first, _ in first }
        .merging(coverage) { first, _ in first }

    private static let frame: [String: Phrase] = [
        "skip": Phrase(el: "Στο περιεχόμενο", en: "Skip to content"),
        "danger": Phrase(el: "Κινδυνεύει ζωή;", en: "Life in danger?"),
        "call112": Phrase(el: "Κλήση 112", en: "Call 112"),
        "brand": Phrase(el: "Πλησίον", en: "Plision"),
        "dataTitle": Phrase(el: "Για τα δεδομένα", en: "About the data"),
        "sources": Phrase(el: "Πηγές:", en: "Sources:"),
        "mapCredit": Phrase(
            el: "Χάρτης: MapLibre GL JS 5.3.0, άδεια BSD-3-Clause.", en: "Map: MapLibre GL JS 5.3.0, BSD-3-Clause."),
        "dataOf": Phrase(el: "Δεδομένα έως", en: "Data up to"),
        "build": Phrase(el: "έκδοση", en: "build"),
        "aboutNav": Phrase(el: "Περισσότερα", en: "More"),
        "about": Phrase(el: "Σχετικά", en: "About"),
        "licences": Phrase(el: "Άδειες", en: "Licences"),
        "interface": Phrase(el: "Διεπαφή για προγράμματα", en: "Interface for programs"),
        "backToSearch": Phrase(el: "Νέα αναζήτηση", en: "New search"),
        "unknown": Phrase(el: "δεν το γνωρίζουμε", en: "we do not know"),
        "home": Phrase(el: "Εύρεση κοινωνικών υπηρεσιών", en: "Find social services"),
    ]

    private static let search: [String: Phrase] = [
        "heading": Phrase(
            el: "Βρείτε την υπηρεσία που μπορεί να σας βοηθήσει", en: "Find the service that can help you"),
        "placeLabel": Phrase(el: "Πού βρίσκεστε;", en: "Where are you?"),
        "placeHint": Phrase(
            el: "Γράψτε πόλη ή χωριό. Δεν κρατάμε τίποτα από όσα γράφετε.",
            en: "Type a town or village. We keep nothing of what you type."),
        "addressHint": Phrase(
            el: "Γράψτε διεύθυνση, πόλη ή χωριό. Δεν κρατάμε τίποτα από όσα γράφετε.",
            en: "Type an address, town or village. We keep nothing of what you type."),
        "kindLabel": Phrase(el: "Τι χρειάζεστε;", en: "What do you need?"),
        "anyKind": Phrase(el: "Οποιαδήποτε δομή", en: "Any structure"),
        "search": Phrase(el: "Εύρεση κοντινών δομών", en: "Find nearby structures"),
        "locate": Phrase(el: "Χρήση της θέσης μου", en: "Use my position"),
        "locating": Phrase(el: "Βρίσκουμε τη θέση σας…", en: "Finding your position…"),
        "locationDenied": Phrase(
            el: "Δεν δόθηκε άδεια για τη θέση σας. Γράψτε την πόλη ή το χωριό.",
            en: "Your position was not shared. Type the town or village."),
        "locationFailed": Phrase(
            el: "Η θέση σας δεν βρέθηκε. Γράψτε την πόλη ή το χωριό.",
            en: "Your position could not be found. Type the town or village."),
    ]

    private static let record: [String: Phrase] = [
        "noPosition": Phrase(
            el: "Δεν γνωρίζουμε πού ακριβώς βρίσκεται.", en: "We do not know where exactly it is."),
        "showOnMap": Phrase(el: "Στον χάρτη", en: "On the map"),
        "source": Phrase(el: "Πηγή:", en: "Source:"),
        "checked": Phrase(el: "Ελέγχθηκε", en: "Checked"),
        "municipality": Phrase(el: "Δήμος", en: "Municipality"),
        "parent": Phrase(el: "Παράρτημα της δομής", en: "Annex of"),
        "address": Phrase(el: "Διεύθυνση", en: "Address"),
        "position": Phrase(el: "Θέση", en: "Position"),
        "openInMaps": Phrase(el: "Άνοιγμα στους χάρτες της συσκευής", en: "Open in the device’s maps"),
        "phone": Phrase(el: "Τηλέφωνο", en: "Phone"),
        "email": Phrase(el: "Ηλεκτρονικό ταχυδρομείο", en: "Email"),
        "website": Phrase(el: "Ιστότοπος", en: "Website"),
        "hoursTitle": Phrase(el: "Ωράριο", en: "Opening hours"),
        "wheelchair": Phrase(el: "Πρόσβαση με αμαξίδιο", en: "Wheelchair access"),
        "statusTitle": Phrase(el: "Κατάσταση", en: "State"),
        "sourceTitle": Phrase(el: "Πηγή", en: "Source"),
        "checkedTitle": Phrase(el: "Τελευταίος έλεγχος", en: "Last checked"),
        "neverChecked": Phrase(el: "δεν έχει γίνει", en: "never"),
    ]

    private static let offer: [String: Phrase] = [
        "filters": Phrase(el: "Περισσότερες επιλογές", en: "More options"),
        "openLabel": Phrase(el: "Πότε να είναι ανοιχτά;", en: "When must it be open?"),
        "openAny": Phrase(el: "Οποτεδήποτε", en: "Any time"),
        "openNow": Phrase(el: "Τώρα", en: "Now"),
        "openArrival": Phrase(el: "Όταν φτάσω", en: "When I arrive"),
        "openAppointment": Phrase(el: "Τώρα, με ραντεβού", en: "Now, by appointment"),
        "languageLabel": Phrase(el: "Γλώσσα που μιλούν", en: "Language they speak"),
        "anyLanguage": Phrase(el: "Οποιαδήποτε", en: "Any"),
        "stepFreeLabel": Phrase(el: "Είσοδος χωρίς σκαλοπάτι", en: "A way in without a step"),
        "freeLabel": Phrase(el: "Δωρεάν", en: "Free of charge"),
        "uncertainTitle": Phrase(
            el: "Ίσως ταιριάζουν: δεν γνωρίζουμε όσα ζητήσατε", en: "These may fit: what you asked is not known"),
        "nextBestTitle": Phrase(el: "Δοκιμάστε αυτά", en: "Try these"),
        "notOfferedTitle": Phrase(el: "Δεν λειτουργούν τώρα", en: "Not working at present"),
        "previousPage": Phrase(el: "Προηγούμενες", en: "Previous"),
        "nextPage": Phrase(el: "Επόμενες", en: "Next"),
        "weekTitle": Phrase(el: "Οι επόμενες επτά ημέρες", en: "The next seven days"),
        "closedDay": Phrase(el: "κλειστά", en: "closed"),
        "documents": Phrase(el: "Τι να έχετε μαζί σας", en: "What to bring"),
        "services": Phrase(el: "Τι κάνει", en: "What it does"),
        "languages": Phrase(el: "Γλώσσες", en: "Languages"),
        "audiences": Phrase(el: "Για ποιους", en: "For whom"),
        "eligibility": Phrase(el: "Ποιοι εξυπηρετούνται", en: "Who may use it"),
        "ages": Phrase(el: "Ηλικίες", en: "Ages"),
        "application": Phrase(el: "Πώς γίνεται", en: "How to apply"),
        "interpretation": Phrase(el: "Διερμηνεία", en: "Interpretation"),
        "costTitle": Phrase(el: "Κόστος", en: "Cost"),
        "appointmentTitle": Phrase(el: "Ραντεβού", en: "Appointment"),
        "capacityTitle": Phrase(el: "Θέσεις", en: "Places"),
        "accessTitle": Phrase(el: "Πρόσβαση", en: "Way in"),
        "contacts": Phrase(el: "Ποιον να ζητήσετε", en: "Whom to ask for"),
        "codeText": Phrase(el: "Η σελίδα της δομής", en: "The page of this place"),
        "helpTitle": Phrase(el: "Γραμμές βοήθειας", en: "Help lines"),
        "quickExit": Phrase(el: "Γρήγορη έξοδος", en: "Leave this page"),
        "runBy": Phrase(el: "Φορέας", en: "Run by"),
        "fundedBy": Phrase(el: "Χρηματοδότηση", en: "Funding"),
        "serves": Phrase(el: "Εξυπηρετεί", en: "Serves"),
        "reportTitle": Phrase(el: "Βρήκατε λάθος;", en: "Report a mistake"),
        "reportTopic": Phrase(el: "Τι είναι λάθος;", en: "What is wrong?"),
        "reportText": Phrase(el: "Ποιο είναι το σωστό;", en: "What is right?"),
        "reportContact": Phrase(
            el: "Πώς να σας βρούμε, αν θέλετε", en: "How to reach you, if you want"),
        "reportHint": Phrase(
            el: "Μη γράφετε ΑΜΚΑ, ΑΦΜ ή στοιχεία άλλων. Κρατάμε μόνο όσα γράφετε εδώ.",
            en: "Write no tax or insurance numbers and nothing about others. We keep only what you write here."),
        "reportNumber": Phrase(
            el: "Μοιάζει να έχει ΑΜΚΑ ή ΑΦΜ. Σβήστε τον αριθμό και στείλτε ξανά.",
            en: "It seems to hold an insurance or tax number. Take the number out and send it again."),
        "reportEmpty": Phrase(
            el: "Γράψτε με λίγα λόγια τι είναι λάθος.", en: "Write in a few words what is wrong."),
        "reportStale": Phrase(
            el: "Η φόρμα δεν ισχύει πια. Στείλτε την ξανά.",
            en: "The form is no longer valid. Send it again."),
        "reportTooMany": Phrase(
            el: "Ήρθαν πολλές αναφορές την τελευταία ώρα. Δοκιμάστε αργότερα.",
            en: "Many reports came in the last hour. Try again later."),
        "reportFailed": Phrase(
            el: "Η αναφορά δεν φυλάχτηκε. Δοκιμάστε ξανά σε λίγο.",
            en: "The report could not be kept. Try again in a little while."),
        "reportSend": Phrase(el: "Αποστολή", en: "Send"),
        "reportThanks": Phrase(el: "Ευχαριστούμε", en: "Thank you"),
        "reportKept": Phrase(
            el: "Η αναφορά φυλάχτηκε και θα ελεγχθεί από άνθρωπο.",
            en: "The report is kept and will be looked at by a person."),
    ]

    private static let benefits: [String: Phrase] = [
        "benefitsTitle": Phrase(el: "Τι μπορεί να δικαιούστε", en: "What you may be entitled to"),
        "benefitsIntro": Phrase(
            el: "Απαντήστε σε όσα θέλετε. Οι απαντήσεις δεν φυλάσσονται και δεν γράφονται πουθενά.",
            en: "Answer what you like. The answers are not kept and not written down anywhere."),
        "benefitsPlace": Phrase(el: "Πού μένετε;", en: "Where do you live?"),
        "benefitsPlaceHint": Phrase(
            el: "Για να βρούμε το γραφείο που ανοίγει πρώτο. Μπορείτε να το αφήσετε κενό.",
            en: "To find the desk that opens next. You may leave it empty."),
        "benefitsNoPlace": Phrase(
            el: "Γράψτε την πόλη ή το χωριό σας για να δείτε πού να πάτε.",
            en: "Type your town or village to see where to go."),
        "benefitsSubmit": Phrase(el: "Δείτε τι μπορεί να δικαιούστε", en: "See what you may be entitled to"),
        "benefitsResults": Phrase(el: "Με βάση όσα γράψατε", en: "By what you answered"),
        "benefitsDecides": Phrase(
            el: "Δεν είναι απόφαση: αποφασίζει μόνο η αρμόδια υπηρεσία.",
            en: "This is no decision: only the competent office decides."),
        "benefitsFault": Phrase(
            el: "Δεν καταλάβαμε κάποια απάντηση. Διορθώστε την εδώ:",
            en: "We could not read an answer. Put it right here:"),
        "benefitsLink": Phrase(
            el: "Δείτε ποια επιδόματα μπορεί να δικαιούστε", en: "See which benefits you may be entitled to"),
        "competentForYou": Phrase(el: "αρμόδια για εσάς", en: "competent for you"),
        "noAnswer": Phrase(el: "δεν απαντώ", en: "no answer"),
    ]

    private static let map: [String: Phrase] = [
        "mapTitle": Phrase(el: "Χάρτης", en: "Map"),
        "mapHint": Phrase(
            el: "Δείχνει ό,τι και η λίστα. Μετακινείται και με τα βέλη του πληκτρολογίου.",
            en: "Shows what the list shows. The arrow keys move it too."),
        "mapHintOne": Phrase(
            el: "Μετακινείται και με τα βέλη του πληκτρολογίου.", en: "The arrow keys move it too."),
        "mapHintAll": Phrase(
            el: "Όλες οι δομές με γνωστή θέση. Μετακινείται και με τα βέλη του πληκτρολογίου.",
            en: "All structures with a known position. The arrow keys move it too."),
        "zoomIn": Phrase(el: "Μεγέθυνση", en: "Zoom in"),
        "zoomOut": Phrase(el: "Σμίκρυνση", en: "Zoom out"),
        "close": Phrase(el: "Κλείσιμο", en: "Close"),
        "you": Phrase(el: "Το σημείο σας", en: "Your point"),
        "structuresHere": Phrase(el: "δομές εδώ", en: "structures here"),
        "touchGesture": Phrase(el: "Με δύο δάχτυλα μετακινείτε τον χάρτη", en: "Use two fingers to move the map"),
        "wheelGesture": Phrase(el: "Με Ctrl και ροδέλα αλλάζει η κλίμακα", en: "Use Ctrl and wheel to zoom"),
        "approximate": Phrase(el: "θέση κατά προσέγγιση", en: "approximate position"),
        "legendExact": Phrase(el: "δομή", en: "structure"),
        "legendApproximate": Phrase(el: "θέση κατά προσέγγιση", en: "approximate position"),
        "legendCompetent": Phrase(el: "αρμόδια για τον δήμο", en: "competent for the municipality"),
        "legendSketch": Phrase(el: "όρια δήμων: σχηματικά", en: "municipal boundaries: a sketch"),
        "legendYou": Phrase(el: "το σημείο σας", en: "your point"),
    ]

    private static let coverage: [String: Phrase] = [
        "coverageTitle": Phrase(
            el: "Κάλυψη: ποιοι φτάνουν σε μια δομή εγκαίρως", en: "Coverage: who reaches a structure in time"),
        "coverageLink": Phrase(el: "Κάλυψη", en: "Coverage"),
        "coverageHint": Phrase(
            el: "Για τον σχεδιασμό υπηρεσιών: χρόνος ως την κοντινότερη δομή και κάτοικοι ανά δήμο.",
            en: "For planning services: time to the nearest structure, and residents per municipality."),
        "kindLabel2": Phrase(el: "Είδος δομής", en: "Kind of structure"),
        "modeLabel": Phrase(el: "Μέσο", en: "Mode"),
        "minutesLabel": Phrase(el: "Λεπτά, με κόμμα", en: "Minutes, with commas"),
        "openAtLabel": Phrase(el: "Ανοιχτά πότε (προαιρετικό)", en: "Open when (optional)"),
        "coverageShow": Phrase(el: "Υπολογισμός κάλυψης", en: "Work out the coverage"),
        "coverageMap": Phrase(el: "Χάρτης κάλυψης", en: "Coverage map"),
        "coverageCaption": Phrase(
            el: "Κάτοικοι ανά δήμο και χρόνος ως την κοντινότερη δομή",
            en: "Residents per municipality by time to the nearest structure"),
        "coverageNoRoads": Phrase(
            el: "Αυτό το σύνολο δεδομένων δεν έχει δρόμους: η κάλυψη δεν μπορεί να υπολογιστεί.",
            en: "This dataset has no roads: coverage cannot be worked out."),
        "residents": Phrase(el: "Κάτοικοι", en: "Residents"),
        "share": Phrase(el: "Ποσοστό", en: "Share"),
        "uncovered": Phrase(el: "Ακάλυπτοι", en: "Uncovered"),
        "noRouteColumn": Phrase(el: "χωρίς διαδρομή", en: "without a route"),
        "unknownColumn": Phrase(el: "Άγνωστο", en: "Unknown"),
        "total": Phrase(el: "Σύνολο", en: "Total"),
        "noMunicipality": Phrase(el: "εκτός δήμων", en: "in no municipality"),
        "minutesShort": Phrase(el: "λεπτά", en: "min"),
        "structuresCounted": Phrase(el: "Δομές που μετρήθηκαν:", en: "Structures counted:"),
        "closuresVersion": Phrase(el: "έκδοση κλειστών δρόμων:", en: "version of road closures:"),
        "mode-car": Phrase(el: "με αυτοκίνητο", en: "by car"),
        "mode-foot": Phrase(el: "με τα πόδια", en: "on foot"),
        "mode-bicycle": Phrase(el: "με ποδήλατο", en: "by bicycle"),
        "mode-rescue": Phrase(el: "με όχημα διάσωσης", en: "by rescue vehicle"),
    ]

    private static let about: [String: Phrase] = [
        "aboutText": Phrase(
            el:
                "Το Πλησίον απαντά σε ένα ερώτημα: ποια κοινωνική υπηρεσία μπορεί να σας βοηθήσει, πού βρίσκεται και αν "
                + "είναι η αρμόδια για τον δήμο σας. Ό,τι δεν γνωρίζουμε, το λέμε.",
            en: "Plision answers one question: which social service can help you, where it is, and whether it is the "
                + "competent one for your municipality. What we do not know, we say."),
        "privacyTitle": Phrase(el: "Τι κρατάμε για εσάς", en: "What we keep about you"),
        "privacyText": Phrase(
            el:
                "Τίποτα. Δεν υπάρχουν cookies ούτε αιτήματα σε τρίτους. Η θέση και η διεύθυνσή σας δεν γράφονται πουθενά "
                + "και δεν μπαίνουν στη διεύθυνση της σελίδας.",
            en: "Nothing. There are no cookies and no requests to third parties. Your position and address are not "
                + "written down anywhere and do not enter the page’s address."),
        "sourcesTitle": Phrase(el: "Πηγές και άδειες των δεδομένων", en: "Sources and licences of the data"),
        "setColumn": Phrase(el: "Δεδομένα", en: "Data"),
        "attributionColumn": Phrase(el: "Αναφορά", en: "Attribution"),
        "licenceColumn": Phrase(el: "Άδεια", en: "Licence"),
        "dateColumn": Phrase(el: "Ημερομηνία", en: "Date"),
        "softwareTitle": Phrase(el: "Λογισμικό", en: "Software"),
        "softwareText": Phrase(
            el: "Το Πλησίον είναι ελεύθερο λογισμικό με την άδεια EUPL-1.2.",
            en: "Plision is free software under the licence EUPL-1.2."),
    ]
}
