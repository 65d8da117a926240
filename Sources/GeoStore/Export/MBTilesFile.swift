internal import Foundation
internal import GRDB

/// An MBTiles 1.3 file in the making: tiles in SQLite, equal ones kept once, rows counted from the south.
public final class MBTilesFile {
    private let path: String
    private let queue: DatabaseQueue

    /// Makes the file beside `path`, from where ``finish(_:)`` puts it in its place.
    public init(path: String) throws(StoreError) {
        self.path = path
        do {
            let part = "\(path).part"
            try? FileManager.default.removeItem(atPath: part)
            queue = try DatabaseQueue(path: part)
            try queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
                        CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB NOT NULL) WITHOUT ROWID;
                        CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT,
                            PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;
                        CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data
                            FROM map JOIN images USING (tile_id);
                        PRAGMA application_id = 0x4d504258;
                        """)
            }
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
    }

    /// A tile by zoom, column from the west and row from the north, its bytes, and a text that stands for these.
    public struct Tile: Sendable {
        var z, x, y: Int
        var bytes: [UInt8]
        var content: String

        /// A tile.
        public init(z: Int, x: Int, y: Int, bytes: [UInt8], content: String) {
            (self.z, self.x, self.y, self.bytes, self.content) = (z, x, y, bytes, content)
        }
    }

    /// Adds tiles, all or none.
    public func add(_ tiles: [Tile]) throws(StoreError) {
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
            }
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
    }

    /// Adds the metadata and gives the file its name.
    public func finish(_ metadata: [(name: String, value: String)]) throws(StoreError) {
        do {
            try queue.write { db in
                for entry in metadata {
                    try db.execute(
                        sql: "INSERT INTO metadata VALUES (?, ?)", arguments: [entry.name, entry.value])
                }
            }
            try queue.vacuum()
            try queue.close()
        } catch {
            throw StoreError(.database, at: path, "\(error)")
        }
        guard rename("\(path).part", path) == 0 else {
            throw StoreError(.inputUnreadable, at: path, "cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
