internal import GeoIndex
internal import Records

/// Converts a partner's service at a location, or without one, into a structure.
struct HSDSOffer {
    let service: HSDSRecord
    let link: HSDSRecord?
    let partner: HSDSPartner

    private var location: HSDSRecord? { link?.record("location") }

    /// Returns a text in an unknown language.
    static func words(_ text: String?) -> LocalizedText {
        LocalizedText(["und": text.map(HSDSRecord.plain) ?? ""])
    }

    private func words(_ name: String) -> LocalizedText { Self.words(service.text(name)) }

    /// The members that cannot be used, with reasons.
    var findings: [(name: String, reason: String)] {
        var found: [(name: String, reason: String)] = []
        if let status = service.text("status"), Self.status(status) == nil {
            found.append(("status", "\"\(status)\" is not of the standard: taken as not confirmed"))
        }
        guard let location, position == nil else { return found }
        for name in ["latitude", "longitude"] {
            let value = location.number(name).map { CSVLine.number($0, decimals: 7) } ?? location.text(name)
            if let value { found.append((name, "\(value) gives no position on earth")) }
        }
        return found
    }

    private var position: Coordinate? {
        guard let longitude = location?.number("longitude"), let latitude = location?.number("latitude") else {
            return nil
        }
        let position = Coordinate(longitude: longitude, latitude: latitude)
        return position.isValid ? position : nil
    }

    private static func status(_ text: String) -> Structure.Status? {
        switch text {
        case "active": .unverified
        case "inactive": .planned
        case "defunct": .closed
        case "temporarily closed": .suspended
        default: nil
        }
    }

    /// Returns the structure.
    ///
    /// - Parameter record: The partner's own record as JSON.
    func structure(id: String, hours: String?, record: String) -> Structure {
        var structure = Structure(id: id, kind: kind, names: words("name"))
        structure.status = service.text("status").flatMap(Self.status) ?? .unverified
        structure.website = service.plain("url")
        structure.email = service.plain("email")
        structure.phone = phone
        structure.source = partner.id
        structure.sourceDate = service.text("last_modified").map { String($0.prefix(10)) }
        structure.checkedOn = service.text("assured_date")
        structure.coordinate = position
        structure.address = address
        structure.openingHours = hours
        structure.details = details
        structure.details.partnerRecord = record
        return structure
    }

    /// The kind in our own exports, else the partner's kind.
    private var kind: String {
        service.list("attributes").first(where: HSDSDocument.isKind)?.text("value") ?? partner.kind
    }

    /// The telephone numbers, those of the service at the location first, then of the service, then of the location.
    private var phone: String? {
        var numbers: [String] = []
        for number in [link, service, location].flatMap({ $0?.list("phones") ?? [] }).compactMap({ $0.plain("number") })
        where !numbers.contains(number) {
            numbers.append(number)
        }
        return numbers.isEmpty ? nil : numbers.joined(separator: "; ")
    }

    /// The physical address, else any address, else the name of the location.
    private var address: LocalizedText {
        let addresses = location?.list("addresses") ?? []
        let address = addresses.first { $0.text("address_type") == "physical" } ?? addresses.first
        let lines = ["address_1", "address_2", "city", "postal_code"].compactMap { address?.plain($0) }
        return Self.words(lines.isEmpty ? location?.text("name") : lines.joined(separator: ", "))
    }

    private var details: StructureDetails {
        var details = StructureDetails()
        let type = location?.text("location_type")
        details.delivery = link == nil || type == "virtual" || type == "postal" ? .virtual : .place
        details.organisation = service.record("organization").map { partner.identifier("organization", $0.id) }
        details.statusReason = words("alert")
        details.eligibility = words("eligibility_description")
        details.minimumAge = service.number("minimum_age")
        details.maximumAge = service.number("maximum_age")
        details.application = words("application_process")
        details.interpretation = words("interpretation_services")
        details.contacts = contacts
        details.funding = service.list("funding").compactMap { $0.text("source") }.map {
            Funding(names: Self.words($0))
        }
        let costs = service.list("cost_options")
        // A single option with a price makes the service not free.
        let amounts = costs.compactMap { $0.number("amount") }
        details.cost = amounts.isEmpty ? nil : amounts.contains { $0 > 0 } ? .paid : .free
        details.costNote = words("fees_description")
        if details.costNote.isEmpty {
            let notes = costs.flatMap { [$0.plain("option"), $0.plain("amount_description")].compactMap { $0 } }
            details.costNote = Self.words(notes.joined(separator: "; "))
        }
        let access = (location?.list("accessibility") ?? []).compactMap { $0.plain("description") }
        details.accessNote = Self.words(access.joined(separator: "; "))
        for code in (service.list("languages") + (location?.list("languages") ?? [])).compactMap({ $0.text("code") }) {
            let code = code.lowercased()
            if !details.languages.contains(code) { details.languages.append(code) }
        }
        details.documents = service.list("required_documents").compactMap { $0.text("document") }.map {
            Self.words($0)
        }
        if service.text("description") != nil {
            details.services = [
                StructureService(
                    code: partner.identifier("service", service.id), names: words("name"),
                    descriptions: words("description"))
            ]
        }
        return details
    }

    private var contacts: [StructureContact] {
        var contacts: [StructureContact] = []
        for record in [link, service, location].flatMap({ $0?.list("contacts") ?? [] }) {
            let contact = StructureContact(
                names: Self.words(record.text("name")), roles: Self.words(record.text("title")),
                phone: record.list("phones").lazy.compactMap { $0.plain("number") }.first, email: record.plain("email"))
            if !contacts.contains(contact) { contacts.append(contact) }
        }
        return contacts
    }
}

extension HSDSRecord {
    /// Returns a member's text without the characters that separate items in our lists.
    func plain(_ name: String) -> String? { text(name).map(Self.plain) }

    /// Returns `text` without the characters that separate items in our lists.
    static func plain(_ text: String) -> String {
        let marks: Set<Unicode.Scalar> = ["\u{0B}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{1F}"]
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0 == "|" ? "/" : marks.contains($0) ? " " : $0 }))
    }
}
