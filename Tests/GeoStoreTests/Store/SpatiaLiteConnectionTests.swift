import GRDB
import GeoStore
import TestSupport
import Testing

struct SpatiaLiteConnectionTests {
    @Test("The linked SQLite has the version of the headers")
    func oneSQLite() throws {
        let versions = FeatureStore.sqliteVersions
        #expect(versions.linked == versions.compiled)
    }

    @Test("SpatiaLite works in every connection, and connections close cleanly")
    func loads() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<20 {
            let store = try FeatureStore(path: folder.path + "/s.sqlite")
            let version = try store.read { db in try String.fetchOne(db, sql: "SELECT spatialite_version()") }
            #expect(version?.hasPrefix("5.") == true)
            let wkt = try store.read { db in
                try String.fetchOne(db, sql: "SELECT AsText(Centroid(BuildMbr(0, 0, 2, 4, 4326)))")
            }
            #expect(wkt == "POINT(1 2)")
        }
    }
}
