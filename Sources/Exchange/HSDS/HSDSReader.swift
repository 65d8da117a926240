public import Records

/// The partner that a file of services comes from, and defaults for its records.
public struct HSDSPartner: Sendable {
    /// The name of the partner. The same identifier in files of two partners means two different things.
    public var id: String
    /// Code of the kind of structure for services that name none.
    public var kind: String
    /// The time zone for times with an offset; without it such hours are unknown.
    public var zone: ZoneRule?

    /// Creates a partner.
    public init(id: String, kind: String, zone: ZoneRule? = nil) {
        self.id = id
        self.kind = kind
        self.zone = zone
    }

    /// Returns our identifier for a record that the partner calls `names`.
    func identifier(_ table: String, _ names: String...) -> String {
        "hsds-" + HSDSDocument.uuid(table, ([id] + names).joined(separator: "\u{1F}"))
    }
}

extension HSDSDocument {
    /// The contents of a file of services.
    public struct Contents: Sendable {
        /// The structures in the order of the file.
        public var structures: [Structure] = []
        /// The organisations that run them, each once, including their parents.
        public var organisations: [Organisation] = []
        /// What was not used: place and reason, each once with its count.
        public var findings: [(place: String, reason: String)] = []
    }

    /// Reads HSDS 3 services in any of the forms of ``HSDSForm``.
    ///
    /// Services with our own record are restored from it. Services of partners give a structure for each of their
    /// locations.
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error.
    public static func contents(
        reading bytes: [UInt8], file: String, partner: HSDSPartner
    ) throws(DataFileError) -> Contents {
        try contents(of: HSDSForm(reading: bytes, file: file), partner)
    }

    /// Reads the standard's tables.
    ///
    /// - Parameters:
    ///   - tables: The rows of each table by column name, in the order of its file.
    ///   - others: The names of further tables, which are not in the standard.
    ///   - file: The name of the source in errors, whose paths are those of the nested records.
    ///   - partner: The partner that the file comes from.
    /// - Throws: `DataFileError` at the first error.
    public static func contents(
        tables: [HSDSTable: [[String: String]]], others: [String] = [], file: String, partner: HSDSPartner
    ) throws(DataFileError) -> Contents {
        let rows = tables.mapValues { rows in
            rows.map { row in row.mapValues { StrictJSON.string(CSVLine.unguarded($0)) } }
        }
        var form = try HSDSNest(rows, file: file).form
        for other in others {
            form.findings.add(other, "not a table that is read")
            if HSDSHours.isAboutHours(other) { form.hoursAside = other }
        }
        return try contents(of: form, partner)
    }

    /// Reads services that are nested already.
    static func contents(of form: HSDSForm, _ partner: HSDSPartner) throws(DataFileError) -> Contents {
        var contents = Contents()
        var seen: Set<String> = []
        for service in form.services {
            contents.structures += try ownStructures(of: service).filter { seen.insert($0.id).inserted }
        }
        var offers = HSDSOffers(partner, form, ownLocations: contents.structures.map(\.id))
        var bodies: Set<String> = []
        for service in form.services {
            try offers.add(service)
            if let profile = try loose(service)["organization"]?.present.map({ body throws(DataFileError) in
                try loose(body)["plision"]?.present
            }) ?? nil {
                for organisation in try Organisation.chain(reading: profile)
                where bodies.insert(organisation.id).inserted {
                    contents.organisations.append(organisation)
                }
            }
        }
        contents.structures += offers.structures.filter { seen.insert($0.id).inserted }
        contents.organisations += offers.organisations.filter { bodies.insert($0.id).inserted }
        contents.findings = offers.findings.lines
        return contents
    }

    /// Returns the structures of a service that have their own record in it.
    private static func ownStructures(of service: DataNode) throws(DataFileError) -> [Structure] {
        var structures: [Structure] = []
        for place in try places(of: service) {
            guard let own = try loose(place)["plision"]?.present else { continue }
            let structure = try Structure(reading: own)
            try check(service, place, against: structure)
            structures.append(structure)
        }
        return structures
    }

    /// Reads a file service by service, so that one with an error does not hold back the others.
    ///
    /// - Returns: The contents of each service or its error, in the order of the file, and what was not used of the rest.
    /// - Throws: `DataFileError` when the file is not JSON, or has no services.
    package static func eachService(
        reading bytes: [UInt8], file: String, partner: HSDSPartner
    ) throws(DataFileError) -> (
        services: [Result<Contents, DataFileError>], findings: [(place: String, reason: String)]
    ) {
        let form = try HSDSForm(reading: bytes, file: file)
        var own: [Result<[Structure], DataFileError>] = []
        for service in form.services {
            own.append(Result { () throws(DataFileError) in try ownStructures(of: service) })
        }
        let known = own.flatMap { (try? $0.get()) ?? [] }.map(\.id)
        let services = zip(form.services, own).map { service, own in
            Result { () throws(DataFileError) in
                var single = HSDSForm(services: [service], HSDSFindings())
                single.hoursAside = form.hoursAside
                var offers = HSDSOffers(partner, single, ownLocations: known)
                var contents = Contents(structures: try own.get())
                try offers.add(service)
                contents.structures += offers.structures
                contents.organisations = offers.organisations
                contents.findings = offers.findings.lines
                return contents
            }
        }
        return (services, form.findings.lines)
    }

    /// Returns the services at locations of a service.
    static func places(of service: DataNode) throws(DataFileError) -> [DataNode] {
        try loose(service)["service_at_locations"]?.present?.array() ?? []
    }

    /// Returns the members of an object that can have members unknown to us.
    static func loose(_ node: DataNode) throws(DataFileError) -> [String: DataNode] {
        Dictionary(try node.dictionary().map { ($0.key, $0.node) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Organisation {
    /// Reads an organisation in our extension and its parents, the nearest first.
    fileprivate static func chain(reading node: DataNode) throws(DataFileError) -> [Organisation] {
        let object = try node.object(
            ["id"], optional: ["name", "legalForm", "phone", "email", "website", "parent", "parentRecord"])
        let organisation = Organisation(
            id: try object[required: "id"].string(), names: try object["name"]?.present?.text() ?? LocalizedText(),
            legalForm: try object["legalForm"]?.present?.string(), parent: try object["parent"]?.present?.string(),
            phone: try object["phone"]?.present?.string(), email: try object["email"]?.present?.string(),
            website: try object["website"]?.present?.string())
        guard let parent = object["parentRecord"]?.present else { return [organisation] }
        return [organisation] + (try chain(reading: parent))
    }
}
