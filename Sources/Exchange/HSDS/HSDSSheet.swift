internal import Records

/// The tabular form of HSDS: rows of all tables, with each record once. There is a file for each table with rows, and a
/// `datapackage.json` that lists them.
package struct HSDSSheet {
    /// A row by column name.
    private typealias Row = [String: String]
    private var rows: [HSDSTable: [Row]] = [:]
    private var index: [String: Int] = [:]

    private var parents: Set<String> = []

    /// Creates a sheet without rows.
    package init() {}

    /// Returns whether an organisation in the sheet has this one as its parent.
    package func names(_ organisation: String) -> Bool {
        parents.contains(HSDSDocument.uuid(HSDSTable.organizations.entity, organisation))
    }

    /// Adds a record and all nested records.
    ///
    /// A record that was added before fills its row further. When the row contradicts it, it gets a row of its own
    /// under another identifier. So does a schedule of another record, so that each schedule applies only to the
    /// records it was given for.
    ///
    /// - Parameter links: The columns and identifiers of the records that it belongs to.
    /// - Returns: The identifier of its row.
    @discardableResult
    package mutating func add(_ record: HSDSRecord, _ links: [String: String] = [:]) -> String {
        var own: Row = [:]
        var singles: Row = [:]
        for (name, value) in record.members {
            switch value {
            case .text(let text): own[name] = text
            case .number(let number): own[name] = HSDSRecord.text(of: number)
            case .profile(let bytes): own[name] = String(decoding: bytes, as: UTF8.self)
            case .record(let single): singles["\(single.table.entity)_id"] = add(single)
            case .list: break
            }
        }
        let cells = own.merging(singles) { $1 }.merging(links) { $1 }
        var owner = links.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
        var id = record.id
        if id.isEmpty {
            let given = String(decoding: record.bytes, as: UTF8.self)
            id = HSDSDocument.uuid(record.table.entity, "\(owner)\u{1F}\(given)")
        }
        if let parent = own["parent_organization_id"] { parents.insert(parent) }
        while !put(cells, own, links, id, in: record.table) {
            id = HSDSDocument.uuid(record.table.entity, "\(record.id)\u{1F}\(owner)")
            owner += ";"
        }
        for nested in record.table.lists {
            for item in record.list(nested.name) { add(item, [nested.column: id]) }
        }
        return id
    }

    /// Adds cells to the row of `id`; returns false when the row contradicts them.
    private mutating func put(_ cells: Row, _ own: Row, _ links: Row, _ id: String, in table: HSDSTable) -> Bool {
        let key = "\(table.rawValue)/\(id)"
        guard let place = index[key], var row = rows[table]?[place] else {
            index[key] = rows[table, default: []].count
            rows[table, default: []].append(cells.merging(["id": id]) { $1 })
            return true
        }
        let isSame = own.allSatisfy { name, text in
            name.hasSuffix("_id") || name == "id" || row[name] ?? text == text
        }
        let isLinked = links.allSatisfy { name, text in
            table == .schedules ? row[name] == text : row[name] ?? text == text
        }
        guard isSame, isLinked else { return false }
        row.merge(cells) { old, _ in old }
        rows[table]?[place] = row
        return true
    }

    /// The files as names and contents.
    package var files: [(name: String, bytes: [UInt8])] {
        let tables = HSDSTable.allCases.filter { rows[$0] != nil }
        let package = tables.map { table in
            let lines = rows[table, default: []].map { row in CSVLine.text(table.columns.map { row[$0] ?? "" }) }
            return (table.fileName, Array((CSVLine.text(table.columns) + lines.joined()).utf8))
        }
        return package + [("datapackage.json", Self.package(tables))]
    }

    /// Returns the description of the files (Frictionless Data Package).
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
