internal import Exchange
internal import Foundation
internal import InputFiles
internal import Records

/// A row of a table, with the line it begins on.
private struct TableRow {
    let line: Int
    let cells: [String: String]
}

/// HSDS services as input: one JSON file, or a folder with the standard's CSV tables.
struct HSDSInput {
    private enum Form {
        case json([UInt8])
        case tables([HSDSTable: [[String: String]]], others: [String])
    }

    private let name: String
    private let form: Form
    /// The SHA-256 of everything that was read.
    let digest: String

    /// The columns that rows of these tables must have.
    private static let required: [HSDSTable: [String]] = [
        .services: ["id", "name"], .organizations: ["id", "name"], .locations: ["id"],
        .serviceAtLocations: ["service_id", "location_id"],
    ]

    /// Reads the file or folder at `path`.
    init(path: String, name: String) throws(StoreError) {
        self.name = name
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw StoreError(.inputNotFound, at: path, "no file here, or it cannot be read")
            }
            form = .json([UInt8](data))
            digest = FileDigest.text(of: [UInt8](data))
            return
        }
        var tables: [HSDSTable: [TableRow]] = [:]
        var all: [UInt8] = []
        let files = try Self.files(in: path, name)
        for table in HSDSTable.allCases {
            guard let file = files.tables[table] else { continue }
            guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else {
                throw StoreError(.inputNotFound, at: "\(path)/\(file)", "it cannot be read")
            }
            tables[table] = try StoreError.reading { () throws(InputError) in
                try Self.rows([UInt8](data), table, "\(name)/\(file)")
            }
            all += Array(table.fileName.utf8) + [UInt8](data)
        }
        guard tables[.services] != nil else {
            throw StoreError(.inputNotFound, at: "\(path)/\(HSDSTable.services.fileName)", "no table of services here")
        }
        try Self.checkLinks(tables, files.tables, name)
        form = .tables(tables.mapValues { $0.map(\.cells) }, others: files.others)
        digest = FileDigest.text(of: all)
    }

    /// The file of each table, by singular or plural name, and the other CSV files. Two files for one table are
    /// refused, as it is unclear which counts.
    private static func files(
        in path: String, _ name: String
    ) throws(StoreError) -> (tables: [HSDSTable: String], others: [String]) {
        var tables: [HSDSTable: String] = [:]
        var others: [String] = []
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for file in files.sorted() where file.lowercased().hasSuffix(".csv") {
            guard let table = HSDSTable(called: file) else {
                others.append(file)
                continue
            }
            if let other = tables.updateValue(file, forKey: table) {
                throw StoreError(
                    .inputMalformed, at: name, "expected one file for each table, found \(other) and \(file)")
            }
        }
        return (tables, others)
    }

    /// Refuses a link between a service and a location when either does not exist: a table is missing or incomplete.
    private static func checkLinks(
        _ tables: [HSDSTable: [TableRow]], _ files: [HSDSTable: String], _ name: String
    ) throws(StoreError) {
        for (table, column) in [(HSDSTable.services, "service_id"), (.locations, "location_id")] {
            let known = Set((tables[table] ?? []).compactMap { $0.cells["id"] })
            for link in tables[.serviceAtLocations] ?? [] {
                guard let id = link.cells[column], !id.isEmpty, !known.contains(id) else { continue }
                throw StoreError(
                    .inputMalformed, at: "\(name)/\(files[.serviceAtLocations, default: ""]):\(link.line)",
                    "expected a row of \(files[table] ?? table.fileName) with the id \"\(id)\", found "
                        + (tables[table] == nil ? "no such file" : "none among \(known.count)"))
            }
        }
    }

    /// The rows of a table, by column name.
    private static func rows(
        _ bytes: [UInt8], _ table: HSDSTable, _ name: String
    ) throws(InputError) -> [TableRow] {
        let dialect = try CSVDialect.detect(ByteStream(bytes: bytes, name: name), delimiter: ",")
        var reader = CSVReader(ByteStream(bytes: bytes, name: name), dialect: dialect)
        guard let header = try reader.next() else {
            throw InputError(.malformed, at: "\(name):1", "expected a line of column names, found an empty file")
        }
        for column in required[table] ?? [] where !header.fields.contains(column) {
            throw InputError(
                .malformed, at: "\(name):\(header.line)",
                header.problem
                    ?? "expected a column \"\(column)\", found only \(header.fields.joined(separator: ", "))")
        }
        var rows: [TableRow] = []
        while let record = try reader.next() {
            guard record.problem == nil, record.fields.count == header.fields.count else {
                throw InputError(
                    .malformed, at: "\(name):\(record.line)",
                    record.problem ?? "expected \(header.fields.count) fields, found \(record.fields.count)")
            }
            rows.append(
                TableRow(
                    line: record.line,
                    cells: Dictionary(zip(header.fields, record.fields), uniquingKeysWith: { first, _ in first })))
        }
        guard table != .services || !rows.isEmpty else {
            throw InputError(.malformed, at: "\(name):\(header.line)", "expected services after the column names")
        }
        return rows
    }

    /// Parses the services.
    func contents(of partner: HSDSPartner) throws(DataFileError) -> HSDSDocument.Contents {
        switch form {
        case .json(let bytes): return try HSDSDocument.contents(reading: bytes, file: name, partner: partner)
        case .tables(let tables, let others):
            return try HSDSDocument.contents(tables: tables, others: others, file: name, partner: partner)
        }
    }
}
