internal import GeoIndex
internal import Locator
internal import OpeningHours
internal import Records
internal import TileServer
internal import WebSupport

/// A structure in the words of a page: what is known about it and what is not.
struct StructureCard {
    let frame: PageFrame
    let structure: Structure

    private var language: Language { frame.language }

    /// The values of a card, in a list or on the structure's page; `travel` is given when there is an origin.
    func values(
        travel: NearestAnswer.Travel? = nil, competentFor municipality: Municipality? = nil, opening: Opening? = nil
    ) -> [String: Any] {
        let kind = frame.data.dataset.kind(code: structure.kind)
        let kindName = kind?.names.text(in: language.tag) ?? structure.kind
        let name = structure.names.text(in: language.tag)
        var values: [String: Any] = [
            "id": structure.id, "page": frame.link("/structures/\(PercentText.encode(structure.id))"),
            "name": name.isEmpty ? kindName : name, "kindName": kindName, "sign": kind?.pictogram ?? "",
            "kind": structure.kind, "isDrawn": Pictogram.kinds.contains(structure.kind),
            "status": status, "phones": Self.phones(structure.phone, language),
            "withoutPosition": structure.coordinate == nil && placeless == nil && travel == nil,
            "competent": municipality != nil,
        ]
        values["placeless"] = placeless
        // Step-free access is irrelevant for services that are mobile or by telephone.
        if structure.details.delivery == .place || structure.isStepFree != nil { values["wheelchair"] = wheelchair }
        values["competentText"] = municipality.map(competence)
        values["municipality"] = municipalityName
        values["address"] = Self.present(structure.address.text(in: language.tag))
        if let coordinate = structure.coordinate {
            values["lon"] = "\(coordinate.longitude)"
            values["lat"] = "\(coordinate.latitude)"
        }
        values["accuracy"] = structure.accuracyMetres.map { "\(Int($0.rounded()))" }
        values["distance"] = travel.map(distance)
        values["position"] =
            Self.present(structure.positionNote.text(in: language.tag)) ?? approximation
            ?? (travel == nil ? placeless : nil)
        if let opening = opening ?? openingNow, opening.isKnown {
            values.merge(words(of: opening)) { _, new in new }
        }
        let reason = structure.details.statusReason.text(in: language.tag)
        if !reason.isEmpty { values["statusReason"] = reason }
        values["unknown"] = unknown
        values["phone"] = structure.phone
        values["email"] = structure.email
        values["website"] = structure.website.flatMap(Self.webAddress)
        values["sourceText"] = structure.source.map { Self.host($0) ?? $0 }
        values["sourceLink"] = structure.source.flatMap(Self.webAddress)
        values["sourceDate"] = structure.sourceDate.map { PageDate.text($0, in: language) }
        values["checkedOn"] = structure.checkedOn.map { PageDate.text($0, in: language) }
        if let parent = structure.parent.flatMap(frame.data.dataset.structure(id:)) {
            values["parent"] = parent.names.text(in: language.tag)
            values["parentPage"] = frame.link("/structures/\(PercentText.encode(parent.id))")
        }
        return values
    }

    /// The values of a structure in one line, for secondary lists.
    func line(_ result: NearestAnswer.Result) -> [String: Any] {
        var values = words(of: result.opening)
        values["name"] = structure.names.text(in: language.tag)
        values["page"] = frame.link("/structures/\(PercentText.encode(structure.id))")
        values["phones"] = Self.phones(structure.phone, language)
        values["where"] = [
            municipalityName, result.isCompetent ? frame.text("competentForYou") : nil,
            result.travel.words(in: language.tag),
        ].compactMap { $0 }.joined(separator: " · ")
        return values
    }

    private var municipalityName: String? {
        structure.municipality.flatMap(frame.data.dataset.municipality(code:)).map(Self.name(language))
    }

