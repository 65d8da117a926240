internal import Foundation
internal import GRDB

/// Writes an MBTiles 1.3 file: tiles in SQLite, equal ones stored once, rows counted from the south.
///
/// Tiles are added to a file beside the final one, so that an interrupted export of the same tiles can be resumed. The
/// same tiles give the same bytes, whether the export was interrupted or not.
public final class MBTilesFile {
    private let path: String
    private let queue: DatabaseQueue
    /// The number of tiles processed when the export was interrupted; 0 for a new one.
    public let done: Int

    /// Opens or creates the file beside `path`; ``finish(_:)`` moves it into place. The remains of another export are
    /// deleted.
    ///
    /// - Parameter export: A text that identifies the tiles; an export is resumed when it is the same.
    /// - Throws: ``StoreError`` with the code `database`.
    public init(path: String, export: String) throws(StoreError) {
        self.path = path
        do {
            let part = "\(path).part"
            if FileManager.default.fileExists(atPath: part), let known = try? DatabaseQueue(path: part),
                let row = try? known.read({ db in try Row.fetchOne(db, sql: "SELECT export, done FROM progress") }),
                row["export"] == export
            {
                queue = known
                done = row["done"]
                return
            }
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: part + suffix)
            }
            queue = try DatabaseQueue(path: part)
            done = 0
            try queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
                        CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB NOT NULL) WITHOUT ROWID;
                        CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT,
                            PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;
                        CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data
                            FROM map JOIN images USING (tile_id);
                        CREATE TABLE progress (export TEXT, done INTEGER);
                        PRAGMA application_id = 0x4d504258;
                        """)
                try db.execute(sql: "INSERT INTO progress VALUES (?, 0)", arguments: [export])
            }
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
    }

    /// A tile.
    public struct Tile: Sendable {
        var z, x, y: Int
        var bytes: [UInt8]
        var content: String

        /// Creates a tile.
        ///
        /// - Parameters:
        ///   - x: The column, counted from the west.
        ///   - y: The row, counted from the north.
        ///   - content: A text that identifies the bytes; tiles with equal texts share them.
        public init(z: Int, x: Int, y: Int, bytes: [UInt8], content: String) {
            (self.z, self.x, self.y, self.bytes, self.content) = (z, x, y, bytes, content)
        }
    }

    /// Adds tiles in one transaction and records that `done` tiles of the export were processed.
    public func add(_ tiles: [Tile], done: Int) throws(StoreError) {
        do {
            try queue.write { db in
                for tile in tiles {
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO images VALUES (?, ?)",
                        arguments: [tile.content, Data(tile.bytes)])
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO map VALUES (?, ?, ?, ?)",
                        arguments: [tile.z, tile.x, (1 << tile.z) - 1 - tile.y, tile.content])
                }
                try db.execute(sql: "UPDATE progress SET done = ?", arguments: [done])
            }
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
    }

    /// Adds the metadata, moves the file into place and returns the number of its tiles.
    public func finish(_ metadata: [(name: String, value: String)]) throws(StoreError) -> Int {
        let count: Int
        let finished = "\(path).finished"
        do {
            count = try queue.write { db in
                try db.execute(sql: "DELETE FROM metadata; DROP TABLE progress")
                for entry in metadata {
                    try db.execute(
                        sql: "INSERT INTO metadata VALUES (?, ?)", arguments: [entry.name, entry.value])
                }
                return try Int.fetchOne(db, sql: "SELECT count(*) FROM map") ?? 0
            }
            // A copy, because the header of a SQLite file counts its writes.
            try? FileManager.default.removeItem(atPath: finished)
            try queue.vacuum(into: finished)
            try queue.close()
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
        guard rename(finished, path) == 0 else {
            throw StoreError(.database, at: path, "cannot be written: \(String(cString: strerror(errno)))")
        }
        try? FileManager.default.removeItem(atPath: "\(path).part")
        return count
    }
}
