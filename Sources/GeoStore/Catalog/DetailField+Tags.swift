internal import Locator

extension DetailField {
    /// The tags that ``details(of:)`` reads back; services and outlines have tables of their own, and of several fundings
    /// the first is kept.
    static func tags(of details: StructureDetails) -> [String: String] {
        var tags: [String: String] = [:]
        func put(_ field: DetailField, _ text: String?) {
            if let text, !text.isEmpty { tags[field.key(language: nil)] = text }
        }
        func put(_ field: DetailField, _ text: LocalizedText) {
            for entry in text.entries { tags[field.key(language: entry.tag)] = entry.text }
        }
        if details.delivery != .place { put(.delivery, details.delivery.rawValue) }
        if details.isRedacted { put(.redacted, "yes") }
        put(.organisation, details.organisation)
        put(.statusReason, details.statusReason)
        put(.validFrom, details.validFrom.map(TimeText.text))
        put(.validTo, details.validTo.map(TimeText.text))
        put(.serviceMunicipalities, details.serviceArea.municipalities.joined(separator: separator))
        put(.serviceSettlements, details.serviceArea.settlements.joined(separator: separator))
        let features: [(DetailField, Accessibility.Feature)] = [
            (.stepFree, .stepFree), (.wideDoor, .wideDoor), (.toilet, .toilet), (.lift, .lift), (.parking, .parking),
            (.inductionLoop, .inductionLoop),
        ]
        for (field, feature) in features { put(field, details.accessibility[feature].map { $0 ? "yes" : "no" }) }
        put(.accessibilityDate, details.accessibility.date.map(TimeText.text))
        put(.accessNote, details.accessNote)
        put(.languages, details.languages.joined(separator: separator))
        put(.audiences, details.audiences.joined(separator: separator))
        let languages = Set(details.documents.flatMap { $0.entries.map(\.tag) })
        for language in languages {
            tags[documents.key(language: language)] = details.documents.map { $0[language] ?? "" }
                .joined(separator: separator)
        }
        put(.cost, details.cost?.rawValue)
        put(.costNote, details.costNote)
        put(.appointment, details.appointment?.rawValue)
        put(.capacity, details.capacity.map { "\($0)" })
        if let funding = details.funding.first {
            put(.fundingName, funding.names)
            put(.fundingCode, funding.code)
            put(.fundingFrom, funding.from.map(TimeText.text))
            put(.fundingTo, funding.to.map(TimeText.text))
        }
        put(.checkEveryDays, details.checkEveryDays.map { "\($0)" })
        return tags
    }
}
