internal import Entitlement
public import Exchange
internal import GeoIndex
internal import Records

/// The services of a structure as HSDS records.
extension HSDSDocument {
    /// Returns the structures in `rows` as the names and contents of files.
    public static func files(rows: [Int], of dataset: Dataset) -> [(name: String, bytes: [UInt8])] {
        var sheet = HSDSSheet()
        for (_, service) in services(rows: rows, of: dataset) { sheet.add(service) }
        // Organisations that run nothing themselves but are the parents of others.
        for organisation in dataset.organisations where sheet.names(organisation.id) {
            sheet.add(self.organisation(organisation, in: dataset))
        }
        return sheet.files
    }

    /// Returns the services of the structures in `rows` with all nested records, each with the first row it comes from.
    /// A partner's service at several locations becomes one record.
    static func services(rows: [Int], of dataset: Dataset) -> [(row: Int, record: HSDSRecord)] {
        var services: [(row: Int, record: HSDSRecord)] = []
        var index: [String: Int] = [:]
        for row in rows {
            for record in self.services(row: row, of: dataset) {
                if let known = index[record.id] {
                    let places = services[known].record.list("service_at_locations")
                    services[known].record.replace(
                        "service_at_locations", places + record.list("service_at_locations"))
                } else {
                    index[record.id] = services.count
                    services.append((row, record))
                }
            }
        }
        return services
    }

    /// Returns the services of the structure in `row` with all nested records.
    static func services(row: Int, of dataset: Dataset) -> [HSDSRecord] {
        let structure = dataset.structure(at: row)
        if let record = structure.details.partnerRecord.flatMap({ HSDSRecord(.services, json: $0) }) {
            return [partners(record, structure, dataset)]
        }
        let services: [StructureService?] = structure.details.services.map(Optional.some)
        return (services.isEmpty ? [nil] : services).enumerated().map { index, service in
            self.service(service, isFirst: index == 0, structure, dataset)
        }
    }

    /// Returns a partner's service as the partner wrote it, plus its kind here and the partner's name. With the name,
    /// its identifier here stays the same when another installation imports it.
    private static func partners(_ record: HSDSRecord, _ structure: Structure, _ dataset: Dataset) -> HSDSRecord {
        var record = record
        let others = record.list("attributes").filter { !isKind($0) }
        record.replace("attributes", others + attributes(of: structure, record.id, dataset))
        let places = record.list("service_at_locations")
        record.replace("service_at_locations", places)
        guard let source = structure.source else { return record }
        var json = JSONWriter(capacity: 64)
        json.object { json in json.member("partner", source) }
        record.set("plision", profile: json.bytes)
        return record
    }

    /// Returns our identifier of a service; that of the structure when it has no services.
    private static func key(_ service: StructureService?, _ structure: Structure) -> String {
        service.map { "\(structure.id)/\($0.code)" } ?? structure.id
    }

    private static func service(
        _ service: StructureService?, isFirst: Bool, _ structure: Structure, _ dataset: Dataset
    ) -> HSDSRecord {
        let details = structure.details
        let key = key(service, structure)
        let organisation = organisation(of: structure, in: dataset)
        var record = HSDSRecord(.services, id: key)
        record.set("name", (service?.names ?? structure.names).text(in: "el"))
        record.set("description", service?.descriptions.text(in: "el"))
        record.set("url", structure.website)
        record.set("email", structure.email)
        record.set("status", status(structure.status))
        record.set("interpretation_services", details.interpretation.text(in: "el"))
        record.set(
            "application_process",
            details.application.isEmpty
                ? details.appointment.map { "appointment: \($0.rawValue)" } : details.application.text(in: "el"))
        record.set("fees_description", details.costNote.text(in: "el"))
        record.set(
            "eligibility_description",
            details.eligibility.isEmpty
                ? details.audiences.joined(separator: ", ") : details.eligibility.text(in: "el"))
        record.set("minimum_age", details.minimumAge)
        record.set("maximum_age", details.maximumAge)
        record.set("assured_date", structure.checkedOn)
        record.set("alert", details.statusReason.text(in: "el"))
        record.set(
            "last_modified", [structure.checkedOn, structure.sourceDate].compactMap { $0.flatMap(moment) }.max())
        record.set("organization", organisation)
        record.set("program", service.flatMap { program($0, of: organisation, in: dataset) })
        record.set("phones", structure.phone.map { [part(.phones, key, ("number", $0))] } ?? [])
        record.set("contacts", contacts(of: details, key))
        record.set("schedules", schedules(of: structure, key))
        record.set("languages", details.languages.map { part(.languages, "\(key)/\($0)", ("code", $0)) })
        record.set(
            "required_documents",
            details.documents.enumerated().map {
                part(.requiredDocuments, "\(key)/\($0)", ("document", $1.text(in: "el")))
            })
        record.set("cost_options", costs(of: details, key))
        record.set(
            "funding",
            details.funding.enumerated().map { part(.funding, "\(key)/\($0)", ("source", $1.names.text(in: "el"))) })
        record.set("service_areas", areas(of: details.serviceArea, key, dataset))
        record.set("attributes", attributes(of: structure, record.id, dataset))
        record.set("service_at_locations", [place(structure, service: key, isWhole: isFirst, dataset)])
        return record
    }

