internal import Alerts
internal import Entitlement
internal import GeoIndex
internal import Records
internal import Routing

extension PublishedSnapshot {
    /// Reads the body. A field that this version does not know is an error, so that none is shown half understood.
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.object(
            ["installation", "revision", "at", "structures"], optional: ["figures", "closures", "alerts"])
        let installation = try members[required: "installation"].string()
        guard installation.utf8.count == 32, Hexadecimal.bytes(installation) != nil else {
            throw try members[required: "installation"].fault("32 hexadecimal digits")
        }
        self.installation = installation
        revision = try members[required: "revision"].integer(in: 1...Int(1 << 53))
        at = UTCInstant(seconds: try members[required: "at"].integer(in: 0...253_402_300_799))
        structures = []
        for entry in try members[required: "structures"].array() {
            let members = try entry.object(["id", "version", "fields"])
            let id = try members[required: "id"].string()
            if let last = structures.last?.structure.id, last >= id {
                throw try members[required: "id"].fault("an identifier after \"\(last)\"")
            }
            structures.append(
                Entry(
                    version: try members[required: "version"].integer(in: 1...Int(1 << 53)),
                    structure: try Structure(id: id, published: members[required: "fields"])))
        }
        figures = []
        for entry in try members["figures"]?.array() ?? [] {
            let members = try entry.object(["id", "version", "values"])
            let id = try members[required: "id"].string()
            if let last = figures.last?.id, last >= id {
                throw try members[required: "id"].fault("a name after \"\(last)\"")
            }
            figures.append(
                Figure(
                    id: id, version: try members[required: "version"].integer(in: 1...Int(1 << 53)),
                    values: try FigureValues(members[required: "values"])))
        }
        closures = try members["closures"].map { node throws(DataFileError) in try ClosureSet(published: node) }
        // As the documents of the standard: a digital signature in them stays.
        for entry in try members["alerts"]?.array() ?? [] {
            let text = try entry.string()
            do throws(AlertFault) {
                alerts.append(try AlertDocument(text))
            } catch {
                throw entry.fault("an alert", found: "\(error)")
            }
        }
    }
}

extension ClosureSet {
    /// Reads published closures by the rules of closure files.
    fileprivate init(published node: DataNode) throws(DataFileError) {
        let members = try node.object(["version", "features"])
        let version = try members[required: "version"].integer(in: 1...Int(1 << 53))
        let features = try members[required: "features"]
        do {
            try self.init(
                value: .object([
                    StrictJSON.Member(key: "type", value: .string("FeatureCollection")),
                    StrictJSON.Member(key: "version", value: .number(Double(version))),
                    StrictJSON.Member(key: "features", value: features.value),
                ]))
        } catch {
            throw node.fault(error.expected, found: "\(error.place): \(error.found)")
        }
    }
}

extension Structure {
    /// The fields of a published structure that every one has.
    static let requiredFields = ["name", "kind", "municipality", "status"]
    /// The other fields that may be published. A field is published only when it is named here.
    static let optionalFields = [
        "statusReason", "validFrom", "validTo", "address", "phone", "email", "website", "position", "redacted",
        "openingHours",
        "wheelchair", "accessNote", "languages", "audiences", "documents", "eligibility", "application", "cost",
        "costNote",
        "appointment", "delivery", "organisation", "checkedOn", "checkEveryDays",
    ]

    fileprivate init(id: String, published node: DataNode) throws(DataFileError) {
        let fields = try node.object(Self.requiredFields, optional: Self.optionalFields)
        self.init(
            id: id, kind: try fields[required: "kind"].string(), names: try fields[required: "name"].text(),
            municipality: try fields[required: "municipality"].string(),
            status: try fields[required: "status"].choice(Structure.Status.self))
        address = try fields["address"].text()
        phone = try fields["phone"].string()
        email = try fields["email"].string()
        website = try fields["website"].string()
        openingHours = try fields["openingHours"].string()
        wheelchair = try fields["wheelchair"].string()
        checkedOn = try fields["checkedOn"].date().map(TimeText.text)
        if let position = fields["position"] {
            let members = try position.object(["lon", "lat"], optional: ["accuracyMetres"])
            let (longitude, latitude) = (try members[required: "lon"].number(), try members[required: "lat"].number())
            guard (-180...180).contains(longitude), (-90...90).contains(latitude) else {
                throw position.fault("degrees")
            }
            coordinate = Coordinate(longitude: longitude, latitude: latitude)
            accuracyMetres = try members["accuracyMetres"].map { node throws(DataFileError) in
                Double(try node.integer(in: 0...100_000))
            }
        }
        details = try StructureDetails(fields)
    }
}

extension StructureDetails {
    fileprivate init(_ fields: DataObject) throws(DataFileError) {
        self.init()
        if let node = fields["delivery"] { delivery = try node.choice(Delivery.self) }
        if let node = fields["redacted"] { isRedacted = try node.bool() }
        organisation = try fields["organisation"].string()
        statusReason = try fields["statusReason"].text()
        validFrom = try fields["validFrom"].date()
        validTo = try fields["validTo"].date()
        accessNote = try fields["accessNote"].text()
        languages = try fields["languages"]?.strings() ?? []
        audiences = try fields["audiences"]?.strings() ?? []
        eligibility = try fields["eligibility"].text()
        application = try fields["application"].text()
        for node in try fields["documents"]?.array() ?? [] { documents.append(try node.text()) }
        if let node = fields["cost"] { cost = try node.choice(Cost.self) }
        costNote = try fields["costNote"].text()
        if let node = fields["appointment"] { appointment = try node.choice(Appointment.self) }
        if let node = fields["checkEveryDays"] { checkEveryDays = try node.integer(in: 1...3650) }
    }
}

/// The values of fields that may be missing.
extension DataNode? {
    fileprivate func text() throws(DataFileError) -> LocalizedText { try self?.text() ?? LocalizedText() }

    fileprivate func string() throws(DataFileError) -> String? { try self?.string() }

    fileprivate func date() throws(DataFileError) -> CivilDate? { try self?.date() }
}
