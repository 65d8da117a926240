import Foundation
import GRDB
import GeoStore
import TestSupport
import Testing

/// The state of a store after a crash during an import.
struct ImporterCrashTests {
    /// So many places that an import writes to disk before it ends.
    private func manyPlaces(_ count: Int, name: String) -> String {
        var text = "id,name,municipality,people,lon,lat\n"
        for index in 0..<count {
            text += "p\(index),\(name) \(index) \(String(repeating: "x", count: 400)),A,1,10.05,50.05\n"
        }
        return text
    }

    private func state(_ path: String) throws -> [String] {
        let store = try FeatureStore.open(path: path)
        return try store.read { db in
            let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check")
            let index = try String.fetchAll(db, sql: "SELECT CheckSpatialIndex('place', 'geom')")
            let places = try String.fetchAll(db, sql: "SELECT id || names FROM place ORDER BY fid")
            return integrity + index + places
        }
    }

    @Test("After a killed import the store opens in its previous state")
    func killed() throws {
        let toy = try ToyRegion(replacing: ["places.csv": manyPlaces(200, name: "Old")])
        let path = toy.folder.path + "/s.sqlite"
        _ = try Importer.run(toy.catalog, geodata: toy.geodata, into: try FeatureStore(path: path))
        let before = try state(path)
        #expect(before.count == 202)

        try toy.folder.write("data/places.csv", manyPlaces(8_000, name: "New"))
        let store = try FeatureStore(path: path)
        // A small cache makes SQLite write to the file long before the end.
        try store.write { db in try db.execute(sql: "PRAGMA cache_size = -200") }
        var copies: [String] = []
        _ = try Importer.run(toy.catalog, sources: ["places"], geodata: toy.geodata, into: store) { progress in
            guard progress.step != .comparing else { return true }
            // The state on disk now is what a process killed now would leave.
            let copy = toy.folder.path + "/copy\(copies.count).sqlite"
            for ending in ["", "-journal"] where FileManager.default.fileExists(atPath: path + ending) {
                try? FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
            }
            copies.append(copy)
            return true
        }
        #expect(copies.count > 6)
        let dirty = copies.filter { FileManager.default.fileExists(atPath: $0 + "-journal") }
        #expect(dirty.count > 4)
        let grown = try FileManager.default.attributesOfItem(atPath: dirty.last ?? path)[.size] as? Int ?? 0
        #expect(grown > 1_500_000, "the new rows had reached the file")
        for copy in copies { #expect(try state(copy) == before) }
        #expect(try state(path).count == 8_002, "the one that was not killed has the new state")
    }

    @Test("An import that is stopped leaves the previous state, and the next one succeeds")
    func stopped() throws {
        let toy = try ToyRegion(replacing: ["places.csv": manyPlaces(50, name: "Old")])
        let path = toy.folder.path + "/s.sqlite"
        let store = try FeatureStore(path: path)
        _ = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        try toy.folder.write("data/places.csv", manyPlaces(3_000, name: "New"))
        for limit in 0..<5 {
            var calls = 0
            let error = #expect(throws: StoreError.self) {
                try Importer.run(toy.catalog, sources: ["places"], geodata: toy.geodata, into: store) { _ in
                    calls += 1
                    return calls <= limit
                }
            }
            #expect(error?.code == .cancelled)
            #expect(try store.rowCounts()["place"] == 50)
        }
        _ = try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        #expect(try store.rowCounts()["place"] == 3_000)
        #expect(try state(path).first == "ok")
    }

    @Test("A truncated file leaves the previous state")
    func brokenFile() throws {
        let toy = try ToyRegion()
        let store = try toy.store()
        try toy.folder.write("data/outlines.geojson", String(ToyRegion.outlines.dropLast(60)))
        let error = #expect(throws: StoreError.self) {
            try Importer.run(toy.catalog, geodata: toy.geodata, into: store)
        }
        #expect(error?.code == .inputMalformed)
        #expect(try store.rowCounts()["area"] == 3)
    }
}
