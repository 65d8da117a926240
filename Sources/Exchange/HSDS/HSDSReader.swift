public import Records

/// Who a file of services is from, and how what it does not say is taken.
public struct HSDSPartner: Sendable {
    /// The name by which the partner is known: what has the same identifiers in files of two partners stays two things.
    public var id: String
    /// Code of the kind that services become which name none.
    public var kind: String
    /// The clocks of the region, which times with an offset are turned into; without them such hours are unknown.
    public var zone: ZoneRule?

    /// Creates a partner.
    public init(id: String, kind: String, zone: ZoneRule? = nil) {
        self.id = id
        self.kind = kind
        self.zone = zone
    }

    /// The identifier here of what the partner calls `names`.
    func identifier(_ table: String, _ names: String...) -> String {
        "hsds-" + HSDSDocument.uuid(table, ([id] + names).joined(separator: "\u{1F}"))
    }
}

extension HSDSDocument {
    /// What a file of services tells.
    public struct Contents: Sendable {
        /// Structures, in the order of the file.
        public var structures: [Structure] = []
        /// The bodies that run them, each once, with those they belong to.
        public var organisations: [Organisation] = []
        /// What the file tells and answers are not made of: where, and what became of it; each once with its count.
        public var findings: [(place: String, reason: String)] = []
    }

    /// Reads HSDS 3 services in any of the forms that ``HSDSForm`` knows; structures in the order of the file. Throws the
    /// JSON path of the first fault. Services that carry our profile's own record give it back whole; those of others give
    /// a structure for each location of theirs, with what the standard says.
    public static func contents(
        reading bytes: [UInt8], file: String, partner: HSDSPartner
    ) throws(DataFileError) -> Contents {
        try contents(of: HSDSForm(reading: bytes, file: file), partner)
    }

    /// Reads tables: rows of texts by column name, for each table in the order of its file. Faults name the record as
    /// it is nested, in `file`. `others` are the names of tables beside them that are none of the standard's.
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
            for place in try places(of: service) {
                guard let own = try loose(place)["plision"]?.present else { continue }
                let structure = try Structure(reading: own)
                try check(service, place, against: structure)
                if seen.insert(structure.id).inserted { contents.structures.append(structure) }
            }
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

    /// The services at locations of a service.
    static func places(of service: DataNode) throws(DataFileError) -> [DataNode] {
        try loose(service)["service_at_locations"]?.present?.array() ?? []
    }

    /// The members of an object of which others may know more than we do.
    static func loose(_ node: DataNode) throws(DataFileError) -> [String: DataNode] {
        Dictionary(try node.dictionary().map { ($0.key, $0.node) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Organisation {
    /// Reads an organisation of our profile and those it belongs to, the nearest first.
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
