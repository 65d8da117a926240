internal import Records

/// Assembles nested records from tables.
struct HSDSNest {
    private typealias Row = [String: StrictJSON]
    private let file: String
    private var rows: [HSDSTable: [Row]] = [:]
    /// Row numbers by column and the identifier in it.
    private var byLink: [HSDSTable: [String: [String: [Int]]]] = [:]
    private var byID: [HSDSTable: [String: Int]] = [:]
    private var findings = HSDSFindings(isTabular: true)

    /// Creates the tables from rows by column name, in the order of the files. Empty cells are unknown.
    init(_ tables: [HSDSTable: [[String: StrictJSON]]], file: String) throws(DataFileError) {
        self.file = file
        for table in HSDSTable.allCases {
            for (index, line) in tables[table, default: []].enumerated() {
                var cells = try cells(line, table, row: index + 1)
                // A row without an identifier gets one from its contents, so that it can be referred to.
                if cells["id"] == nil, !cells.isEmpty, table != .services {
                    let given = cells.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.text($0.value) ?? "")" }
                    cells["id"] = .string(HSDSDocument.uuid(table.entity, given.joined(separator: "\u{1F}")))
                }
                rows[table, default: []].append(cells)
            }
        }
        for (table, lines) in rows {
            for (index, line) in lines.enumerated() {
                if let id = Self.text(line["id"]), byID[table]?[id] == nil { byID[table, default: [:]][id] = index }
            }
        }
        for (table, lines) in rows {
            for (index, line) in lines.enumerated() {
                for (column, id) in links(of: line, in: table) {
                    byLink[table, default: [:]][column, default: [:]][id, default: []].append(index)
                }
            }
        }
    }

    private static func text(_ value: StrictJSON?) -> String? {
        switch value {
        case .string(let text)?: text
        case .number(let number)?: HSDSRecord.text(of: number)
        default: nil
        }
    }

    /// Returns the cells of a row as values.
    private mutating func cells(
        _ line: [String: StrictJSON], _ table: HSDSTable, row: Int
    ) throws(DataFileError) -> Row {
        var cells: Row = [:]
        for (column, value) in line.sorted(by: { $0.key < $1.key }) where value != .string("") && value != .null {
            guard table.columns.contains(column) else {
                findings.add("\(table.fileName), \(column)", HSDSFindings.lost)
                continue
            }
            guard case .string(let text) = value else {
                cells[column] = value
                continue
            }
            let name = "\(file)/\(table.fileName)"
            if column == "plision" {
                do {
                    cells[column] = try StrictJSON(Array(text.utf8))
                } catch {
                    throw DataFileError(
                        file: name, place: "row \(row), plision, byte \(error.offset)", expected: error.expected,
                        found: error.found)
                }
            } else if HSDSTable.numbers.contains(column), let number = Double(text), number.isFinite {
                cells[column] = .number(number)
            } else if column == "latitude" || column == "longitude" {
                throw DataFileError(
                    file: name, place: "row \(row), \(column)", expected: "a number", found: "\"\(text)\"")
            } else {
                cells[column] = value
            }
        }
        return cells
    }

    /// Returns the records that a row belongs to, with the column that refers to them.
    ///
    /// A schedule that refers to several records belongs only to the service at the location, because it applies to
    /// them together.
    private func links(of line: Row, in table: HSDSTable) -> [(column: String, id: String)] {
        let columns = Set(HSDSTable.allCases.flatMap(\.lists).filter { $0.table == table }.map(\.column)).sorted()
        let links = columns.compactMap { column in Self.text(line[column]).map { (column: column, id: $0) } }
        guard table == .schedules, links.count > 1 else { return links }
        let (service, location) = (Self.text(line["service_id"]), Self.text(line["location_id"]))
        if let place = links.first(where: { $0.column == "service_at_location_id" }) { return [place] }
        return rows[.serviceAtLocations, default: []].filter {
            Self.text($0["service_id"]) == service && Self.text($0["location_id"]) == location
        }.compactMap { Self.text($0["id"]) }.map { ("service_at_location_id", $0) }
    }

    /// The services with all their nested records, and findings about rows that belong to none.
    var form: HSDSForm {
        var visit = Visit()
        var services: [DataNode] = []
        for row in rows[.services, default: []].indices {
            services.append(
                DataNode(value: record(.services, row, &visit), file: file, path: "$[\(services.count)]"))
        }
        var findings = findings
        for table in HSDSTable.allCases {
            let count = rows[table, default: []].indices.count { row in
                !visit.seen[table, default: []].contains(row)
                    && !(table == .organizations && visit.parents.contains(Self.text(rows[table]?[row]["id"]) ?? ""))
            }
            if count > 0 { findings.add(table.fileName, "a row that belongs to no service: not read", times: count) }
        }
        return HSDSForm(services: services, findings)
    }

    /// The rows that were used in a record.
    private struct Visit {
        var seen: [HSDSTable: Set<Int>] = [:]
        /// Organisations that others belong to.
        var parents: Set<String> = []
    }

    private func record(_ table: HSDSTable, _ row: Int, _ visit: inout Visit) -> StrictJSON {
        visit.seen[table, default: []].insert(row)
        let cells = rows[table]?[row] ?? [:]
        if let parent = Self.text(cells["parent_organization_id"]) { visit.parents.insert(parent) }
        var members = table.columns.compactMap { column in
            cells[column].map { StrictJSON.Member(key: column, value: $0) }
        }
        for single in table.singles {
            guard let id = Self.text(cells["\(single.table.entity)_id"]), let found = byID[single.table]?[id] else {
                continue
            }
            members.append(.init(key: single.name, value: record(single.table, found, &visit)))
        }
        if let id = Self.text(cells["id"]) {
            for nested in table.lists {
                let found = byLink[nested.table]?[nested.column]?[id] ?? []
                guard !found.isEmpty else { continue }
                members.append(
                    .init(key: nested.name, value: .array(found.map { record(nested.table, $0, &visit) })))
            }
        }
        return .object(members)
    }
}
