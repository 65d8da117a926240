internal import Foundation
internal import GeoIndex
internal import Locator

/// HSDS services as they come: one JSON file, or a folder of the standard's CSV tables.
struct HSDSInput {
    private enum Form {
        case json([UInt8])
        case tables([HSDSTable: [[String: String]]])
    }

    private let name: String
    private let form: Form
    /// SHA-256 over all that was read.
    let digest: String

    /// Reads what is at `path`; tables that are not ours to read are passed over.
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
        var tables: [HSDSTable: [[String: String]]] = [:]
        var all: [UInt8] = []
        for table in HSDSTable.allCases {
            let file = "\(path)/\(table.fileName)"
            guard let data = FileManager.default.contents(atPath: file) else { continue }
            tables[table] = try Self.rows([UInt8](data), "\(name)/\(table.fileName)")
            all += Array(table.fileName.utf8) + [UInt8](data)
        }
        guard tables[.services] != nil else {
            throw StoreError(.inputNotFound, at: "\(path)/\(HSDSTable.services.fileName)", "no table of services here")
        }
        form = .tables(tables)
        digest = FileDigest.text(of: all)
    }

    /// The rows of a table by the names of its columns.
    private static func rows(_ bytes: [UInt8], _ name: String) throws(StoreError) -> [[String: String]] {
        let dialect = try CSVDialect.detect(
            ByteStream(bytes: bytes, name: name), options: SourceDescription.CSVOptions(delimiter: ","))
        var reader = CSVReader(ByteStream(bytes: bytes, name: name), dialect: dialect)
        guard let header = try reader.next() else { return [] }
        var rows: [[String: String]] = []
        while let record = try reader.next() {
            guard record.problem == nil, record.fields.count == header.fields.count else {
                throw StoreError(
                    .inputMalformed, at: "\(name):\(record.line)",
                    record.problem ?? "expected \(header.fields.count) fields, found \(record.fields.count)")
            }
            rows.append(
                Dictionary(zip(header.fields, record.fields), uniquingKeysWith: { first, _ in first }))
        }
        return rows
    }

    /// What it tells.
    func contents(kind: String) throws(DataFileError) -> HSDSDocument.Contents {
        switch form {
        case .json(let bytes): try HSDSDocument.contents(reading: bytes, file: name, kind: kind)
        case .tables(let tables): try HSDSDocument.contents(tables: tables, file: name, kind: kind)
        }
    }
}
