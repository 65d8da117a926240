internal import Geocoding
internal import GeoIndex
internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records
internal import TileServer
internal import WebSupport

/// A structure in the words of a page: what is known about it and what is not.
struct StructureFacts {
    let frame: PageFrame
    let structure: Structure
    /// The key of the answer that the page links from; see ``SentForms``.
    var answer: String?
    /// The unknown facts that the list explains above its cards.
    var explained: Set<UnknownFact> = []
    /// The code of the municipality that the whole list is of.
    var listed: String?

    var language: Language { frame.language }

    /// The structure in a list or on its page; `travel` is given when there is an origin.
    func card(
        travel: NearestAnswer.Travel? = nil, competentFor municipality: Municipality? = nil, opening: Opening? = nil
    ) -> Card {
        let kind = frame.data.dataset.kind(code: structure.kind)
        let kindName = kind?.names.text(in: language) ?? structure.kind
        let name = frame.sign(structure.names)
        let opening = opening ?? openingNow
        let facts = [
            says(name, kindName) ? nil : kindName,
            structure.municipality.flatMap(frame.data.dataset.municipality(code:)).flatMap { own in
                own.code == municipality?.code || own.code == listed || says(name, own.names.text(in: language))
                    ? nil : own.title(in: language)
            },
            structure.status == .unverified
                ? Phrase(el: "χωρίς επιβεβαίωση", en: "not verified")[language] : nil,
        ].compactMap { $0 }
        let signs = unknown.filter(explained.contains).map { $0.sign[language] }
        return Card(
            id: structure.id, page: page, name: name.isEmpty ? kindName : name,
            nameLatin: frame.latin(structure.names), kindName: kindName,
            kind: structure.kind, isDrawn: Pictogram.kinds.contains(structure.kind), sign: kind?.pictogram ?? "",
            facts: facts.isEmpty && signs.isEmpty ? nil : (facts + signs).joined(separator: " · "),
            competent: municipality != nil,
            competentText: municipality.map(competence),
            address: structure.address.isEmpty ? nil : frame.sign(structure.address),
            addressLatin: frame.latin(structure.address),
            lon: structure.coordinate.map { "\($0.longitude)" }, lat: structure.coordinate.map { "\($0.latitude)" },
            accuracy: structure.accuracyMetres.map { "\(Int($0.rounded()))" }, distance: travel.flatMap(distance),
            placeless: placeless,
            withoutPosition: structure.coordinate == nil && placeless == nil && travel == nil,
            opening: opening.flatMap { $0.isKnown ? words(of: $0) : nil },
            phones: phones, notice: notice,
            unknown: UnknownFact.sentence(unknown.filter { !explained.contains($0) })?[language])
    }

    /// Whether a name contains another, so that the other need not be said beside it.
    private func says(_ name: String, _ part: String) -> Bool {
        TextFolding.fold(name).contains(TextFolding.fold(part))
    }

    /// The buttons that call the structure, or its municipality when no telephone of the structure is known.
    var phones: [Call] {
        let own = Call.list(structure.phone, language)
        guard own.isEmpty, let phone = frame.data.dataset.municipalPhone(of: structure),
            let call = Call.list(phone, language).first
        else { return own }
        let words = Phrase(el: "Κλήση δήμου: \(phone)", en: "Call the municipality: \(phone)")
        return [Call(link: call.link, text: words[language])]
    }

