internal import Entitlement
internal import Geocoding
internal import Locator
internal import PageKit
internal import Records

extension FinderRoute {
    func nothingFound(_ text: String) -> FinderPage.Message {
        let lines = [
            frame.hasStreets
                ? Phrase(
                    el: "Γράψτε οδό, αριθμό και πόλη, ή μόνο την πόλη ή το χωριό.",
                    en: "Type street, number and town, or the town or village alone.")
                : Phrase(
                    el: "Γράψτε το όνομα της πόλης ή του χωριού, χωρίς οδό και αριθμό.",
                    en: "Type the name of the town or village, without street and number."),
            Phrase(
                el: "Αν δεν είναι στην περιοχή που καλύπτουμε, καλέστε τον δήμο σας.",
                en: "If it is outside the area we cover, call your municipality."),
        ]
        let shown = String(text.prefix(80))
        return FinderPage.Message(
            title: Phrase(el: "Δεν βρήκαμε τόπο «\(shown)»", en: "We found no place \"\(shown)\"")[language],
            lines: lines.map { $0[language] })
    }

    /// The place is written in letters in which no place is known; the municipalities can be chosen instead.
    var lettersWanted: FinderPage.Message {
        let line = Phrase(
            el: "Ή διαλέξτε τον δήμο σας από τη λίστα.", en: "Or choose your municipality from the list.")
        return FinderPage.Message(
            title: PlaceOption.lettersWanted[language],
            lines: frame.data.dataset.municipalities.isEmpty ? [] : [line[language]])
    }

    var nothingTyped: FinderPage.Message {
        let line =
            frame.hasStreets
            ? Phrase(
                el: "Για παράδειγμα «φαγητό» και τη διεύθυνσή σας, ή μόνο την πόλη ή το χωριό.",
                en: "For example “food” and your address, or the town or village alone.")
            : Phrase(
                el: "Για παράδειγμα «φαγητό» και την πόλη σας, ή μόνο την πόλη ή το χωριό.",
                en: "For example “food” and your town, or the town or village alone.")
        return FinderPage.Message(
            title: Phrase(el: "Γράψτε τι χρειάζεστε ή πού είστε", en: "Type what you need or where you are")[language],
            lines: [line[language]])
    }

    /// The place is outside the region: nothing near can be shown, so whom to call.
    var outside: FinderPage.Message {
        let region = frame.place(frame.data.dataset.description.names)
        let line = Phrase(
            el:
                "Γνωρίζουμε υπηρεσίες μόνο στην περιοχή: \(region). Ρωτήστε τον δήμο σας ή καλέστε μια γραμμή από τις παρακάτω.",
            en:
                "We only know services in this region: \(region). Ask your municipality, or call one of the lines below."
        )
        return FinderPage.Message(
            title: Phrase(el: "Δεν καλύπτουμε αυτή την περιοχή", en: "We do not cover this area")[language],
            lines: [line[language]])
    }

    /// The page that answers the need before any structure; nil when there is none.
    func needPage(_ need: Need?) -> Link? {
        switch need?.page {
        case .benefits: Link(name: Layout.words.benefitsTitle[language], page: frame.link("/benefits"))
        case .help: Link(name: Layout.words.helpTitle[language], page: frame.link("/help"))
        case nil: nil
        }
    }

    var noLongerKept: FinderPage.Message {
        let lines = [
            Phrase(
                el: "Για να μη μένουν ίχνη, σβήνουμε όσα γράψατε μετά από 15 λεπτά.",
                en: "So that no trace remains, we delete what you typed after 15 minutes."),
            Phrase(el: "Γράψτε ξανά πού βρίσκεστε.", en: "Type again where you are."),
        ]
        return FinderPage.Message(
            title: Phrase(el: "Αυτή η απάντηση δεν υπάρχει πια", en: "This answer is no longer here")[language],
            lines: lines.map { $0[language] })
    }

    /// The text describes a danger, but no place.
    var whereAreYou: FinderPage.Message {
        let line = Phrase(
            el: "Γράψτε και τον τόπο για να δείτε ποιος μπορεί να βοηθήσει κοντά σας.",
            en: "Type the place as well to see who can help near you.")
        return FinderPage.Message(
            title: Phrase(el: "Πού είστε;", en: "Where are you?")[language], lines: [line[language]])
    }

    /// The text says what is wanted, but not where.
    func placeWanted(_ reply: Reply, _ structures: [GeocodeResult]) -> FinderPage.Choices {
        let names = reply.kinds.compactMap { frame.data.dataset.kind(code: $0)?.names.text(in: language) }
        return FinderPage.Choices(
            title: Phrase(el: "Πού; Γράψτε και τον τόπο.", en: "Where? Type the place as well.")[language],
            missing: nil, hint: names.joined(separator: ", "), options: options(structures))
    }

    /// Says which words the answer does not take into account.
    func notUnderstood(_ words: [String]) -> String {
        let parts = words.joined(separator: " … ").prefix(80)
        return Phrase(
            el: "Δεν καταλάβαμε «\(parts)». Απαντάμε για τον τόπο που βρήκαμε.",
            en: "We did not understand “\(parts)”. This is the answer for the place we found.")[language]
    }

    func choices(_ found: [GeocodeResult], _ unmatched: [String]) -> FinderPage.Choices {
        let parts = unmatched.joined(separator: " … ").prefix(80)
        let missing = Phrase(el: "Δεν βρήκαμε «\(parts)».", en: "We did not find “\(parts)”.")[language]
        return FinderPage.Choices(
            title: PlaceOption.heading[language],
            missing: unmatched.isEmpty ? nil : missing,
            hint: Phrase(
                el: "Διαλέξτε για να δείτε τις υπηρεσίες κοντά του.", en: "Choose one to see the services near it.")[
                    language],
            options: options(found))
    }

    private func options(_ places: [GeocodeResult]) -> [PlaceOption] {
        places.map { PlaceOption(at: PlacedPosition($0).text, label: frame.place($0.label)) }
    }
}
