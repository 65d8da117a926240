internal import GeoIndex

extension HSDSDocument {
    /// Reads a list of HSDS 3 services, or an object whose `contents` or `services` is one; structures in the order of the
    /// file. Throws the JSON path of the first fault. Services that carry our profile's own record give it back whole; those
    /// of others give what the standard says, of the kind `kind`, and each location once.
    public static func structures(
        reading bytes: [UInt8], file: String, kind: String
    ) throws(DataFileError) -> [Structure] {
        let root = try DataNode(reading: bytes, file: file)
        let services = try list(root)
        var structures: [Structure] = []
        var seen: Set<String> = []
        for service in services {
            for place in try places(of: service) {
                guard let own = try loose(place)["plision"]?.present else { continue }
                let structure = try Structure(reading: own)
                if seen.insert(structure.id).inserted { structures.append(structure) }
            }
        }
        // Further services of a structure whose own record came with its first.
        let own = Set(structures.map { uuid("location", $0.id) })
        for service in services {
            for structure in try foreign(service, kind: kind, except: own) where seen.insert(structure.id).inserted {
                structures.append(structure)
            }
        }
        return structures
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
    private static func loose(_ node: DataNode) throws(DataFileError) -> [String: DataNode] {
        Dictionary(try node.dictionary().map { ($0.key, $0.node) }, uniquingKeysWith: { first, _ in first })
    }

    private static func required(
        _ members: [String: DataNode], _ key: String, of node: DataNode
    ) throws(DataFileError) -> String {
        guard let member = members[key]?.present else { throw node.fault("a member \"\(key)\"", found: "none") }
        return try member.string()
    }
}
