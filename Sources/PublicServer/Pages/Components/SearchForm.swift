internal import Entitlement
internal import Locator
internal import PageKit
internal import Records

/// The form that asks for a place and a need.
struct SearchForm: PageValue {
    /// What was asked, when the form is folded into one line; nil when it is shown.
    let folded: String?
    let heading: String
    /// Whether the heading is that of the page.
    let isFirst: Bool
    /// The code of the chosen need.
    let need: String?
    /// The typed text.
    let q: String
    /// The chosen kind; empty when there is none.
    let kind: String
    let kinds: [SelectOption]
    /// The position that belongs to the text, see ``PlacedPosition``; empty when there is none.
    let at: String
    /// Whether addresses can be found, not only places.
    let hasStreets: Bool
    /// Whether the further options are shown.
    let filterOpen: Bool
    let openValue: String
    let opens: [SelectOption]
    let speaksValue: String
    let hasLanguages: Bool
    let spoken: [SelectOption]
    let stepFree: Bool
    let free: Bool
    let suggest: SuggestField
    /// Whether a link to the questions on benefits stands below the form.
    let offersBenefits: Bool

    struct Words {
        let headingAlone = Phrase(
            el: "Βρείτε την υπηρεσία που μπορεί να σας βοηθήσει", en: "Find the service that can help you")
        let headingBelow = Phrase(el: "Ή γράψτε τι χρειάζεστε και πού", en: "Or type what you need and where")
        let change = Phrase(el: "αλλαγή", en: "change")
        let placeLabel = Phrase(el: "Πού βρίσκεστε;", en: "Where are you?")
        let placeHint = Phrase(
            el: "Γράψτε πόλη ή χωριό. Σβήνουμε όσα γράφετε σε 15 λεπτά.",
            en: "Type a town or village. We delete what you type after 15 minutes.")
        let addressHint = Phrase(
            el: "Γράψτε διεύθυνση, πόλη ή χωριό. Σβήνουμε όσα γράφετε σε 15 λεπτά.",
            en: "Type an address, town or village. We delete what you type after 15 minutes.")
        let kindLabel = Phrase(el: "Είδος υπηρεσίας", en: "Kind of service")
        let anyKind = Phrase(el: "Οποιαδήποτε υπηρεσία", en: "Any service")
        let search = Phrase(el: "Εύρεση κοντινών υπηρεσιών", en: "Find nearby services")
        let locate = Phrase(el: "Χρήση της θέσης μου", en: "Use my position")
        let locating = Phrase(el: "Βρίσκουμε τη θέση σας…", en: "Finding your position…")
        let locationDenied = Phrase(
            el: "Δεν δόθηκε άδεια για τη θέση σας. Γράψτε την πόλη ή το χωριό.",
            en: "Your position was not shared. Type the town or village.")
        let locationFailed = Phrase(
            el: "Η θέση σας δεν βρέθηκε. Γράψτε την πόλη ή το χωριό.",
            en: "Your position could not be found. Type the town or village.")
        let filters = Phrase(el: "Περισσότερες επιλογές", en: "More options")
        let openLabel = Phrase(el: "Πότε να είναι ανοιχτά;", en: "When must it be open?")
        let openAny = Phrase(el: "Οποτεδήποτε", en: "Any time")
        let openNow = Phrase(el: "Τώρα", en: "Now")
        let openArrival = Phrase(el: "Όταν φτάσω", en: "When I arrive")
        let openAppointment = Phrase(el: "Τώρα, με ραντεβού", en: "Now, by appointment")
        let languageLabel = Phrase(el: "Γλώσσα που μιλούν", en: "Language they speak")
        let anyLanguage = Phrase(el: "Οποιαδήποτε", en: "Any")
        let stepFreeLabel = Phrase(el: "Είσοδος χωρίς σκαλοπάτι", en: "A way in without a step")
        let freeLabel = Phrase(el: "Δωρεάν", en: "Free of charge")
        let benefitsLink = Phrase(
            el: "Δείτε ποια επιδόματα μπορεί να δικαιούστε", en: "See which benefits you may be entitled to")
    }
    static let words = WordList(Words())
}

extension SearchForm {
    /// The form with a person's choices.
    ///
    /// - Parameters:
    ///   - folded: What was asked, to fold the form into one line.
    ///   - need: The chosen need.
    ///   - isBelow: Whether the choice of a need stands above the form.
    ///   - offersBenefits: Whether the page has no other link to the questions on benefits.
    ///   - at: The position that belongs to the text.
    init(
        _ frame: PageFrame, folded: String? = nil, need: Need? = nil, isBelow: Bool = false,
        offersBenefits: Bool, text: String, kind: String?, at: PlacedPosition?, filter: PageFilter
    ) {
        let language = frame.language
        let asked = need.map { need in
            let name = need.names.text(in: language)
            return Phrase(el: "\(name): πού βρίσκεστε;", en: "\(name): where are you?")[language]
        }
        let heading = asked ?? (isBelow ? Self.words.headingBelow : Self.words.headingAlone)[language]
        let counts = frame.data.overview.countByKind
        let kinds = frame.data.dataset.kinds.filter { counts[$0.code] != nil || $0.code == kind }
        let opens = [
            ("", Self.words.openAny), ("now", Self.words.openNow), ("arrival", Self.words.openArrival),
            ("appointment", Self.words.openAppointment),
        ]
        let tags = frame.data.dataset.spokenLanguages
        self.init(
            folded: folded, heading: heading, isFirst: !isBelow, need: need?.code, q: text, kind: kind ?? "",
            kinds: kinds.map {
                SelectOption(code: $0.code, words: $0.names.text(in: language), chosen: $0.code == kind)
            },
            at: at?.text ?? "", hasStreets: frame.hasStreets, filterOpen: !filter.filter.isEmpty || kind != nil,
            openValue: filter.open,
            opens: opens.map { SelectOption(code: $0, words: $1[language], chosen: $0 == filter.open) },
            speaksValue: filter.language, hasLanguages: !tags.isEmpty,
            spoken: tags.map {
                SelectOption(code: $0, words: LanguageNames.name(in: language)($0), chosen: $0 == filter.language)
            },
            stepFree: filter.isStepFree, free: filter.isFree, suggest: SuggestField(frame),
            offersBenefits: folded == nil && offersBenefits && frame.data.dataset.programmes != nil)
    }
}
