internal import OpeningHours
internal import Records

extension Structure {
    /// Takes out every text of a person's hand for which `holds` is true, and returns the names of the fields that lost
    /// one, as `sources.json` calls them. `holds` is given the name of the field and the text, in each language by itself.
    ///
    /// Looked at is everything that is published and not checked against a list of values: names, links, contacts, notes,
    /// the codes that sources make up, and comments within the hours. What ``withholdPosition(_:)`` takes away is not, unless
    /// `keepsPlace` says that this structure keeps its place.
    package mutating func removeTexts(
        keepsPlace: Bool = false, where holds: @escaping (_ field: String, _ text: String) -> Bool
    ) -> [String] {
        var filter = TextFilter(holds: holds)
        if keepsPlace {
            filter.clean(&positionNote, "positionNote")
            filter.clean(&details.accessNote, "accessNote")
            filter.clean(&details.serviceArea.settlements, "serviceSettlements")
        }
        filter.clean(&names, "names")
        filter.clean(&parent, "parent")
        filter.clean(&phone, "phone")
        filter.clean(&email, "email")
        filter.clean(&website, "website")
        filter.clean(&source, "sourceUrl")
        filter.clean(&wheelchair, "wheelchair")
        filter.cleanHours(&openingHours)
        filter.clean(&details.organisation, "organisation")
        filter.clean(&details.statusReason, "statusReason")
        filter.clean(&details.serviceArea.municipalities, "serviceMunicipalities")
        filter.clean(&details.audiences, "audiences")
        filter.clean(&details.eligibility, "eligibility")
        filter.clean(&details.application, "application")
        filter.clean(&details.interpretation, "interpretation")
        filter.clean(&details.documents, "documents")
        filter.clean(&details.costNote, "costNote")
        for index in details.services.indices { details.services[index].removeTexts(&filter) }
        for index in details.contacts.indices {
            filter.clean(&details.contacts[index].names, "contactName")
            filter.clean(&details.contacts[index].roles, "contactRole")
            filter.clean(&details.contacts[index].phone, "contactPhone")
            filter.clean(&details.contacts[index].email, "contactEmail")
        }
        details.contacts.removeAll { $0 == StructureContact() }
        for index in details.funding.indices {
            filter.clean(&details.funding[index].names, "fundingName")
            filter.clean(&details.funding[index].code, "fundingCode")
        }
        return filter.fields
    }
}

extension StructureService {
    /// The same for a service that stands in a table of its own.
    package mutating func removeTexts(where holds: @escaping (_ field: String, _ text: String) -> Bool) -> [String] {
        var filter = TextFilter(holds: holds)
        removeTexts(&filter)
        return filter.fields
    }

    fileprivate mutating func removeTexts(_ filter: inout TextFilter) {
        // Services are distinguished by their codes: one that must not be shown becomes another.
        if filter.takes("service code", code) { code = "service" }
        filter.clean(&names, "service names")
        filter.clean(&descriptions, "service descriptions")
        filter.clean(&programmes, "service programmes")
    }
}

/// Takes texts out of fields and remembers of which.
private struct TextFilter {
    let holds: (String, String) -> Bool
    private(set) var fields: [String] = []

    init(holds: @escaping (String, String) -> Bool) { self.holds = holds }

    /// Whether `text` must go; its field is then noted.
    mutating func takes(_ field: String, _ text: String) -> Bool {
        guard holds(field, text) else { return false }
        if !fields.contains(field) { fields.append(field) }
        return true
    }

    mutating func clean(_ text: inout String?, _ field: String) {
        if let given = text, takes(field, given) { text = nil }
    }

    mutating func clean(_ text: inout LocalizedText, _ field: String) {
        for entry in text.entries where takes(field, entry.text) { text[entry.tag] = nil }
    }

    mutating func clean(_ texts: inout [LocalizedText], _ field: String) {
        for index in texts.indices { clean(&texts[index], field) }
        texts.removeAll(where: \.isEmpty)
    }

    mutating func clean(_ texts: inout [String], _ field: String) {
        texts = texts.filter { !takes(field, $0) }
    }

    /// Hours are made of numbers that say nothing of a place; people's words in them stand between quotation marks. Hours
    /// that lose a comment, or are no hours, are unknown as a whole.
    mutating func cleanHours(_ hours: inout String?) {
        guard let text = hours else { return }
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let comments = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        let isRead = (try? HoursExpression(text)) != nil
        let words = isRead ? comments : [text]
        if words.contains(where: { takes("openingHours", $0) }) { hours = nil }
    }
}
