import Foundation
import GRDB
import GeoStore
import TestSupport
import Testing

struct FeatureStoreTests {
    @Test("A new store has every table, and a geometry column with a spatial index wherever there is a shape")
    func tables() throws {
        let store = try FeatureStore(path: ":memory:")
        try store.read { db in
            let tables = Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
            for table in StoreTable.allCases { #expect(tables.contains(table.rawValue)) }
            let columns = try Row.fetchAll(
                db, sql: "SELECT f_table_name, f_geometry_column, srid, spatial_index_enabled FROM geometry_columns")
            let shaped = StoreTable.allCases.filter { $0.shape != nil }.map(\.rawValue)
            #expect(Set(columns.map { $0[0] as String }) == Set(shaped))
            for column in columns {
                #expect(column[1] as String == "geom")
                #expect(column[2] as Int == 4326)
                #expect(column[3] as Int == 1)
            }
        }
    }

    @Test("Opening again changes nothing")
    func reopen() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/deep/down/s.sqlite"
        let schema = { (store: FeatureStore) in
            try store.read { db in try String.fetchAll(db, sql: "SELECT name || coalesce(sql, '') FROM sqlite_master") }
        }
        let first = try schema(try FeatureStore(path: path))
        let second = try schema(try FeatureStore.open(path: path))
        #expect(first == second)
        #expect(first.count > StoreTable.allCases.count)
    }

    @Test("A missing store that must exist is an error")
    func missing() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: StoreError.self) { try FeatureStore.open(path: folder.path + "/none.sqlite") }
        #expect(error?.code == .inputNotFound)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none.sqlite"))
    }

    @Test("Files of other programs and newer stores are refused and left unchanged")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("text.sqlite", String(repeating: "no database ", count: 100))
        #expect(#expect(throws: StoreError.self) { try FeatureStore(path: text) }?.code == .foreignStore)

        let other = folder.path + "/other.sqlite"
        try DatabaseQueue(path: other).write { db in try db.execute(sql: "CREATE TABLE theirs (a)") }
        #expect(#expect(throws: StoreError.self) { try FeatureStore(path: other) }?.code == .foreignStore)
        let tables = try DatabaseQueue(path: other).read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["theirs"])

        let newer = folder.path + "/newer.sqlite"
        try FeatureStore(path: newer).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 from the future')")
        }
        #expect(#expect(throws: StoreError.self) { try FeatureStore(path: newer) }?.code == .foreignStore)
    }

    @Test("An error in a transaction rolls it back")
    func rollback() throws {
        struct Stop: Error {}
        let store = try FeatureStore(path: ":memory:")
        #expect(throws: StoreError.self) {
            try store.write { db in
                try db.execute(sql: "INSERT INTO region (code, names, language) VALUES ('x', '{}', 'en')")
                throw Stop()
            }
        }
        #expect(try store.rowCounts().isEmpty)
    }
}
