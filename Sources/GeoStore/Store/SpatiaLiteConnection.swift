internal import CSpatiaLite
internal import GRDB

/// Loads SpatiaLite into a connection of GRDB and unloads it with that connection.
enum SpatiaLiteConnection {
    /// Makes SpatiaLite's functions known to `db`; its caches are freed when the connection closes.
    ///
    /// SpatiaLite has no hook for a closing connection and leaks about 310 KB without its clean-up call, so the call
    /// hangs on the destructor of an SQL function that nobody uses.
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
            // SQLite has called the destructor already.
            throw StoreError(.database, at: "SpatiaLite", "its clean-up function was refused with code \(code)")
        }
    }
}

extension FeatureStore {
    /// Version of the SQLite that is linked, and of the headers this was compiled against: two copies of SQLite in one
    /// process corrupt databases, so they must be the same.
    package static var sqliteVersions: (linked: String, compiled: String) {
        (String(cString: sqlite3_libversion()), SQLITE_VERSION)
    }
}
