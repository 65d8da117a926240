internal import Foundation
internal import GRDB

/// A database file of the registry: `registry.sqlite` or `keys.sqlite`.
///
/// Written by one transaction at a time, of any process; read by several at once. Every commit is on disk when it
/// returns. What is deleted is overwritten.
package final class StoreFile: Sendable {
    /// The path of the file.
    package let path: String
    private let pool: DatabasePool

    /// Makes a new file that only its owner can read.
    ///
    /// - Throws: ``RegistryError`` with the code `alreadyThere` when there is a file of this name.
    package static func create(at path: String, schema: StoreSchema, now: Timestamp) throws(RegistryError) -> StoreFile
    {
        let file = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw errno == EEXIST
                ? RegistryError(.alreadyThere, at: path, "exists already; it is not overwritten")
                : RegistryError(.unavailable, at: path, "cannot be made: \(String(cString: strerror(errno)))")
        }
        close(file)
        return try StoreFile(path: path, schema: schema, now: now, isNew: true)
    }

    /// Opens an existing file, checks it, and brings its tables up to date.
    ///
    /// - Throws: ``RegistryError`` with the code `noSuchFile`, `damaged` (also for files of other programs),
    ///   `newerSchema` or `unavailable`.
    package static func open(at path: String, schema: StoreSchema, now: Timestamp) throws(RegistryError) -> StoreFile {
        guard FileManager.default.fileExists(atPath: path) else {
            throw RegistryError(.noSuchFile, at: path, "does not exist; `plision-registry init` makes a registry")
        }
        return try StoreFile(path: path, schema: schema, now: now, isNew: false)
    }

    private init(path: String, schema: StoreSchema, now: Timestamp, isNew: Bool) throws(RegistryError) {
        self.path = path
        do {
            if !isNew { try Self.check(path, schema) }
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            // GRDB sets NORMAL when it switches to write-ahead logging, after it has prepared the connection.
            try pool.writeWithoutTransaction { database in try database.execute(sql: "PRAGMA synchronous = FULL") }
            try pool.write { database in
                if isNew { try database.execute(sql: "PRAGMA application_id = \(schema.applicationID)") }
                try schema.migrate(StoreConnection(database), at: path, now: now)
            }
        } catch {
            throw RegistryError(sqlite: error, at: path)
        }
    }

    /// Refuses files of other programs and damaged ones before anything is written to them.
    private static func check(_ path: String, _ schema: StoreSchema) throws {
        // Not read-only: a file whose writer was killed gets its log applied when it is opened.
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        let (id, faults) = try queue.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try String.fetchAll(database, sql: "PRAGMA integrity_check(3)")
            )
        }
        guard id == schema.applicationID else {
            throw RegistryError(
                .damaged, at: path,
                "expected a file of the registry (application id \(schema.applicationID)), found \(id)")
        }
        guard faults == ["ok"] else {
            throw RegistryError(.damaged, at: path, "restore a backup: \(faults.joined(separator: "; "))")
        }
    }

    /// Calls `body` with a consistent view of the file.
    package func read<T>(_ body: (StoreConnection) throws -> T) throws(RegistryError) -> T {
        do {
            return try pool.read { database in try body(StoreConnection(database)) }
        } catch {
            throw RegistryError(sqlite: error, at: path)
        }
    }

    /// Runs `body` in a transaction that is on disk when this returns; it is rolled back when `body` throws or the
    /// process dies.
    @discardableResult
    package func transaction<T>(_ body: (StoreConnection) throws -> T) throws(RegistryError) -> T {
        do {
            return try pool.write { database in try body(StoreConnection(database)) }
        } catch {
            throw RegistryError(sqlite: error, at: path)
        }
    }

    /// Copies the file as it is at one moment to a new file at `path`, while others go on writing.
    package func copy(to path: String) throws(RegistryError) {
        do {
            let file = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
            guard file >= 0 else {
                throw RegistryError(.unavailable, at: path, "cannot be made: \(String(cString: strerror(errno)))")
            }
            close(file)
            let target = try DatabaseQueue(path: path, configuration: Self.configuration)
            try pool.backup(to: target)
            try target.close()
        } catch {
            throw RegistryError(sqlite: error, at: path)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
                    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON
                    """)
        }
        return configuration
    }
}
