internal import Records

/// The services of an HSDS JSON file in any of the known forms.
///
/// The file can be a list, a page of a list (`contents`), a single record, or one record per line. Records can be
/// services, organisations with services, services at locations, or the standard's tables.
struct HSDSForm {
    /// The services, each with its organisation and its locations nested in it.
    private(set) var services: [DataNode] = []
    /// The findings about the rest of the file.
    var findings: HSDSFindings
    /// The name of a list about hours that is not in the standard. Its presence makes the hours of all records unknown.
    var hoursAside: String?

    /// Creates a form from services that are nested already.
    init(services: [DataNode], _ findings: HSDSFindings) {
        self.services = services
        self.findings = findings
    }

    /// Reads a file.
    ///
    /// - Throws: `DataFileError` when it is not JSON or has no services.
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

    /// Reads one value per line, when the first line is a complete value and there are others; nil for other files.
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

    /// Returns the tables of an object whose members have the names of the standard's files or tables; nil when the
    /// services in it have nested records.
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

    /// Members that describe the page of a list.
    private static let paging: Set<String> = [
        "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
    ]

    /// Returns the records of a list or of a page of one, or the single record of the file.
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

    /// Adds the services of a record.
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

    /// Returns whether a record is a service, and not one that belongs to services.
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
