import Foundation
import GRDB

/// A database file as somebody sees it who does not go through the registry.
struct RawStore {
    private let queue: DatabaseQueue

    init(_ path: String) throws { queue = try DatabaseQueue(path: path) }

    /// Runs statements in one transaction, without the checks of foreign keys.
    func run(_ statements: [String]) throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for statement in statements { try database.execute(sql: statement) }
        }
    }

    func count(_ table: String, _ condition: String = "1 = 1") throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE \(condition)") ?? 0 }
    }

    func text(_ sql: String) throws -> String? { try queue.read { try String.fetchOne($0, sql: sql) } }

    func texts(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }

    func bytes(_ sql: String) throws -> [UInt8]? { try queue.read { try Data.fetchOne($0, sql: sql) }.map(Array.init) }
}
