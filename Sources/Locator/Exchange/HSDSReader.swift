internal import GeoIndex

extension HSDSDocument {
    /// What a file of services tells.
    public struct Contents: Sendable {
        /// Structures, in the order of the file.
        public var structures: [Structure] = []
        /// The bodies that run them, each once, with those they belong to.
        public var organisations: [Organisation] = []
        /// What the file tells and a structure has no place for: JSON path and member.
        public var untold: [(place: String, member: String)] = []
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
                try check(service, place, against: structure)
                if seen.insert(structure.id).inserted { contents.structures.append(structure) }
            }
        }
        // Further services of a structure whose own record came with its first.
        let own = Set(contents.structures.map { uuid(HSDSTable.locations.entity, $0.id) })
        var bodies: Set<String> = []
        for service in services {
            let foreign = try foreign(service, kind: kind, except: own)
            if !foreign.isEmpty { contents.untold += try untold(in: service) }
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

    /// Whether the standard's members still say what our profile's record says: a file of ours that was edited by a program
    /// that knows only the standard says two things, and neither is dropped in silence.
    private static func check(
        _ service: DataNode, _ place: DataNode, against structure: Structure
    ) throws(DataFileError) {
        let members = try loose(service)
        func agree(_ node: DataNode?, _ own: String?, _ what: String) throws(DataFileError) {
            guard let node = node?.present else { return }
            let text = try node.string()
            guard text == own ?? "" else {
                throw node.fault(
                    "\"\(own ?? "")\", as \"plision\" says of \(what); mend or remove one", found: "\"\(text)\"")
            }
        }
        try agree(members["status"], status(structure.status), "the status")
        try agree(members["url"], structure.website, "the web page")
        try agree(members["email"], structure.email, "the mail address")
        if let phones = try members["phones"]?.present?.array(), let first = phones.first {
            try agree(try loose(first)["number"], structure.phone, "the telephone")
        }
        func same(_ node: DataNode?, _ key: String, _ own: [String], _ what: String) throws(DataFileError) {
            guard let node = node?.present else { return }
            var found: [String] = []
            for item in try node.array() { found.append(try loose(item)[key]?.present?.string() ?? "") }
            guard found.sorted() == own.sorted() else {
                throw node.fault(
                    "\(what) as \"plision\" has them; mend or remove one", found: "\(found.joined(separator: "; "))")
            }
        }
        let details = structure.details
        let names = [structure.names] + details.services.map(\.names)
        if let name = members["name"]?.present, !names.contains(where: { $0.text(in: "el") == (try? name.string()) }) {
            throw name.fault("a name that \"plision\" has; mend or remove one")
        }
        if let text = members["description"]?.present,
            !details.services.contains(where: { $0.descriptions.text(in: "el") == (try? text.string()) })
        {
            throw text.fault("a description that \"plision\" has; mend or remove one")
        }
        try same(members["languages"], "code", details.languages, "languages")
        try same(
            members["required_documents"], "document", details.documents.map { $0.text(in: "el") }, "documents")
        try same(
            members["schedules"], "description",
            schedules(of: structure, "").map { $0.text("description") ?? "" }, "schedules")
        guard let location = try loose(place)["location"]?.present else { return }
        let parts = try loose(location)
        try same(
            parts["accessibility"], "description",
            Accessibility.Feature.allCases.compactMap { words(of: $0, in: details.accessibility) }, "accessibility")
        try same(parts["phones"], "number", [], "phones of the location")
        try agree(parts["name"], structure.names.text(in: "el"), "the name")
        try agree(parts["description"], structure.address.text(in: "el"), "the address")
        for (key, own) in [
            ("latitude", structure.coordinate?.latitude), ("longitude", structure.coordinate?.longitude),
        ] {
            guard let node = parts[key]?.present else { continue }
            let number = try node.number()
            guard let own, abs(number - own) < 1e-6 else {
                throw node.fault("the position that \"plision\" has; mend or remove one", found: "\(number)")
            }
        }
    }

    /// Lists of a service of others that no structure has a place for.
    private static func untold(in service: DataNode) throws(DataFileError) -> [(place: String, member: String)] {
        var found: [(place: String, member: String)] = []
        func look(_ node: DataNode, _ names: [String]) throws(DataFileError) {
            let members = try loose(node)
            for name in names where try members[name]?.present?.array().isEmpty == false {
                found.append((node.path, name))
            }
        }
        try look(service, ["service_areas", "attributes"])
        // Hours that we cannot tell without making some up.
        let places = try places(of: service)
        for node in [service] + places {
            let schedules = try loose(node)["schedules"]?.present?.array() ?? []
            if !schedules.isEmpty, try hours(reading: schedules) == nil { found.append((node.path, "schedules")) }
        }
        for place in places { try look(place, ["service_areas", "attributes", "contacts"]) }
        return found
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
        let places = try places(of: service)
        // A service at no place is reached by telephone or on the web.
        if places.isEmpty {
            structures.append(
                try standard(
                    service: members, id: id, name: name, status: status, place: [:], location: nil, kind: kind))
        }
        for place in places {
            let parts = try loose(place)
            guard parts["plision"]?.present == nil, let location = parts["location"]?.present else { continue }
            if let known = try loose(location)["id"]?.present?.string(), own.contains(known) { continue }
            structures.append(
                try standard(
                    service: members, id: id, name: name, status: status, place: parts, location: location, kind: kind))
        }
        return structures
    }

    /// What the standard's own members say.
    private static func standard(
        service: [String: DataNode], id: String, name: String, status: String?, place: [String: DataNode],
        location: DataNode?, kind: String
    ) throws(DataFileError) -> Structure {
        let members = try location.map { node throws(DataFileError) in try loose(node) } ?? [:]
        let key = try location.map { node throws(DataFileError) in try required(members, "id", of: node) } ?? id
        var structure = Structure(id: "hsds-\(key)", kind: kind, names: LocalizedText(["und": name]))
        structure.status =
            switch status {
            case "inactive": .planned
            case "defunct": .closed
            case "temporarily closed": .suspended
            default: .unverified
            }
        structure.website = try service["url"]?.present?.string()
        structure.email = try service["email"]?.present?.string()
        // The nearer to the place, the likelier somebody there answers.
        var numbers: [String] = []
        for phones in [place["phones"], service["phones"], members["phones"]] {
            for phone in try phones?.present?.array() ?? [] {
                guard let number = try loose(phone)["number"]?.present?.string() else { continue }
                if !numbers.contains(number) { numbers.append(number) }
            }
        }
        structure.phone = numbers.isEmpty ? nil : numbers.joined(separator: "; ")
        structure.source = "HSDS service \(id)"
        structure.checkedOn = try service["assured_date"]?.present?.string()
        if let longitude = try members["longitude"]?.present?.number(),
            let latitude = try members["latitude"]?.present?.number()
        {
            let position = Coordinate(longitude: longitude, latitude: latitude)
            if !position.isValid, let location { throw location.fault("latitude and longitude in degrees") }
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
        for schedules in [place["schedules"], service["schedules"], members["schedules"]]
        where structure.openingHours == nil {
            structure.openingHours = try hours(reading: schedules?.present?.array() ?? [])
        }
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
        for option in try service["cost_options"]?.present?.array() ?? [] {
            let amount = try loose(option)["amount"]?.present?.number()
            guard let amount else { continue }
            // One that costs makes the whole paid for.
            structure.details.cost = amount > 0 ? .paid : structure.details.cost ?? .free
        }
        for access in try members["accessibility"]?.present?.array() ?? [] {
            guard let text = try loose(access)["description"]?.present?.string() else { continue }
            let known = structure.details.accessNote["und"].map { "\($0); " } ?? ""
            structure.details.accessNote = LocalizedText(["und": known + text])
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
        let type = try members["location_type"]?.present?.string()
        structure.details.delivery = location == nil || type == "virtual" ? .virtual : .place
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
