internal import Records

/// The services of a JSON file of HSDS, whatever it begins with: a list, a page of one (`contents`), a single record or one
/// on each line; of services, of organisations with their services, of services at locations, or of the standard's tables.
struct HSDSForm {
    /// Services, each with its organisation and its locations nested in it.
    private(set) var services: [DataNode] = []
    /// What the file has besides.
    var findings: HSDSFindings
    /// What it has that is about hours and not of the standard, so that no schedule of it tells all.
    var hoursAside: String?

    /// Services that are nested already.
    init(services: [DataNode], _ findings: HSDSFindings) {
        self.services = services
        self.findings = findings
    }

    /// Reads a file; throws where it is no JSON, or has no services.
    init(reading bytes: [UInt8], file: String) throws(DataFileError) {
        findings = HSDSFindings()
        let root: DataNode
        do {
            root = try DataNode(reading: bytes, file: file)
        } catch {
            guard let lines = try Self.lines(bytes, file) else { throw error }
            for line in lines { try add(line) }
            try checkServices(DataNode(value: .array([]), file: file, path: "$"))
            return
        }
        if case .object = root.value, let tables = try Self.tables(root) {
            self = try HSDSNest(tables, file: file).form
            for (name, node) in try root.dictionary() where HSDSTable(called: name) == nil && !node.isEmpty {
                findings.add(node.path, HSDSFindings.lost)
                if HSDSHours.isAboutHours(name) { hoursAside = name }
            }
            try checkServices(root)
            return
        }
        for record in try records(root) { try add(record) }
        try checkServices(root)
    }

    private func checkServices(_ root: DataNode) throws(DataFileError) {
        guard services.isEmpty else { return }
        throw root.fault("a list of services, or an object with contents")
    }

    /// One value on each line, where the first line is a whole object and there are others.
    private static func lines(_ bytes: [UInt8], _ file: String) throws(DataFileError) -> [DataNode]? {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .filter { !$1.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } }
        guard lines.count > 1, let first = lines.first,
            (try? DataNode(reading: Array(first.element), file: file)) != nil
        else { return nil }
        var nodes: [DataNode] = []
        for (number, line) in lines {
            do {
                nodes.append(
                    DataNode(
                        value: try DataNode(reading: Array(line), file: file).value, file: file, path: "$[\(number)]"))
            } catch {
                throw DataFileError(
                    file: file, place: "line \(number + 1), \(error.place)", expected: error.expected,
                    found: error.found)
            }
        }
        return nodes
    }

    /// The tables of an object whose members are called like the standard's files or tables; nothing where its services
    /// have others' records nested in them.
    private static func tables(_ root: DataNode) throws(DataFileError) -> [HSDSTable: [[String: StrictJSON]]]? {
        var tables: [HSDSTable: [[String: StrictJSON]]] = [:]
        var names: [HSDSTable: String] = [:]
        var twice: (String, String)?
        var isFiles = false
        for (name, node) in try root.dictionary() {
            guard case .array = node.value, let table = HSDSTable(called: name) else { continue }
            isFiles = isFiles || name.lowercased().hasSuffix(".csv")
            if let other = names.updateValue(name, forKey: table) { twice = (other, name) }
            for row in try node.array() {
                tables[table, default: []].append(
                    Dictionary(try row.dictionary().map { ($0.key, $0.node.value) }, uniquingKeysWith: { a, _ in a }))
            }
        }
        guard let services = tables[.services] else { return nil }
        let isNested = services.contains { row in
            row.values.contains { value in
                switch value {
                case .object, .array: true
                default: false
                }
            }
        }
        guard isFiles || tables.count > 1 && !isNested else { return nil }
        if let twice { throw root.fault("one list for each table", found: "\(twice.0) and \(twice.1)") }
        return tables
    }

    /// Members of a page of a list that tell of the page.
    private static let paging: Set<String> = [
        "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
    ]

    /// The records of a list, of a page of one, or the one record that the file is.
    private mutating func records(_ root: DataNode) throws(DataFileError) -> [DataNode] {
        guard case .object = root.value else { return try root.array() }
        let members = try HSDSDocument.loose(root)
        guard let name = members["contents"] != nil ? "contents" : members["name"] == nil ? "services" : nil,
            let list = members[name]
        else { return [root] }
        if (try? members["last_page"]?.bool()) == false || (try? members["first_page"]?.bool()) == false {
            findings.add(list.path, "one page of several: the others are not in this file")
        }
        for (other, node) in try root.dictionary() where other != name && !Self.paging.contains(other) && !node.isEmpty
        {
            findings.add(node.path, HSDSFindings.lost)
        }
        return try list.array()
    }

    /// Adds what a record of a list is.
    private mutating func add(_ record: DataNode) throws(DataFileError) {
        let members = try HSDSDocument.loose(record)
        if let service = members["service"]?.present {
            guard case .object(var parts) = service.value else { throw service.fault("an object") }
            parts.removeAll { $0.key == "service_at_locations" }
            parts.append(.init(key: "service_at_locations", value: .array([record.without("service").value])))
            services.append(DataNode(value: .object(parts), file: record.file, path: "\(record.path).service"))
            if try HSDSDocument.places(of: service).isEmpty == false {
                findings.add("\(service.path).service_at_locations", HSDSFindings.lost)
            }
        } else if let list = members["services"]?.present {
            let body = record.without("services").value
            let nodes = try list.array()
            if nodes.isEmpty { findings.add(record.path, "an organisation without services: not read") }
            for node in nodes {
                guard case .object(var parts) = node.value else { throw node.fault("an object") }
                if !parts.contains(where: { $0.key == "organization" }) {
                    parts.append(.init(key: "organization", value: body))
                }
                services.append(DataNode(value: .object(parts), file: node.file, path: node.path))
            }
        } else if Self.isService(members) {
            services.append(record)
        } else {
            findings.add(record.path, "no service, nor anything with services: not read")
        }
    }

    /// Whether a record is a service rather than one that belongs to services.
    private static func isService(_ members: [String: DataNode]) -> Bool {
        let certain = ["status", "service_at_locations", "organization", "organization_id", "schedules", "program_id"]
        let others = [
            "location_type", "latitude", "website", "legal_status", "tax_status", "organization_identifiers", "uri",
            "version", "taxonomy", "taxonomy_detail", "term_uri", "code", "location",
        ]
        return members["location_type"] == nil && members.keys.contains(where: certain.contains)
            || !members.keys.contains(where: others.contains)
    }
}
