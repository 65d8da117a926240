internal import GeoIndex

extension HSDSDocument {
    /// What a file of services tells.
    public struct Contents: Sendable {
        /// Structures, in the order of the file.
        public var structures: [Structure] = []
        /// The bodies that run them, each once, with those they belong to.
        public var organisations: [Organisation] = []
    }

    /// Reads a list of HSDS 3 services, or an object whose `contents` or `services` is one; structures in the order of the
    /// file. Throws the JSON path of the first fault. Services that carry our profile's own record give it back whole; those
    /// of others give what the standard says, of the kind `kind`, and each location once.
    public static func contents(
        reading bytes: [UInt8], file: String, kind: String
    ) throws(DataFileError) -> Contents {
        try contents(of: list(DataNode(reading: bytes, file: file)), kind: kind)
    }

    /// Reads services that are nested already.
    static func contents(of services: [DataNode], kind: String) throws(DataFileError) -> Contents {
        var contents = Contents()
        var seen: Set<String> = []
        for service in services {
            for place in try places(of: service) {
                guard let own = try loose(place)["plision"]?.present else { continue }
                let structure = try Structure(reading: own)
                if seen.insert(structure.id).inserted { contents.structures.append(structure) }
            }
        }
        // Further services of a structure whose own record came with its first.
        let own = Set(contents.structures.map { uuid(HSDSTable.locations.entity, $0.id) })
        var bodies: Set<String> = []
        for service in services {
            let foreign = try foreign(service, kind: kind, except: own)
            for structure in foreign where seen.insert(structure.id).inserted { contents.structures.append(structure) }
            guard let body = try loose(service)["organization"]?.present else { continue }
            let profile = try loose(body)["plision"]?.present
            if let profile {
                for organisation in try Organisation.chain(reading: profile)
                where bodies.insert(organisation.id).inserted {
                    contents.organisations.append(organisation)
                }
            } else if !foreign.isEmpty {
                let organisation = try standard(organisation: body)
                if bodies.insert(organisation.id).inserted { contents.organisations.append(organisation) }
            }
        }
        return contents
    }

    private static func standard(organisation body: DataNode) throws(DataFileError) -> Organisation {
        let members = try loose(body)
        return Organisation(
            id: "hsds-\(try required(members, "id", of: body))",
            names: LocalizedText(["und": try required(members, "name", of: body)]),
            legalForm: try members["legal_status"]?.present?.string(),
            parent: try members["parent_organization_id"]?.present.map { node throws(DataFileError) in
                "hsds-\(try node.string())"
            }, phone: try first(members["phones"], "number"), email: try members["email"]?.present?.string(),
            website: try members["website"]?.present?.string())
    }

    private static func places(of service: DataNode) throws(DataFileError) -> [DataNode] {
        try loose(service)["service_at_locations"]?.present?.array() ?? []
    }

    private static func list(_ root: DataNode) throws(DataFileError) -> [DataNode] {
        guard case .object = root.value else { return try root.array() }
        let members = try root.dictionary()
        guard let list = members.first(where: { $0.key == "contents" || $0.key == "services" }) else {
            throw root.fault("a list of services, or an object with contents")
        }
        return try list.node.array()
    }

    private static func foreign(
        _ service: DataNode, kind: String, except own: Set<String>
    ) throws(DataFileError) -> [Structure] {
        let members = try loose(service)
        let id = try required(members, "id", of: service)
        let name = try required(members, "name", of: service)
        let status = try members["status"]?.present?.string()
        var structures: [Structure] = []
        for place in try places(of: service) {
            let parts = try loose(place)
            guard parts["plision"]?.present == nil, let location = parts["location"]?.present else { continue }
            if let known = try loose(location)["id"]?.present?.string(), own.contains(known) { continue }
            structures.append(
                try standard(service: members, id: id, name: name, status: status, location: location, kind: kind))
        }
        return structures
    }

