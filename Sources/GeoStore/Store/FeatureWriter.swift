internal import GRDB
internal import Records

/// Writes the rows of a source inside a transaction and counts them.
///
/// Not `Sendable`, because it belongs to its transaction.
package final class FeatureWriter {
    /// The source of the rows.
    package let source: String
    /// The number of rows written, by table.
    package private(set) var counts: [StoreTable: Int] = [:]
    /// The number of records rejected.
    package private(set) var rejected = 0
    private let db: Database
    private var inserters: [StoreTable: RowInserter] = [:]
    private var loads: [StoreTable: BulkLoad] = [:]
    private var rule: LocationRule?

    /// Creates a writer for rows of `source`.
    init(source: String, in db: Database) {
        self.source = source
        self.db = db
    }

    /// The total number of rows written.
    package var accepted: Int { counts.values.reduce(0, +) }

    /// Writes a row.
    ///
    /// - Parameters:
    ///   - values: The columns after `source`, in the order of the table.
    ///   - geometry: The blob of the geometry.
    package func insert(_ table: StoreTable, _ values: [SQLValue], geometry: [UInt8]? = nil) throws {
        try inserter(table).insert([.text(source)] + values, geometry: geometry)
        counts[table, default: 0] += 1
    }

    /// Records a reject, so that nothing is lost silently.
    package func reject(at position: String, _ reason: String) throws {
        try inserter(.reject).insert(
            [.text(source), .text(position), .text(reason), .flag(false)], geometry: nil)
        rejected += 1
    }

    /// Which structures must not be located, by the kinds in the store so far; read once.
    func locationRule() throws -> LocationRule {
        if let rule { return rule }
        let rule = LocationRule(try StoredKinds.merged(in: db))
        self.rule = rule
        return rule
    }

    /// Records a value that was left out of a row that is kept.
    package func note(at position: String, _ reason: String) throws {
        try inserter(.reject).insert([.text(source), .text(position), .text(reason), .flag(true)], geometry: nil)
    }

    /// Deletes all rows of the source from an earlier import.
    func deleteEarlierRows() throws {
        guard let counts = try String.fetchOne(db, sql: "SELECT counts FROM source WHERE id = ?", arguments: [source])
        else { return }
        for (name, _) in JSONText.texts(of: counts) ?? [] {
            guard let table = StoreTable(rawValue: name) else { continue }
            try bulkLoad(table)
            if loads[table] != nil {
                try loads[table]?.deleteRows(of: source, in: db)
            } else {
                try db.execute(sql: "DELETE FROM \(name) WHERE source = ?", arguments: [source])
            }
        }
        try db.execute(sql: "DELETE FROM reject WHERE source = ?", arguments: [source])
        try db.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [source])
    }

    /// Builds the spatial indices of the rows written and restores SpatiaLite's triggers.
    func finish() throws {
        inserters.removeAll()
        for load in loads.values { try load.finish(db) }
        loads.removeAll()
    }

    private func inserter(_ table: StoreTable) throws -> RowInserter {
        if let inserter = inserters[table] { return inserter }
        try bulkLoad(table)
        let inserter = try RowInserter(table, in: db)
        inserters[table] = inserter
        return inserter
    }

    private func bulkLoad(_ table: StoreTable) throws {
        guard table.shape != nil, loads[table] == nil else { return }
        loads[table] = try BulkLoad(table, in: db)
    }
}