    /// Returns a record with a single text.
    private static func part(_ table: HSDSTable, _ id: String, _ member: (String, String)) -> HSDSRecord {
        var record = HSDSRecord(table, id: id)
        record.set(member.0, member.1)
        return record
    }

    /// Returns the start of a date in RFC 3339; nil for a month or a year.
    private static func moment(_ date: String) -> String? {
        TimeText.date(date).map { "\(TimeText.text($0))T00:00:00Z" }
    }

    private static func contacts(of details: StructureDetails, _ key: String) -> [HSDSRecord] {
        details.contacts.enumerated().map { index, contact in
            let key = "\(key)/\(index)"
            var record = HSDSRecord(.contacts, id: key)
            record.set("name", contact.names.text(in: "el"))
            record.set("title", contact.roles.text(in: "el"))
            record.set("email", contact.email)
            record.set("phones", contact.phone.map { [part(.phones, "contact/\(key)", ("number", $0))] } ?? [])
            return record
        }
    }

    private static func costs(of details: StructureDetails, _ key: String) -> [HSDSRecord] {
        guard let cost = details.cost else { return [] }
        var record = HSDSRecord(.costOptions, id: key)
        record.set("option", cost.rawValue)
        if cost == .free { record.set("amount", 0) }
        record.set("amount_description", details.costNote.text(in: "el"))
        return [record]
    }

    private static func areas(of area: ServiceArea, _ key: String, _ dataset: Dataset) -> [HSDSRecord] {
        var records = area.municipalities.map { code in
            part(
                .serviceAreas, "\(key)/\(code)",
                ("name", dataset.municipality(code: code)?.names.text(in: "el") ?? code))
        }
        records += area.settlements.map { id in
            part(.serviceAreas, "\(key)/place/\(id)", ("name", dataset.place(id: id)?.names.text(in: "el") ?? id))
        }
        if !area.outline.isEmpty {
            var json = JSONWriter(capacity: 1024)
            json.multiPolygon(area.outline)
            var record = HSDSRecord(.serviceAreas, id: "\(key)/outline")
            record.set("extent", String(decoding: json.bytes, as: UTF8.self))
            record.set("extent_type", "geojson")
            records.append(record)
        }
        return records
    }

    /// Returns the kind of a structure as an attribute with a term of our taxonomy.
    private static func attributes(of structure: Structure, _ link: String, _ dataset: Dataset) -> [HSDSRecord] {
        guard let kind = dataset.kind(code: structure.kind) else { return [] }
        var record = HSDSRecord(.attributes, id: "\(link)/kind")
        record.set("link_id", link)
        record.set("link_type", kindLink)
        record.set("link_entity", "service")
        record.set("value", kind.code)
        record.set("taxonomy_term", term(kind))
        return [record]
    }

    /// Returns a kind of structure as a taxonomy term.
    static func term(_ kind: StructureKind) -> HSDSRecord {
        var record = HSDSRecord(.taxonomyTerms, id: kind.code)
        record.set("code", kind.code)
        record.set("name", kind.names.text(in: "el"))
        record.set("description", kind.names.text(in: "en"))
        record.set("taxonomy", "kinds")
        return record
    }

    /// Returns the first programme of a service, or nil.
    private static func program(
        _ service: StructureService, of organisation: HSDSRecord, in dataset: Dataset
    ) -> HSDSRecord? {
        guard let code = service.programmes.first else { return nil }
        let known = dataset.programmes?.programmes.first { $0.code == code }
        var record = HSDSRecord(.programs, id: code)
        record.set("organization_id", organisation.id)
        record.set("name", known?.names.text(in: "el") ?? code)
        record.set("description", known?.summary.text(in: "el") ?? code)
        return record
    }

