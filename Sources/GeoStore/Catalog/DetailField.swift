package import Records

/// Fields of a structure without a column of their own. They are stored among its tags under `details:` and their name,
/// and are checked at import, so that errors are reported with their line.
package enum DetailField: String, CaseIterable, Sendable {
    case delivery, redacted, organisation, statusReason, validFrom, validTo, serviceMunicipalities, serviceSettlements
    case stepFree, wideDoor, toilet, lift, parking, inductionLoop, accessibilityDate, accessNote
    case languages, audiences, eligibility, minimumAge, maximumAge, application, interpretation, documents, cost,
        costNote, appointment, capacity
    case contactName, contactRole, contactPhone, contactEmail
    case fundingName, fundingCode, fundingFrom, fundingTo, checkEveryDays

    /// The key among the tags of a partner's original record; mappings cannot set it.
    package static let partnerRecord = "hsds:record"

    /// Whether the tags mark a structure as one that must not be located: any value but a plain no does.
    static func isMarked(_ tags: [String: String]) -> Bool {
        tags[redacted.key(language: nil)].map { FlagText.value(of: $0) != false } ?? false
    }

    /// Whether a structure's `redacted` tag is neither yes nor no.
    static func isMarkUnreadable(_ tags: [String: String]) -> Bool {
        tags[redacted.key(language: nil)].map { FlagText.value(of: $0) == nil } ?? false
    }

    /// Whether a key is reserved for Plision, so that files of others cannot set it.
    static func isReserved(_ key: String) -> Bool {
        let key = key.lowercased()
        return ["details:", "hsds:", "plision:"].contains { key.hasPrefix($0) }
    }

    /// Whether ``details(of:)`` reads the tag; false for the partner's original record.
    static func isPublished(_ key: String) -> Bool { key.hasPrefix("details:") || key.hasPrefix("language:") }

    /// Separates the items of a list within one text.
    static let separator = "|"

    /// The type of the field's value.
    var type: LayerFields.FieldType {
        switch self {
        case .statusReason, .accessNote, .documents, .costNote, .contactName, .contactRole, .fundingName,
            .eligibility, .application, .interpretation:
            .texts
        case .serviceMunicipalities, .serviceSettlements, .languages, .audiences: .list
        default: .text
        }
    }

    /// The key among the tags; in lower case, like all tags of texts.
    func key(language: String?) -> String {
        "details:\(rawValue.lowercased())" + (language.map { ":\($0.lowercased())" } ?? "")
    }

    /// What was expected, when `text` cannot be used; nil when it can.
    func expectation(unmetBy text: String) -> String? {
        let choices: [String]
        switch self {
        case .delivery: choices = StructureDetails.Delivery.allCases.map(\.rawValue)
        case .cost: choices = StructureDetails.Cost.allCases.map(\.rawValue)
        case .appointment: choices = StructureDetails.Appointment.allCases.map(\.rawValue)
        case .stepFree, .wideDoor, .toilet, .lift, .parking, .inductionLoop:
            choices = ["yes", "no", "unknown"]
        case .validFrom, .validTo, .accessibilityDate:
            return TimeText.date(text) == nil ? "a date like 2026-04-10" : nil
        case .fundingFrom, .fundingTo:
            let areDates = Self.parts(text).allSatisfy { $0.isEmpty || TimeText.date($0) != nil }
            return areDates ? nil : "a date like 2026-04-10, of several each between |"
        case .capacity, .checkEveryDays:
            return Int(text).map { $0 > 0 && $0 < 1_000_000 } == true ? nil : "a whole number over 0"
        case .minimumAge, .maximumAge:
            return Double(text).map { (0...150).contains($0) } == true ? nil : "years from 0 to 150"
        case .languages:
            let isTags = text.split(separator: "|").allSatisfy(Self.isLanguageTag)
            return isTags ? nil : "BCP 47 tags between |"
        default: return nil
        }
        return choices.contains(text) ? nil : choices.joined(separator: ", ")
    }

    private static func isLanguageTag(_ tag: Substring) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        return (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy { (0x61...0x7A).contains($0) }
            && parts.dropFirst().allSatisfy { (2...8).contains($0.utf8.count) && $0.allSatisfy(\.isASCII) }
    }

    /// The details of a structure, from its tags; also reads OpenStreetMap's `language:…`.
    package static func details(of tags: [String: String]) -> StructureDetails {
        func text(_ field: DetailField) -> String? { tags[field.key(language: nil)] }
        func list(_ field: DetailField) -> [String] {
            text(field)?.split(separator: "|").map(String.init) ?? []
        }
        func texts(_ field: DetailField) -> [String: String] {
            let prefix = field.key(language: "")
            let found = tags.filter { $0.key.hasPrefix(prefix) }
            return Dictionary(
                found.map { (String($0.key.dropFirst(prefix.count)), $0.value) },
                uniquingKeysWith: { first, _ in first })
        }
        func parts(_ field: DetailField) -> [String] { text(field).map(Self.parts) ?? [] }
        func date(_ field: DetailField) -> CivilDate? { text(field).flatMap { TimeText.date($0) } }

        var details = StructureDetails()
        details.delivery = text(.delivery).flatMap(StructureDetails.Delivery.init) ?? .place
        details.isRedacted = isMarked(tags)
        details.organisation = text(.organisation)
        details.statusReason = LocalizedText(texts(.statusReason))
        details.validFrom = date(.validFrom)
        details.validTo = date(.validTo)
        details.serviceArea = ServiceArea(
            municipalities: list(.serviceMunicipalities), settlements: list(.serviceSettlements))
        let features: [(DetailField, Accessibility.Feature)] = [
            (.stepFree, .stepFree), (.wideDoor, .wideDoor), (.toilet, .toilet), (.lift, .lift),
            (.parking, .parking), (.inductionLoop, .inductionLoop),
        ]
        for (field, feature) in features {
            if let answer = text(field), answer != "unknown" { details.accessibility[feature] = answer == "yes" }
        }
        details.accessibility.date = date(.accessibilityDate)
        details.accessNote = LocalizedText(texts(.accessNote))
        details.languages = list(.languages)
        if details.languages.isEmpty {
            details.languages = tags.filter { $0.key.hasPrefix("language:") && $0.value == "yes" }
                .map { String($0.key.dropFirst("language:".count)).lowercased() }.sorted()
        }
        details.audiences = list(.audiences)
        details.eligibility = LocalizedText(texts(.eligibility))
        details.minimumAge = text(.minimumAge).flatMap(Double.init)
        details.maximumAge = text(.maximumAge).flatMap(Double.init)
        details.application = LocalizedText(texts(.application))
        details.interpretation = LocalizedText(texts(.interpretation))
        details.documents = aligned(texts(.documents))
        details.cost = text(.cost).flatMap(StructureDetails.Cost.init)
        details.costNote = LocalizedText(texts(.costNote))
        details.appointment = text(.appointment).flatMap(StructureDetails.Appointment.init)
        details.capacity = text(.capacity).flatMap { Int($0) }
        let contacts = Columns(
            texts: [aligned(texts(.contactName)), aligned(texts(.contactRole))],
            plain: [parts(.contactPhone), parts(.contactEmail)])
        details.contacts = contacts.map { names, plain in
            StructureContact(names: names[0], roles: names[1], phone: plain[0], email: plain[1])
        }
        let funding = Columns(
            texts: [aligned(texts(.fundingName))], plain: [parts(.fundingCode), parts(.fundingFrom), parts(.fundingTo)])
        details.funding = funding.map { names, plain in
            Funding(
                names: names[0], code: plain[0], from: plain[1].flatMap { TimeText.date($0) },
                to: plain[2].flatMap { TimeText.date($0) })
        }
        details.checkEveryDays = text(.checkEveryDays).flatMap { Int($0) }
        details.partnerRecord = tags[partnerRecord]
        return details
    }

    /// The items of a list; an item without a value is empty, so that the others keep their index.
    private static func parts(_ text: String) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }

    /// Combines lists that are given as one text per language, item by item.
    private static func aligned(_ texts: [String: String]) -> [LocalizedText] {
        let lists = texts.mapValues(parts)
        let count = lists.values.map(\.count).max() ?? 0
        return (0..<count).map { index in
            LocalizedText(lists.compactMapValues { index < $0.count ? $0[index] : nil })
        }
    }
}

/// Fields that together form a list of records: the first items belong to the first record, and so on.
private struct Columns {
    let texts: [[LocalizedText]]
    let plain: [[String]]

    /// Builds the records that have at least one value.
    func map<Record>(_ record: ([LocalizedText], [String?]) -> Record) -> [Record] {
        let count = (texts.map(\.count) + plain.map(\.count)).max() ?? 0
        return (0..<count).map { index in
            record(
                texts.map { index < $0.count ? $0[index] : LocalizedText() },
                plain.map { index < $0.count && !$0[index].isEmpty ? $0[index] : nil })
        }
    }
}
