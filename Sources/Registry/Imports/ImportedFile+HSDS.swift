internal import Exchange
internal import GeoIndex
internal import Records

extension ImportedFile {
    /// Reads the services of an HSDS document. Each structure is a row, numbered by its service.
    init(hsds bytes: [UInt8], _ defaults: Defaults) throws(RegistryError) {
        let partner = HSDSPartner(id: defaults.partner, kind: defaults.kind)
        var rows: [ImportRow] = []
        do throws(DataFileError) {
            let (services, findings) = try HSDSDocument.eachService(reading: bytes, file: "HSDS", partner: partner)
            var known: [String: Structure] = [:]
            for (index, service) in services.enumerated() {
                do throws(DataFileError) {
                    let contents = try service.get()
                    for structure in contents.structures {
                        // One structure may have several services, each of which repeats it.
                        if known[structure.id] == structure { continue }
                        known[structure.id] = structure
                        var row = ImportRow(number: index + 1, structure, defaults)
                        row.warnings += contents.findings.map(ImportFinding.init)
                        rows.append(row)
                    }
                } catch {
                    rows.append(ImportRow(number: index + 1, ref: "", faults: [ImportFinding(error)]))
                }
            }
            self.init(rows: rows, findings: findings.map(ImportFinding.init))
        } catch {
            throw ImportTable.damaged(error.place, "expected \(error.expected), found \(PlainText.line(error.found))")
        }
        try ImportLimits.check(rows: rows.count)
    }
}

extension ImportFinding {
    /// Something in a document that the registry has no place for.
    fileprivate init(place: String, reason: String) {
        self.init(place, el: "δεν διαβάζεται, ή δεν έχει θέση στο μητρώο", en: reason)
    }

    /// An error of a document.
    fileprivate init(_ error: DataFileError) {
        self.init(
            error.place, found: error.found, el: "δεν είναι όπως το ορίζει το HSDS 3", en: "expected \(error.expected)")
    }
}

extension ImportRow {
    /// Reads what a structure has. What it does not have says nothing about the live one.
    fileprivate init(number: Int, _ structure: Structure, _ defaults: ImportedFile.Defaults) {
        let details = structure.details
        self.init(number: number, ref: structure.id)
        let isPartners = details.partnerRecord != nil
        if isPartners, defaults.partner.isEmpty {
            faults.append(
                ImportFinding(
                    "partner", el: "γράψτε από ποιον συνεργάτη είναι το αρχείο",
                    en: "say which partner the file comes from"))
        }
        put(.name, structure.names)
        put(.kind, structure.kind)
        put(.municipality, structure.municipality ?? (isPartners ? defaults.municipality : nil))
        put(.status, structure.status.rawValue)
        put(.statusReason, details.statusReason)
        put(.validFrom, details.validFrom.map { TimeText.text($0) })
        put(.validTo, details.validTo.map { TimeText.text($0) })
        put(.address, structure.address)
        put(.phone, structure.phone)
        put(.email, structure.email)
        put(.website, structure.website)
        if let position = structure.coordinate {
            var members = [
                StrictJSON.Member(key: "lon", value: .number(position.longitude)),
                StrictJSON.Member(key: "lat", value: .number(position.latitude)),
            ]
            if let accuracy = structure.statedAccuracyMetres {
                members.append(StrictJSON.Member(key: "accuracyMetres", value: .number(accuracy)))
            }
            values[.position] = .object(members)
        }
        // A document cannot lift the mark: it says nothing when the structure may be located.
        if details.isRedacted { values[.redacted] = .bool(true) }
        put(.openingHours, structure.openingHours)
        put(.wheelchair, structure.wheelchair)
        put(.accessNote, details.accessNote)
        put(.languages, details.languages)
        put(.audiences, details.audiences)
        let documents = details.documents.compactMap { value($0, .documents) }
        if !documents.isEmpty { values[.documents] = .array(documents) }
        put(.eligibility, details.eligibility)
        put(.application, details.application)
        put(.cost, details.cost?.rawValue)
        put(.costNote, details.costNote)
        put(.appointment, details.appointment?.rawValue)
        // Documents say «place» also where nothing is known.
        if details.delivery != .place { put(.delivery, details.delivery.rawValue) }
        put(.organisation, details.organisation)
        put(.checkedOn, structure.checkedOn)
        if let days = details.checkEveryDays { values[.checkEveryDays] = .number(Double(days)) }
        warn(of: structure)
    }

    private mutating func put(_ field: DirectoryField, _ text: String?) {
        if let text, !text.isEmpty { values[field] = .string(text) }
    }

    private mutating func put(_ field: DirectoryField, _ texts: [String]) {
        if !texts.isEmpty { values[field] = .array(texts.map { .string($0) }) }
    }

    private mutating func put(_ field: DirectoryField, _ text: LocalizedText) {
        if let value = value(text, field) { values[field] = value }
    }

    /// A text in Greek and English. One whose language is not told is Greek when it has Greek letters, else English.
    private mutating func value(_ text: LocalizedText, _ field: DirectoryField) -> StrictJSON? {
        var members: [StrictJSON.Member] = []
        for entry in text.entries where entry.tag == "el" || entry.tag == "en" {
            members.append(StrictJSON.Member(key: entry.tag, value: .string(entry.text)))
        }
        for entry in text.entries where entry.tag != "el" && entry.tag != "en" {
            let isGreek = entry.text.unicodeScalars.contains { (0x370...0x3FF).contains($0.value) }
            let tag = isGreek ? "el" : "en"
            if entry.tag == "und", members.isEmpty {
                members.append(StrictJSON.Member(key: tag, value: .string(entry.text)))
            } else {
                warnings.append(
                    ImportFinding(
                        field.rawValue, found: entry.text, el: "η γλώσσα \(entry.tag) δεν έχει θέση εδώ",
                        en: "the language \(entry.tag) has no place here"))
            }
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// Tells of what a structure has and the registry has no field for.
    private mutating func warn(of structure: Structure) {
        let details = structure.details
        let others: [(String, Bool)] = [
            ("parent", structure.parent != nil), ("positionNote", !structure.positionNote.isEmpty),
            ("services", !details.services.isEmpty), ("serviceArea", !details.serviceArea.isEmpty),
            ("accessibility", !details.accessibility.features.isEmpty),
            ("minimumAge", details.minimumAge != nil), ("maximumAge", details.maximumAge != nil),
            ("interpretation", !details.interpretation.isEmpty), ("capacity", details.capacity != nil),
            ("contacts", !details.contacts.isEmpty), ("funding", !details.funding.isEmpty),
            ("source", structure.source != nil && structure.source != Structure.registrySource),
        ]
        for (place, isThere) in others where isThere {
            warnings.append(ImportFinding(place, el: "δεν έχει θέση στο μητρώο", en: "has no place in the registry"))
        }
    }
}
