internal import CSpatiaLite
internal import Foundation
package import GRDB
internal import InputFiles

/// The database of the write side, `features.sqlite`: SpatiaLite tables filled by imports and read by the dataset
/// builder.
///
/// It can be deleted and recreated from its sources at any time. Only one process writes at a time; a second writer
/// waits for up to ten seconds and then fails.
public final class FeatureStore: Sendable {
    /// The path of the file; `:memory:` for a store in memory.
    public let path: String
    package let queue: DatabaseQueue

    /// Opens the store at `path`, creating file and folder if necessary, and migrates its tables.
    ///
    /// - Throws: ``StoreError`` with the code `foreignStore` when the file belongs to another program or a newer
    ///   version, and `database` when SQLite fails.
    public convenience init(path: String) throws(StoreError) {
        try self.init(path: path, mustExist: false)
    }

    /// Opens an existing store, for reading and for importing into it.
    ///
    /// - Throws: ``StoreError`` with the code `inputNotFound` when there is no such file.
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

    /// Calls `body` with a consistent view of the store.
    package func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        do {
            return try queue.read(body)
        } catch {
            throw Self.wrapped(error, path)
        }
    }

    /// Runs `body` in a transaction, which is rolled back when it throws or the process dies.
    package func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        do {
            return try queue.write(body)
        } catch {
            throw Self.wrapped(error, path)
        }
    }

    /// An error of the store at `path` as a ``StoreError``; distinguishes damaged files from other failures.
    private static func wrapped(_ error: any Error, _ path: String) -> StoreError {
        if let error = error as? StoreError { return error }
        if let error = error as? InputError { return StoreError(error) }
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
            // A bulk load touches each page once; these settings avoid temporary files.
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}
