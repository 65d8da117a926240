internal import Entitlement
internal import Foundation
internal import GRDB
internal import OpeningHours
internal import Records

/// The region's files of rules in the store.
enum StoredRegionFile {
    /// Reads the files named by `catalog`. A file that cannot be read or parsed stops the import.
    static func read(of catalog: SourceCatalog) throws(StoreError) -> [SourceCatalog.RegionFile: String] {
        var texts: [SourceCatalog.RegionFile: String] = [:]
        for file in SourceCatalog.RegionFile.allCases {
            guard let name = catalog.regionFiles[file] else { continue }
            let path = "\(catalog.folder)/\(name)"
            guard let data = FileManager.default.contents(atPath: path) else {
                throw StoreError(.inputNotFound, at: path, "sources.json names it, but it is not here")
            }
            try check([UInt8](data), file, name: path)
            texts[file] = String(decoding: data, as: UTF8.self)
        }
        return texts
    }

    /// Reads a file as its users do.
    ///
    /// - Throws: ``StoreError`` with the place of the first fault.
    static func check(
        _ bytes: [UInt8], _ file: SourceCatalog.RegionFile, name: String
    ) throws(StoreError) {
        do {
            switch file {
            case .calendar: _ = try ServiceCalendar.read(bytes, file: name)
            case .programmes: _ = try ProgrammeBook.read(bytes, file: name)
            case .help: _ = try HelpBook.read(bytes, file: name)
            case .needs: _ = try NeedBook.read(bytes, file: name)
            }
        } catch {
            throw StoreError(
                .inputMalformed, at: "\(error.file): \(error.place)",
                "expected \(error.expected), found \(error.found)")
        }
    }

    /// Replaces the stored files.
    static func store(_ files: [SourceCatalog.RegionFile: String], in db: Database) throws {
        try db.execute(sql: "DELETE FROM region_file")
        for (file, text) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try db.execute(
                sql: "INSERT INTO region_file (name, text) VALUES (?, ?)", arguments: [file.rawValue, text])
        }
    }

    /// The stored files.
    static func stored(in db: Database) throws -> [SourceCatalog.RegionFile: [UInt8]] {
        var files: [SourceCatalog.RegionFile: [UInt8]] = [:]
        try RowScanner("SELECT name, text FROM region_file", in: db).forEach { row in
            guard let file = row.text(0).flatMap(SourceCatalog.RegionFile.init) else { return }
            files[file] = Array((row.text(1) ?? "").utf8)
        }
        return files
    }
}
