internal import Records

/// Converts partners' services into structures, one for each service at a location, so that each has its own hours.
struct HSDSOffers {
    private var partner: HSDSPartner
    private let file: HSDSPartner
    private let hours: HSDSHours
    /// Identifiers of the locations of structures whose own record is in the file.
    private let ownLocations: Set<String>
    private(set) var structures: [Structure] = []
    private(set) var organisations: [Organisation] = []
    private(set) var findings: HSDSFindings
    private var bodies: Set<String> = []
    /// The records by identifier of their structure, and the services by theirs, to find duplicates.
    private var records: [String: [[UInt8]]] = [:]
    private var services: [String: [[UInt8]]] = [:]

    init(_ partner: HSDSPartner, _ form: HSDSForm, ownLocations: [String]) {
        (self.partner, file) = (partner, partner)
        findings = form.findings
        hours = HSDSHours(zone: partner.zone, fileAside: form.hoursAside)
        self.ownLocations = Set(ownLocations.map { HSDSDocument.uuid(HSDSTable.locations.entity, $0) })
    }

    /// Adds a service at each of its locations. A service without locations is offered by telephone or online.
    /// Locations with our own record are skipped.
    mutating func add(_ node: DataNode) throws(DataFileError) {
        let all = try HSDSDocument.places(of: node)
        var places: [DataNode] = []
        for place in all where try isForeign(place) { places.append(place) }
        try checkNames(node)
        partner = file
        if let origin = try HSDSDocument.loose(node)["plision"]?.present {
            partner.id = try origin.object(["partner"])[required: "partner"].string()
        }
        guard all.isEmpty || !places.isEmpty else { return }
        var service = try HSDSRecord(reading: node.without("service_at_locations"), .services, &findings)
        rename(&service, node)
        if let body = service.record("organization") { try add(body, node) }
        if places.isEmpty { try add(service, node, at: nil) }
        for place in places { try add(service, node, at: place) }
    }

    private func isForeign(_ place: DataNode) throws(DataFileError) -> Bool {
        let parts = try HSDSDocument.loose(place)
        guard parts["plision"]?.present == nil else { return false }
        let location = try parts["location"]?.present.map(HSDSDocument.loose) ?? [:]
        return (try? location["id"]?.string()).flatMap { $0 }.map { !ownLocations.contains($0) } ?? true
    }

    private func checkNames(_ node: DataNode) throws(DataFileError) {
        let members = try HSDSDocument.loose(node)
        for name in ["id", "name"] where members[name]?.isEmpty ?? true {
            throw node.fault("a member \"\(name)\"", found: "none")
        }
    }

    /// Gives a service another identifier when a different service has the same one.
    private mutating func rename(_ service: inout HSDSRecord, _ node: DataNode) {
        let given = service.bytes
        let id = service.id
        let known = services[id, default: []]
        let index = known.firstIndex(of: given) ?? known.count
        if index == known.count { services[id, default: []].append(given) }
        guard index > 0 else { return }
        if index == known.count {
            findings.add("\(node.path).id", "\"\(id)\" names two services that differ: both kept")
        }
        service.set(id: HSDSDocument.uuid(HSDSTable.services.entity, "\(id)\u{1F}\(index)"))
    }

    private mutating func add(_ body: HSDSRecord, _ node: DataNode) throws(DataFileError) {
        guard !body.id.isEmpty, let name = body.text("name") else {
            throw try (HSDSDocument.loose(node)["organization"] ?? node).fault("members \"id\" and \"name\"")
        }
        let id = partner.identifier("organization", body.id)
        guard bodies.insert(id).inserted else { return }
        organisations.append(
            Organisation(
                id: id, names: HSDSOffer.words(name), legalForm: body.plain("legal_status"),
                parent: body.text("parent_organization_id").map { partner.identifier("organization", $0) },
                phone: body.list("phones").lazy.compactMap { $0.plain("number") }.first, email: body.plain("email"),
                website: body.plain("website")))
    }

    private mutating func add(_ service: HSDSRecord, _ node: DataNode, at place: DataNode?) throws(DataFileError) {
        var whole = service
        var link: HSDSRecord?
        var levels = [[node]]
        if let place {
            let read = try HSDSRecord(reading: place, .serviceAtLocations, &findings)
            whole.set("service_at_locations", [read])
            link = read
            if let location = try HSDSDocument.loose(place)["location"]?.present {
                guard read.record("location")?.id.isEmpty == false else {
                    throw location.fault("a member \"id\"", found: "none")
                }
                levels = [[location, node]]
            } else {
                findings.add(place.path, "no location given")
            }
            levels.insert([place], at: 0)
        }
        let given = whole.bytes
        let names = [service.id, link?.id ?? "", link?.record("location")?.id ?? ""]
        let id = partner.identifier("structure", names[0], names[1], names[2])
        let known = records[id, default: []]
        if known.contains(given) { return }
        records[id, default: []].append(given)
        if !known.isEmpty {
            findings.add(place?.path ?? node.path, "\"\(names[1])\" is twice at this location, and differs: both kept")
        }
        let offer = HSDSOffer(service: service, link: link, partner: partner)
        structures.append(
            offer.structure(
                id: known.isEmpty ? id : "\(id)-\(known.count)", hours: try hours(levels),
                record: String(decoding: given, as: UTF8.self)))
        for (name, reason) in offer.findings {
            let isService = name == "status"
            let path = isService ? node.path : "\((place ?? node).path).location"
            let table: HSDSTable = isService ? .services : .locations
            findings.add(findings.isTabular ? "\(table.fileName), \(name)" : "\(path).\(name)", reason)
        }
    }

    /// Returns the hours of the first level of records that has any; nil when unknown.
    ///
    /// All records of a level must have the same hours. Otherwise it is unknown which apply: a building can be open
    /// longer than a service in it, and a branch shorter than its head office.
    private mutating func hours(_ levels: [[DataNode]]) throws(DataFileError) -> String? {
        for level in levels {
            var known: [(node: DataNode, text: String)] = []
            var words: [String?] = []
            for record in level {
                switch try hours.stated(by: record) {
                case .nothing: continue
                case .hours(let text): known.append((record, text))
                case .unknown(let said, let reason):
                    words.append(said)
                    reportUnknown(record, reason)
                }
            }
            guard words.isEmpty else {
                let said = words.compactMap { $0 }.joined(separator: "; ")
                return said.isEmpty ? nil : "unknown \"\(said)\""
            }
            guard let first = known.first, let last = known.last else { continue }
            if HSDSHours.areSame(first.text, last.text) { return first.text }
            reportUnknown(
                first.node, "the location tells \(first.text.prefix(80)), the service \(last.text.prefix(80))")
            return nil
        }
        return nil
    }

    private mutating func reportUnknown(_ record: DataNode, _ reason: String) {
        findings.add(
            findings.isTabular ? HSDSTable.schedules.fileName : "\(record.path).schedules", "hours unknown: \(reason)")
    }
}

extension DataNode {
    /// Returns the object without one of its members.
    func without(_ name: String) -> DataNode {
        guard case .object(let members) = value else { return self }
        return DataNode(value: .object(members.filter { $0.key != name }), file: file, path: path)
    }
}