    /// Returns the organisation that runs a structure, else its municipality, else a record named «Unknown».
    static func organisation(of structure: Structure, in dataset: Dataset) -> HSDSRecord {
        if let id = structure.details.organisation, let known = dataset.organisation(id: id) {
            return organisation(known, in: dataset)
        }
        let (id, name) =
            structure.municipality.flatMap { code in
                dataset.municipality(code: code).map { ("municipality-\(code)", $0.title(in: .greek)) }
            } ?? ("unknown", "Unknown")
        var record = HSDSRecord(.organizations, id: id)
        record.set("name", name)
        record.set("description", name)
        return record
    }

    /// Returns an organisation. Our extension contains it completely, with its parents.
    static func organisation(_ organisation: Organisation, in dataset: Dataset) -> HSDSRecord {
        var record = HSDSRecord(.organizations, id: organisation.id)
        let name = organisation.names.text(in: "el")
        record.set("name", name)
        record.set("description", name)
        record.set("email", organisation.email)
        record.set("website", organisation.website)
        record.set("legal_status", organisation.legalForm)
        let parent = organisation.parent.flatMap(dataset.organisation(id:))
        record.set("parent_organization_id", parent.map { uuid(HSDSTable.organizations.entity, $0.id) })
        var json = JSONWriter(capacity: 512)
        json.keepsTextsExact = true
        json.organisation(organisation, in: dataset, depth: 0)
        record.set("plision", profile: json.bytes)
        return record
    }

    /// Returns a service at its location.
    ///
    /// - Parameter isWhole: Whether to add our own record of the structure.
    static func place(
        _ structure: Structure, service: String, isWhole: Bool, _ dataset: Dataset
    ) -> HSDSRecord {
        var record = HSDSRecord(.serviceAtLocations, id: service)
        record.set("service_id", uuid(HSDSTable.services.entity, service))
        record.set("location", location(of: structure))
        guard isWhole else { return record }
        var exact = JSONWriter(capacity: 2048)
        exact.keepsTextsExact = true
        exact.structure(
            structure, of: nil, municipality: structure.municipality.flatMap(dataset.municipality(code:)))
        record.set("plision", profile: exact.bytes)
        return record
    }

    /// Returns the location of a structure.
    ///
    /// The address is in the description as written, because an HSDS address requires a postal code and a country,
    /// which many records do not have.
    private static func location(of structure: Structure) -> HSDSRecord {
        var record = HSDSRecord(.locations, id: structure.id)
        record.set("location_type", structure.details.delivery == .virtual ? "virtual" : "physical")
        record.set("name", structure.names.text(in: "el"))
        record.set("description", structure.address.text(in: "el"))
        record.set("latitude", structure.coordinate?.latitude)
        record.set("longitude", structure.coordinate?.longitude)
        record.set("external_identifier", structure.id)
        record.set("external_identifier_type", "plision")
        let accessibility = structure.details.accessibility
        record.set(
            "accessibility",
            Accessibility.Feature.allCases.compactMap { feature in
                guard let words = words(of: feature, in: accessibility) else { return nil }
                var part = HSDSRecord(.accessibility, id: "\(structure.id)/\(feature)")
                part.set("description", words)
                part.set("details", accessibility.date.map { "checked \(TimeText.text($0))" })
                return part
            })
        return record
    }
}

extension JSONWriter {
    /// Writes an organisation with up to 8 levels of parents.
    fileprivate mutating func organisation(_ organisation: Organisation, in dataset: Dataset, depth: Int) {
        object { json in
            json.member("id", organisation.id)
            json.member("name", organisation.names)
            json.member("legalForm", organisation.legalForm)
            json.member("phone", organisation.phone)
            json.member("email", organisation.email)
            json.member("website", organisation.website)
            json.member("parent", organisation.parent)
            guard depth < 8, let parent = organisation.parent.flatMap(dataset.organisation(id:)) else { return }
            json.key("parentRecord")
            json.organisation(parent, in: dataset, depth: depth + 1)
        }
    }
}

extension Dataset {
    /// Returns the structures in `rows` as an HSDS JSON file: a list of services with all nested records.
    public func hsdsDocument(rows: [Int]) -> [UInt8] {
        var json = JSONWriter(capacity: 1024 + rows.count * 3072)
        json.array { json in
            for (_, service) in HSDSDocument.services(rows: rows, of: self) { service.write(to: &json) }
        }
        return json.bytes
    }
}