    /// Why the structure is not in operation, or until when it is; nil for one that simply operates.
    private var notice: String? {
        let state = structure.status == .active ? nil : standing
        let texts = [term ?? state, frame.present(structure.details.statusReason)].compactMap { $0 }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    /// The dataset that the structure was taken from, when the record names no page or publisher of its own.
    private var credit: RegionDescription.Credit? {
        frame.data.dataset.description.credits.first { $0.id == structure.source }
    }

    var sourceText: String? {
        if structure.source == Structure.registrySource {
            return Phrase(el: "Μητρώο υπηρεσιών", en: "Registry of services")[language]
        }
        guard let credit else { return structure.source.map { Self.host($0) ?? $0 } }
        return credit.attribution.isEmpty ? credit.title.text(in: language) : credit.attribution
    }

    var sourceLink: String? { (credit?.url ?? structure.source).flatMap(Self.webAddress) }

    var sourceDate: String? {
        (structure.sourceDate ?? credit?.dataDate).map { PageDate.text($0, in: language) }
    }

    /// The path of the structure's page. From an answer it carries the key of the answer, never the place.
    var page: String {
        let from = answer.map { "?from=\($0)" } ?? ""
        return frame.link("/structures/\(PercentText.encode(structure.id))\(from)")
    }

    var municipalityName: String? {
        structure.municipality.flatMap(frame.data.dataset.municipality(code:)).map { $0.title(in: language) }
    }

    /// How to reach a structure that has no position.
    var placeless: String? {
        switch structure.details.delivery {
        case .virtual: Phrase(el: "Εξυπηρετεί από το τηλέφωνο.", en: "Helps by telephone.")[language]
        case .mobile: Phrase(el: "Έρχεται στην περιοχή σας.", en: "Comes to your area.")[language]
        case .place:
            frame.data.dataset.locationRule.withholds(structure)
                ? Phrase(
                    el: "Η θέση δεν δημοσιεύεται. Τηλεφωνήστε.", en: "The position is not published. Please phone.")[
                        language] : nil
        }
    }

    /// The state of the opening hours at the moment of the page.
    var openingNow: Opening? {
        frame.data.dataset.structureRow(id: structure.id).map {
            frame.data.dataset.opening(ofStructure: $0, at: frame.instant)
        }
    }

    func words(of opening: Opening) -> OpeningLine {
        OpeningLine(
            openState: opening.state.code, openWord: Opening.word(opening.state, in: language),
            openText: opening.textAfterWord(in: language))
    }

    func competence(_ municipality: Municipality) -> String {
        let name = frame.place(municipality.names)
        return Phrase(
            el: "Για τους κατοίκους του Δήμου \(name)", en: "For residents of the Municipality of \(name)")[language]
    }

    /// The distance and its warning as sentences; an abbreviation at the end gets no second full stop. Nil when both ends
    /// are known so roughly that a figure would mean nothing; the page then says so once.
    private func distance(_ travel: NearestAnswer.Travel) -> String? {
        let way = travel.isWithinDoubt ? nil : travel.words(in: language)
        let sentences = [way, travel.warning(in: language)].compactMap { $0 }.map { sentence in
            sentence.prefix(1).uppercased() + sentence.dropFirst() + (sentence.hasSuffix(".") ? "" : ".")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    var approximation: String? {
        structure.accuracyMetres.map { accuracy in
            let doubt = distanceText(accuracy, in: language)
            return Phrase(el: "Η θέση είναι κατά προσέγγιση, ±\(doubt)", en: "The position is approximate, ±\(doubt)")[
                language]
        }
    }

    /// The important facts that are unknown.
    var unknown: [UnknownFact] {
        UnknownFact.allCases.filter { fact in
            switch fact {
            case .phone: Call.list(structure.phone, language).isEmpty
            case .hours: openingNow?.isKnown != true
            }
        }
    }

    /// Whether the structure is in operation, until when, and whether its record is out of date.
    var status: String {
        let doubts = frame.data.dataset.structureRow(id: structure.id).map {
            frame.data.dataset.recordDoubts($0, on: today).map { "\($0[language])." }
        }
        return ([term ?? standing].compactMap { $0 } + (doubts ?? [])).joined(separator: " ")
    }

    var today: CivilDate { frame.data.dataset.date(at: frame.instant) }

    /// The dates of a structure that operates for a limited time or no longer.
    private var term: String? {
        guard structure.status.isOffered else { return nil }
        guard let days = structure.offeredDays else { return nil }
        let (first, last) = (words(days.lowerBound), words(days.upperBound))
        if let last, days.upperBound < today {
            return Phrase(el: "Δεν λειτουργεί πια: ως \(last).", en: "No longer in operation: until \(last).")[language]
        }
        if let first, days.lowerBound > today {
            return Phrase(el: "Θα λειτουργήσει από \(first).", en: "In operation from \(first).")[language]
        }
        guard structure.status == .temporary, let last else { return nil }
        return Phrase(el: "Προσωρινή υπηρεσία, ως \(last).", en: "A temporary service, until \(last).")[language]
    }

    /// A date in words; nil for an unbounded end.
    private func words(_ date: CivilDate) -> String? {
        date.dayNumber.magnitude < 1_000_000 ? PageDate.text(TimeText.text(date), in: language) : nil
    }

    /// The status in words; nil for an unverified structure, whose doubts say so.
    private var standing: String? {
        switch structure.status {
        case .active: Phrase(el: "Σε λειτουργία.", en: "In operation.")[language]
        case .unverified: nil
        case .planned: Phrase(el: "Δεν λειτουργεί ακόμη.", en: "Not in operation yet.")[language]
        case .suspended: Phrase(el: "Δεν λειτουργεί προς το παρόν.", en: "Not in operation for now.")[language]
        case .temporary: Phrase(el: "Προσωρινή υπηρεσία.", en: "A temporary service.")[language]
        case .closed: Phrase(el: "Έχει κλείσει.", en: "Closed for good.")[language]
        }
    }

    var wheelchair: String {
        switch structure.wheelchair {
        case "yes": Phrase(el: "ναι", en: "yes")[language]
        case "limited": Phrase(el: "με δυσκολία", en: "limited")[language]
        case "no": Phrase(el: "όχι", en: "no")[language]
        default: Layout.words.unknown[language]
        }
    }

    /// The text when it is an HTTP address; else nil.
    static func webAddress(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private static func host(_ address: String) -> String? {
        guard let address = webAddress(address) else { return nil }
        let host = address.split(separator: "/").dropFirst().first.map { String($0.prefix { $0 != ":" }) } ?? address
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