    /// How to reach a structure that has no position.
    private var placeless: String? {
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

    /// The state of the opening hours now.
    private var openingNow: Opening? {
        frame.data.dataset.structureRow(id: structure.id).map {
            frame.data.dataset.opening(ofStructure: $0, at: frame.data.clock())
        }
    }

    private func words(of opening: Opening) -> [String: Any] {
        [
            "openState": opening.state.code, "openWord": Opening.word(opening.state, in: language.tag),
            "openText": opening.textAfterWord(in: language.tag),
        ]
    }

    /// A function that returns the name of a municipality with its title.
    static func name(_ language: Language) -> (Municipality) -> String {
        { $0.title(in: language.tag) }
    }

    private func competence(_ municipality: Municipality) -> String {
        let name = municipality.names.text(in: language.tag)
        return language == .greek ? "Αρμόδια για τον Δήμο \(name)" : "Competent for the Municipality of \(name)"
    }

    /// The distance and its warning as sentences; an abbreviation at the end gets no second full stop.
    private func distance(_ travel: NearestAnswer.Travel) -> String {
        [travel.words(in: language.tag), travel.warning(in: language.tag)].compactMap { $0 }.map { sentence in
            sentence.prefix(1).uppercased() + sentence.dropFirst() + (sentence.hasSuffix(".") ? "" : ".")
        }.joined(separator: " ")
    }

    private var approximation: String? {
        structure.accuracyMetres.map { accuracy in
            let doubt = distanceText(accuracy, in: language.tag)
            return language == .greek
                ? "Η θέση είναι κατά προσέγγιση, ±\(doubt)" : "The position is approximate, ±\(doubt)"
        }
    }

    /// The important facts that are unknown, in one sentence.
    private var unknown: String? {
        switch (Self.phones(structure.phone, language).isEmpty, openingNow?.isKnown != true) {
        case (true, true):
            Phrase(
                el: "Δεν γνωρίζουμε το τηλέφωνο και το ωράριο.",
                en: "We do not know its phone number and opening hours.")[
                    language]
        case (true, false): Phrase(el: "Δεν γνωρίζουμε το τηλέφωνο.", en: "We do not know its phone number.")[language]
        case (false, true): Phrase(el: "Δεν γνωρίζουμε το ωράριο.", en: "We do not know its opening hours.")[language]
        case (false, false): nil
        }
    }

    /// The telephone numbers with the texts of their buttons.
    static func phones(_ text: String?, _ language: Language) -> [[String: String]] {
        (text ?? "").split { $0 == "," || $0 == ";" || $0 == "/" }.compactMap { part in
            let number = part.drop { $0 == " " }
            let digits = number.filter { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            return [
                "link": number.first == "+" ? "+\(digits)" : digits,
                "text": language == .greek ? "Κλήση \(number)" : "Call \(number)",
            ]
        }
    }

    /// Whether the structure is in operation, until when, and whether its record is out of date.
    private var status: String {
        [term ?? standing, overdue].compactMap { $0 }.joined(separator: " ")
    }

    private var today: CivilDate { frame.data.dataset.date(at: frame.data.clock()) }

    private var overdue: String? {
        guard let row = frame.data.dataset.structureRow(id: structure.id) else { return nil }
        return frame.data.dataset.overdueWarning(row, on: today, in: language.tag).map { "\($0)." }
    }

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
        return Phrase(el: "Προσωρινή δομή, ως \(last).", en: "A temporary structure, until \(last).")[language]
    }

    /// A date in words; nil for an unbounded end.
    private func words(_ date: CivilDate) -> String? {
        date.dayNumber.magnitude < 1_000_000 ? PageDate.text(TimeText.text(date), in: language) : nil
    }

    private var standing: String {
        switch structure.status {
        case .active: Phrase(el: "Σε λειτουργία.", en: "In operation.")[language]
        case .unverified: Structure.unverifiedWords(hasPhone: structure.phone != nil).text(in: language.tag) + "."
        case .planned: Phrase(el: "Δεν λειτουργεί ακόμη.", en: "Not in operation yet.")[language]
        case .suspended: Phrase(el: "Δεν λειτουργεί προς το παρόν.", en: "Not in operation for now.")[language]
        case .temporary: Phrase(el: "Προσωρινή δομή.", en: "A temporary structure.")[language]
        case .closed: Phrase(el: "Έχει κλείσει.", en: "Closed for good.")[language]
        }
    }

    private var wheelchair: String {
        switch structure.wheelchair {
        case "yes": Phrase(el: "ναι", en: "yes")[language]
        case "limited": Phrase(el: "με δυσκολία", en: "limited")[language]
        case "no": Phrase(el: "όχι", en: "no")[language]
        default: frame.text("unknown")
        }
    }

    private static func present(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// The text when it is an HTTP address; else nil.
    private static func webAddress(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private static func host(_ address: String) -> String? {
        guard let address = webAddress(address) else { return nil }
        let host = address.split(separator: "/").dropFirst().first.map(String.init) ?? address
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
