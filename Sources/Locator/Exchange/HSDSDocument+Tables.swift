internal import GeoIndex

/// HSDS in its tabular form: a file for each table that has rows, and a `datapackage.json` that names them.
extension HSDSDocument {
    /// The structures in `rows` as files: name and bytes.
    public static func files(rows: [Int], of dataset: Dataset) -> [(name: String, bytes: [UInt8])] {
        var sheet = HSDSSheet()
        for row in rows { for service in services(row: row, of: dataset) { sheet.add(service) } }
        // Bodies that others belong to and that run nothing themselves.
        for organisation in dataset.organisations where sheet.names(organisation.id) {
            sheet.add(self.organisation(organisation, in: dataset))
        }
        return sheet.files
    }

    /// Reads tables: rows of texts by column name, for each table in the order of its file. Faults name the record as
    /// it is nested, in `file`.
    public static func contents(
        tables: [HSDSTable: [[String: String]]], file: String, kind: String
    ) throws(DataFileError) -> Contents {
        let nest = try HSDSNest(tables, file: file)
        let services = nest.records(of: .services)
        return try contents(
            of: services.enumerated().map { DataNode(value: $1, file: file, path: "$[\($0)]") }, kind: kind)
    }
}

/// Rows of all tables, each record once.
private struct HSDSSheet {
    private var rows: [HSDSTable: [String]] = [:]
    private var seen: Set<String> = []
    private var parents: Set<String> = []

    /// Whether an organisation is the parent of one that is there.
    func names(_ organisation: String) -> Bool {
        parents.contains(HSDSDocument.uuid(HSDSTable.organizations.entity, organisation))
    }

    mutating func add(_ record: HSDSRecord, _ links: [String: String] = [:]) {
        guard seen.insert("\(record.table.rawValue)/\(record.id)").inserted else { return }
        var cells = links
        for (name, value) in record.members {
            switch value {
            case .text(let text): cells[name] = text
            case .number(let number): cells[name] = CSVLine.number(number, decimals: 9)
            case .profile(let bytes): cells[name] = String(decoding: bytes, as: UTF8.self)
            case .record(let single):
                cells["\(single.table.entity)_id"] = single.id
                add(single)
            case .list(let list):
                guard let column = record.table.lists.first(where: { $0.name == name })?.column else { continue }
                for item in list { add(item, [column: record.id]) }
            }
        }
        if record.table == .organizations, let parent = cells["parent_organization_id"] { parents.insert(parent) }
        rows[record.table, default: []].append(
            CSVLine.text(record.table.columns.map { cells[$0] ?? "" }))
    }

    var files: [(name: String, bytes: [UInt8])] {
        let tables = HSDSTable.allCases.filter { rows[$0] != nil }
        let package = tables.map { table in
            (table.fileName, Array((CSVLine.text(table.columns) + rows[table, default: []].joined()).utf8))
        }
        return package + [("datapackage.json", Self.package(tables))]
    }

    /// The description of the files (Frictionless Data Package).
    private static func package(_ tables: [HSDSTable]) -> [UInt8] {
        var json = JSONWriter(capacity: 4096)
        json.object { json in
            json.member("name", "human_services_data")
            json.member("title", "Human Services Data Specification 3.0, profile of Plision")
            json.key("resources")
            json.array { json in
                for table in tables {
                    json.object { json in
                        json.member("name", table.rawValue)
                        json.member("path", table.fileName)
                        json.member("format", "csv")
                        json.member("encoding", "utf-8")
                        json.key("schema")
                        json.object { json in
                            json.member("primaryKey", "id")
                            json.key("fields")
                            json.array { json in
                                for column in table.columns {
                                    json.object { json in
                                        json.member("name", column)
                                        json.member("type", HSDSTable.numbers.contains(column) ? "number" : "string")
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }
}

/// Tables put together into nested records again.
private struct HSDSNest {
    private let rows: [HSDSTable: [[String: StrictJSON]]]
    private var byLink: [HSDSTable: [String: [Int]]] = [:]
    private var byID: [HSDSTable: [String: Int]] = [:]

    init(_ tables: [HSDSTable: [[String: String]]], file: String) throws(DataFileError) {
        var rows: [HSDSTable: [[String: StrictJSON]]] = [:]
        for (table, lines) in tables {
            var read: [[String: StrictJSON]] = []
            for (index, line) in lines.enumerated() {
                read.append(try Self.cells(line, "\(file)/\(table.fileName)", row: index + 1))
            }
            rows[table] = read
        }
        self.rows = rows
        for table in HSDSTable.allCases {
            for nested in table.lists {
                byLink[nested.table] = Dictionary(
                    grouping: (rows[nested.table] ?? []).indices,
                    by: { Self.text(rows[nested.table]?[$0][nested.column]) ?? "" })
            }
            byID[table] = Dictionary(
                (rows[table] ?? []).enumerated().map { (Self.text($1["id"]) ?? "", $0) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private static func text(_ value: StrictJSON?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }

    /// A row's cells as values; empty ones are unknown.
    private static func cells(
        _ line: [String: String], _ file: String, row: Int
    ) throws(DataFileError) -> [String: StrictJSON] {
        var cells: [String: StrictJSON] = [:]
        for (column, text) in line where !text.isEmpty {
            if column == "plision" {
                do {
                    cells[column] = try StrictJSON(Array(text.utf8))
                } catch {
                    throw DataFileError(
                        file: file, place: "row \(row), plision, byte \(error.offset)", expected: error.expected,
                        found: error.found)
                }
            } else if HSDSTable.numbers.contains(column) {
                guard let number = Double(text), number.isFinite else {
                    throw DataFileError(
                        file: file, place: "row \(row), \(column)", expected: "a number", found: "\"\(text)\"")
                }
                cells[column] = .number(number)
            } else {
                cells[column] = .string(CSVLine.unguarded(text))
            }
        }
        return cells
    }

    /// The records of a table with all that belongs to them.
    func records(of table: HSDSTable) -> [StrictJSON] {
        (rows[table] ?? []).indices.map { record(table, $0) }
    }

    private func record(_ table: HSDSTable, _ row: Int) -> StrictJSON {
        let cells = rows[table]?[row] ?? [:]
        var members = cells.sorted { $0.key < $1.key }.map { StrictJSON.Member(key: $0.key, value: $0.value) }
        for single in table.singles {
            guard let id = Self.text(cells["\(single.table.entity)_id"]), let found = byID[single.table]?[id] else {
                continue
            }
            members.append(.init(key: single.name, value: record(single.table, found)))
        }
        if let id = Self.text(cells["id"]) {
            for nested in table.lists {
                let found = byLink[nested.table]?[id] ?? []
                members.append(.init(key: nested.name, value: .array(found.map { record(nested.table, $0) })))
            }
        }
        return .object(members)
    }
}
