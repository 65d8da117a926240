internal import Foundation
internal import GRDB

extension FeatureStore {
    /// The `application_id` of our stores, "PLSF" in ASCII, which protects files of other programs from being migrated.
    static let applicationID: Int32 = 0x504C_5346

    /// Refuses a database of another program, and a truncated file, for whose missing part SQLite would read zeros.
    static func refuseForeign(_ queue: DatabaseQueue, at path: String) throws {
        try queue.read { db in
            let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard id == applicationID || (id == 0 && tables == 0) else {
                throw StoreError(
                    .foreignStore, at: path,
                    "expected a store of plision (application id \(applicationID)), found application id \(id)"
                        + " and \(tables) tables")
            }
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            let length = try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
            let file = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            if let found = file, found < length {
                throw StoreError(
                    .inputMalformed, at: path,
                    "the store is damaged; delete it and import again: has \(found) bytes, expected \(length)")
            }
            guard try !migrator.hasBeenSuperseded(db) else {
                throw StoreError(
                    .foreignStore, at: path, "made by a newer version; delete it and import again, or upgrade")
            }
        }
    }

    /// The migrations from an empty file to the current tables.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 spatial metadata and tables", migrate: makeFirstTables)
        migrator.registerMigration("2 postal codes, accuracy of places, further names", migrate: addSecondColumns)
        migrator.registerMigration("3 organisations, services, service areas, files of the region") { db in
            try make(StoreTable.second, in: db)
        }
        migrator.registerMigration("4 speed limits", migrate: addThirdColumns)
        migrator.registerMigration("5 salt of made-up identifiers", migrate: WithheldNames.makeSalt)
        return migrator
    }

    private static func makeFirstTables(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        // The argument 0 stops SpatiaLite from opening a transaction, which would end the migration's own.
        try admin(db, "InitSpatialMetaData(0, 'WGS84')")
        try make(StoreTable.allCases.filter { !StoreTable.second.contains($0) }, in: db)
        try db.execute(sql: "CREATE UNIQUE INDEX source_id ON source (id)")
    }

    private static func make(_ tables: [StoreTable], in db: Database) throws {
        for table in tables {
            try db.execute(sql: "CREATE TABLE \(table.rawValue) (fid INTEGER PRIMARY KEY, \(table.columns))")
            guard let shape = table.shape else { continue }
            try admin(db, "AddGeometryColumn('\(table.rawValue)', 'geom', 4326, '\(shape.rawValue)', 'XY')")
            try admin(db, "CreateSpatialIndex('\(table.rawValue)', 'geom')")
        }
    }

    /// Adds columns that older stores lack; new stores have them from the first migration.
    private static func addSecondColumns(_ db: Database) throws {
        try add(
            [
                (StoreTable.region, "postcodes", "TEXT"), (.municipality, "other_names", "TEXT"),
                (.place, "accuracy_metres", "REAL"),
            ], to: db)
    }

    private static func addThirdColumns(_ db: Database) throws {
        try add([(.region, "speed_limits", "TEXT")], to: db)
    }

    private static func add(_ columns: [(table: StoreTable, name: String, type: String)], to db: Database) throws {
        for (table, column, type) in columns
        where try !db.columns(in: table.rawValue).contains(where: { $0.name == column }) {
            try db.execute(sql: "ALTER TABLE \(table.rawValue) ADD COLUMN \(column) \(type)")
        }
    }

    /// Calls an administrative function of SpatiaLite; these return 0 instead of failing.
    static func admin(_ db: Database, _ call: String) throws {
        guard try Int.fetchOne(db, sql: "SELECT \(call)") == 1 else {
            throw StoreError(.database, at: "SpatiaLite", "\(call) did not answer 1")
        }
    }
}
