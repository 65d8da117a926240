internal import CSpatiaLite
internal import Foundation
package import GRDB

/// The write side's database, `features.sqlite`: SpatiaLite tables filled by imports and read by the dataset builder.
///
/// It can be deleted and made again from its sources at any time. One process writes at a time; a second writer waits
/// for up to ten seconds and is then refused.
public final class FeatureStore: Sendable {
    /// Path of the file, `:memory:` for a store that ends with the process.
    public let path: String
    package let queue: DatabaseQueue

    /// Opens the store at `path` and brings its tables up to date, making file and folder when there are none.
    ///
    /// - Throws: ``StoreError`` with code `foreignStore` when the file is another program's or a newer version's, and
    ///   `database` when SQLite refuses.
    public convenience init(path: String) throws(StoreError) {
        try self.init(path: path, mustExist: false)
    }

    /// Opens a store that must be there already, for reading and for importing into it.
    ///
    /// - Throws: ``StoreError`` with code `inputNotFound` when there is no such file.
    public static func open(path: String) throws(StoreError) -> FeatureStore {
        try FeatureStore(path: path, mustExist: true)
    }

    private init(path: String, mustExist: Bool) throws(StoreError) {
        self.path = path
        let inMemory = path == ":memory:"
        if mustExist, !inMemory, !FileManager.default.fileExists(atPath: path) {
            throw StoreError(.inputNotFound, at: path, "no store here; run `plision import` first")
        }
        do {
            if !inMemory {
                let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            queue =
                try inMemory
                ? DatabaseQueue(configuration: Self.configuration)
                : DatabaseQueue(path: path, configuration: Self.configuration)
            try Self.refuseForeign(queue, at: path)
            try Self.migrator.migrate(queue)
        } catch {
            throw Self.wrapped(error, path)
        }
    }

    /// Runs `body` with a consistent view of the store.
    package func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        do {
            return try queue.read(body)
        } catch {
            throw Self.wrapped(error, path)
        }
    }

    /// Runs `body` in one transaction: all of it is kept, or nothing when it throws or the process dies.
    package func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        do {
            return try queue.write(body)
        } catch {
            throw Self.wrapped(error, path)
        }
    }

    /// What went wrong with the store at `path`: a damaged file is told from a refusal.
    private static func wrapped(_ error: any Error, _ path: String) -> StoreError {
        if let error = error as? StoreError { return error }
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_NOTADB:
            return StoreError(.foreignStore, at: path, "expected an SQLite database, found another kind of file")
        case .SQLITE_CORRUPT:
            return StoreError(.inputMalformed, at: path, "the store is damaged; delete it and import again: \(error)")
        case .SQLITE_CANTOPEN where FileManager.default.fileExists(atPath: path):
            return StoreError(.inputUnreadable, at: path, "cannot be read as a file: \(error)")
        default:
            return StoreError(.database, at: path, "\(error)")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "features"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try SpatiaLiteConnection.attach(to: db)
            // A bulk load touches each page once; these keep it out of the way of the file system.
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}
