internal import GRDB

/// Removes SpatiaLite's triggers from a table during a load and builds the spatial index at the end.
///
/// For each row the triggers look up the geometry's constraints, write a timestamp and update the index, which takes
/// ten times as long as the row itself; here the types are correct by construction. Everything happens in the caller's
/// transaction, so that a failed load leaves the triggers in place.
struct BulkLoad {
    private let table: StoreTable
    private let triggers: [(name: String, sql: String)]
    private var lastRow: Int64 = 0

    /// Removes the triggers from `table`.
    init(_ table: StoreTable, in db: Database) throws {
        self.table = table
        triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            arguments: [table.rawValue]
        ).map { (name: $0[0], sql: $0[1]) }
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger.name)\"") }
        try markRows(db)
    }

    /// Deletes the rows of `source`, including their index entries.
    mutating func deleteRows(of source: String, in db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM idx_\(table.rawValue)_geom
                WHERE pkid IN (SELECT fid FROM \(table.rawValue) WHERE source = ?)
                """, arguments: [source])
        try db.execute(sql: "DELETE FROM \(table.rawValue) WHERE source = ?", arguments: [source])
        // SQLite reuses the numbers of deleted rows at the end.
        try markRows(db)
    }

    private mutating func markRows(_ db: Database) throws {
        lastRow = try Int64.fetchOne(db, sql: "SELECT max(fid) FROM \(table.rawValue)") ?? 0
    }

    /// Indexes the rows that were added and restores the triggers.
    func finish(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO idx_\(table.rawValue)_geom (pkid, xmin, xmax, ymin, ymax)
                SELECT fid, MbrMinX(geom), MbrMaxX(geom), MbrMinY(geom), MbrMaxY(geom) FROM \(table.rawValue)
                WHERE fid > ? AND geom IS NOT NULL
                """, arguments: [lastRow])
        for trigger in triggers { try db.execute(sql: trigger.sql) }
    }
}