    /// What the standard's own members say.
    private static func standard(
        service: [String: DataNode], id: String, name: String, status: String?, location: DataNode, kind: String
    ) throws(DataFileError) -> Structure {
        let members = try loose(location)
        let place = try required(members, "id", of: location)
        var structure = Structure(
            id: "hsds-\(place)", kind: kind, names: LocalizedText(["und": name]))
        structure.status =
            switch status {
            case "inactive": .planned
            case "defunct": .closed
            case "temporarily closed": .suspended
            default: .unverified
            }
        structure.website = try service["url"]?.present?.string()
        structure.email = try service["email"]?.present?.string()
        structure.phone = try first(service["phones"], "number")
        if structure.phone == nil { structure.phone = try first(members["phones"], "number") }
        structure.source = "HSDS service \(id)"
        structure.checkedOn = try service["assured_date"]?.present?.string()
        if let longitude = try members["longitude"]?.present?.number(),
            let latitude = try members["latitude"]?.present?.number()
        {
            let position = Coordinate(longitude: longitude, latitude: latitude)
            guard position.isValid else { throw location.fault("latitude and longitude in degrees") }
            structure.coordinate = position
        }
        if let address = try members["addresses"]?.present?.array().first {
            let parts = try loose(address)
            var lines: [String] = []
            for key in ["address_1", "address_2", "city", "postal_code"] {
                if let line = try parts[key]?.present?.string() { lines.append(line) }
            }
            structure.address = LocalizedText(["und": lines.joined(separator: ", ")])
        }
        var schedules = try service["schedules"]?.present?.array() ?? []
        schedules += try members["schedules"]?.present?.array() ?? []
        structure.openingHours = try hours(reading: schedules)
        if let body = service["organization"]?.present {
            structure.details.organisation = "hsds-\(try required(loose(body), "id", of: body))"
        }
        if let alert = try service["alert"]?.present?.string() {
            structure.details.statusReason = LocalizedText(["und": alert])
        }
        for contact in try service["contacts"]?.present?.array() ?? [] {
            let members = try loose(contact)
            func text(_ key: String) throws(DataFileError) -> LocalizedText {
                guard let text = try members[key]?.present?.string() else { return LocalizedText() }
                return LocalizedText(["und": text])
            }
            structure.details.contacts.append(
                StructureContact(
                    names: try text("name"), roles: try text("title"), phone: try first(members["phones"], "number"),
                    email: try members["email"]?.present?.string()))
        }
        for funding in try service["funding"]?.present?.array() ?? [] {
            if let source = try loose(funding)["source"]?.present?.string() {
                structure.details.funding.append(Funding(names: LocalizedText(["und": source])))
            }
        }
        if let fees = try service["fees_description"]?.present?.string() {
            structure.details.costNote = LocalizedText(["und": fees])
        }
        if let description = try service["description"]?.present?.string() {
            structure.details.services = [
                StructureService(
                    code: id, names: LocalizedText(["und": name]), descriptions: LocalizedText(["und": description]))
            ]
        }
        structure.details.delivery = try members["location_type"]?.present?.string() == "virtual" ? .virtual : .place
        for language in try service["languages"]?.present?.array() ?? [] {
            if let code = try loose(language)["code"]?.present?.string() {
                structure.details.languages.append(code.lowercased())
            }
        }
        for document in try service["required_documents"]?.present?.array() ?? [] {
            if let text = try loose(document)["document"]?.present?.string() {
                structure.details.documents.append(LocalizedText(["und": text]))
            }
        }
        return structure
    }

    private static func first(_ list: DataNode?, _ key: String) throws(DataFileError) -> String? {
        for item in try list?.present?.array() ?? [] {
            if let text = try loose(item)[key]?.present?.string() { return text }
        }
        return nil
    }

    /// The members of an object of which others may know more than we do.
    static func loose(_ node: DataNode) throws(DataFileError) -> [String: DataNode] {
        Dictionary(try node.dictionary().map { ($0.key, $0.node) }, uniquingKeysWith: { first, _ in first })
    }

    private static func required(
        _ members: [String: DataNode], _ key: String, of node: DataNode
    ) throws(DataFileError) -> String {
        guard let member = members[key]?.present else { throw node.fault("a member \"\(key)\"", found: "none") }
        return try member.string()
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
