internal import GRDB
package import Records

/// A source in the store.
package struct StoredSource: Sendable {
    package var id: String
    package var title: [String: String]
    package var fileName: String
    package var dataDate: String?
    package var licence: String
    package var attribution: String
    package var url: String
    package var rank: Int
    package var isSketch: Bool
    package var isSample: Bool
    /// The number of rows by table.
    package var counts: [String: Int]

    /// All sources, the highest rank first, then by identifier.
    static func all(in db: Database) throws -> [StoredSource] {
        var sources: [StoredSource] = []
        try RowScanner(
            """
            SELECT id, title, file_name, data_date, licence, attribution, url, rank, is_sketch, is_sample, counts
            FROM source ORDER BY rank DESC, id
            """, in: db
        ).forEach { row in
            sources.append(
                StoredSource(
                    id: row.text(0) ?? "", title: row.tags(1), fileName: row.text(2) ?? "", dataDate: row.text(3),
                    licence: row.text(4) ?? "", attribution: row.text(5) ?? "", url: row.text(6) ?? "",
                    rank: Int(row.integer(7) ?? 0), isSketch: row.flag(8), isSample: row.flag(9),
                    counts: row.tags(10).compactMapValues { Int($0) }))
        }
        return sources
    }

    /// The title in all its languages, otherwise the identifier.
    package var titles: LocalizedText { title.isEmpty ? LocalizedText(["und": id]) : LocalizedText(title) }
}
