internal import CSpatiaLite
internal import GRDB

/// Loads SpatiaLite into a GRDB connection and unloads it with the connection.
enum SpatiaLiteConnection {
    /// Registers SpatiaLite's functions in `db`; its caches are freed when the connection closes.
    ///
    /// SpatiaLite has no hook for closing connections and leaks about 310 KB without its clean-up call. So that call is
    /// the destructor of an otherwise unused SQL function.
    static func attach(to db: Database) throws {
        guard let connection = db.sqliteConnection, let cache = spatialite_alloc_connection() else {
            throw StoreError(.database, at: "SpatiaLite", "no connection to attach to")
        }
        spatialite_init_ex(connection, cache, 0)
        let code = sqlite3_create_function_v2(
            connection, "plision_spatialite_cache", 0, SQLITE_UTF8, cache,
            { context, _, _ in sqlite3_result_null(context) }, nil, nil,
            { cache in spatialite_cleanup_ex(cache) })
        guard code == SQLITE_OK else {
            // SQLite has already called the destructor.
            throw StoreError(.database, at: "SpatiaLite", "its clean-up function was refused with code \(code)")
        }
    }
}

extension FeatureStore {
    /// The version of the SQLite library and that of the headers at compile time. They must be equal, because two
    /// copies of SQLite in one process can corrupt databases.
    package static var sqliteVersions: (linked: String, compiled: String) {
        (String(cString: sqlite3_libversion()), SQLITE_VERSION)
    }
}
