internal import Foundation
internal import GRDB

extension FeatureStore {
    /// Whether the store contains the same file, read with the same description.
    func holds(_ source: String, sha256: String, definition: String) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db, sql: "SELECT sha256 = ? AND definition = ? FROM source WHERE id = ?",
                arguments: [sha256, definition, source]) ?? false
        }
    }

    /// The first rejects of a source, in file order.
    func rejects(of source: String, limit: Int) throws(StoreError) -> [ImportResult.Reject] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT position, reason, is_kept FROM reject WHERE source = ? ORDER BY fid LIMIT ?",
                arguments: [source, limit]
            ).map { ImportResult.Reject(position: $0[0], reason: $0[1], isKept: $0[2]) }
        }
    }

    /// Writes the row of a source after its rows.
    static func insert(
        _ source: SourceDescription, _ facts: SourceFacts, _ result: ImportResult, in db: Database
    ) throws {
        let counts = JSONText.object(result.rows.map { (key: $0.table, value: String($0.count)) })
        try RowInserter(.source, in: db).insert(
            [
                .text(source.id), .text(facts.fileName), .text(facts.sha256), .text(facts.definition),
                .text(Date.now.formatted(.iso8601)), .text(JSONText.object(source.title.sorted { $0.key < $1.key })),
                .optional(facts.dataDate ?? source.dataDate), .optional(source.edition), .text(source.licence),
                .text(source.attribution), .optional(source.url), .optional(facts.referenceSystem ?? source.crs),
                .text(source.reader.rawValue), .integer(Int64(source.rank)), .integer(Int64(result.read)),
                .integer(Int64(result.rows.reduce(0) { $0 + $1.count })), .integer(Int64(result.rejected)),
                .optional(source.note), .flag(source.isSketch), .flag(source.isSample || facts.isSample),
                .text(counts),
            ], geometry: nil)
    }
}
