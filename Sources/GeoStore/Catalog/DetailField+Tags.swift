internal import Records

extension DetailField {
    /// The tags from which ``details(of:)`` restores the details, except services and outlines, which have tables of
    /// their own.
    static func tags(of details: StructureDetails) -> [String: String] {
        var tags: [String: String] = [:]
        func put(_ field: DetailField, _ text: String?) {
            if let text, !text.isEmpty { tags[field.key(language: nil)] = text }
        }
        func put(_ field: DetailField, _ text: LocalizedText) {
            for entry in text.entries { tags[field.key(language: entry.tag)] = entry.text }
        }
        func put(_ field: DetailField, _ parts: [String?]) {
            if parts.contains(where: { $0 != nil }) { put(field, parts.map { $0 ?? "" }.joined(separator: separator)) }
        }
        func put(_ field: DetailField, _ items: [LocalizedText]) {
            for language in Set(items.flatMap { $0.entries.map(\.tag) }) {
                tags[field.key(language: language)] = items.map { $0[language] ?? "" }.joined(separator: separator)
            }
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
        put(.eligibility, details.eligibility)
        put(.minimumAge, details.minimumAge.map { "\($0)" })
        put(.maximumAge, details.maximumAge.map { "\($0)" })
        put(.application, details.application)
        put(.interpretation, details.interpretation)
        put(.documents, details.documents)
        put(.cost, details.cost?.rawValue)
        put(.costNote, details.costNote)
        put(.appointment, details.appointment?.rawValue)
        put(.capacity, details.capacity.map { "\($0)" })
        put(.contactName, details.contacts.map(\.names))
        put(.contactRole, details.contacts.map(\.roles))
        put(.contactPhone, details.contacts.map(\.phone))
        put(.contactEmail, details.contacts.map(\.email))
        put(.fundingName, details.funding.map(\.names))
        put(.fundingCode, details.funding.map(\.code))
        put(.fundingFrom, details.funding.map { $0.from.map(TimeText.text) })
        put(.fundingTo, details.funding.map { $0.to.map(TimeText.text) })
        put(.checkEveryDays, details.checkEveryDays.map { "\($0)" })
        tags[partnerRecord] = details.partnerRecord
        return tags
    }
}
