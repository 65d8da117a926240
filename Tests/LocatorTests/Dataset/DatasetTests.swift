import Foundation
import GeoIndex
import Locator
import Records
import Testing
import TestSupport

struct DatasetTests {
    private let structures = [
        Structure(
            id: "b", kind: "centre", names: LocalizedText(["el": "Β", "en": "B"]), parent: "a", municipality: "T1",
            address: LocalizedText(["el": "Οδός 1"]), phone: "2410 000000", email: "b@example.org",
            website: "https://example.org", openingHours: "Mo-Fr 08:00-15:00", wheelchair: "yes",
            status: .unverified, coordinate: Coordinate(longitude: 1.5, latitude: 0.5), accuracyMetres: 800,
            positionNote: LocalizedText(["en": "about"]), source: "https://example.org/b", sourceDate: "2024-05",
            checkedOn: "2026-01-01"),
        Structure(id: "a", kind: "hospital", names: LocalizedText(["en": "A"]), status: .planned),
    ]

    @Test func readsBackTheContents() throws {
        let dataset = try Toyland.dataset(structures)
        #expect(dataset.structureCount == 2)
        for structure in structures { #expect(dataset.structure(id: structure.id) == structure) }
        #expect(dataset.structure(id: "c") == nil)
        #expect(dataset.kinds == Toyland.kinds)
        #expect(dataset.municipalities == Toyland.municipalities.map(\.municipality))
        #expect(dataset.description == Toyland.contents([]).region)
        #expect(dataset.municipality(code: "T2")?.population == 3000)
        #expect(dataset.structureRows(StructureFilter(kinds: ["centre"])).map { dataset.structure(at: $0).id } == ["b"])
        #expect(dataset.structureRows(StructureFilter(municipalities: ["T1", "T9"])).count == 1)
        #expect(dataset.structureRows(StructureFilter(kinds: ["unheard"])).isEmpty)
    }

    @Test func equalContentsGiveEqualBytes() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        _ = try DatasetWriter(Toyland.contents(structures)).write(to: first.path + "/d")
        _ = try DatasetWriter(Toyland.contents(structures.reversed())).write(to: second.path + "/d")
        for name in ["region.plz", "structures.plz", "places.plz"] {
            #expect(
                FileManager.default.contents(atPath: "\(first.path)/d/\(name)")
                    == FileManager.default.contents(atPath: "\(second.path)/d/\(name)"))
        }
    }

    @Test func rebuildingReplacesTheDirectoryAndKeepsOpenReaders() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/dataset"
        _ = try DatasetWriter(Toyland.contents(structures)).write(to: path)
        let old = try Dataset(directory: path)
        _ = try DatasetWriter(Toyland.contents([])).write(to: path)
        let new = try Dataset(directory: path)
        #expect(old.structure(id: "b") == structures[0])
        #expect(new.structureCount == 0)
        #expect(old.buildID != new.buildID)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["dataset"])
    }

    @Test func unknownKindAndDoubleIdAreRefused() {
        let odd = Structure(id: "x", kind: "castle", names: LocalizedText())
        #expect(throws: DatasetError.self) { try DatasetWriter(Toyland.contents([odd])) }
        #expect(throws: DatasetError.self) { try DatasetWriter(Toyland.contents([structures[0], structures[0]])) }
    }

    @Test func missingFilesAndMixedBuildsAreRefused() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/dataset"
        #expect(throws: DatasetError.notFound(path: path + "/region.plz")) { try Dataset(directory: path) }
        _ = try DatasetWriter(Toyland.contents(structures)).write(to: path)
        _ = try DatasetWriter(Toyland.contents([])).write(to: directory.path + "/other")
        try FileManager.default.removeItem(atPath: path + "/structures.plz")
        #expect(throws: DatasetError.notFound(path: path + "/structures.plz")) { try Dataset(directory: path) }
        try FileManager.default.copyItem(
            atPath: directory.path + "/other/structures.plz", toPath: path + "/structures.plz")
        #expect {
            try Dataset(directory: path)
        } throws: { error in
            if case .file(.build) = error as? DatasetError { true } else { false }
        }
    }

    /// Every flipped bit and every truncation is detected.
    @Test func damagedFilesAreRefused() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/dataset"
        _ = try DatasetWriter(Toyland.contents(structures)).write(to: path)
        var random = SeededGenerator(seed: 3)
        for name in ["region.plz", "structures.plz", "places.plz"] {
            let file = URL(fileURLWithPath: "\(path)/\(name)")
            let whole = try Data(contentsOf: file)
            for _ in 0..<150 {
                var damaged = whole
                if Bool.random(using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] ^=
                        1 << UInt8.random(in: 0..<8, using: &random)
                } else {
                    damaged = damaged.prefix(Int.random(in: 0..<damaged.count, using: &random))
                }
                try damaged.write(to: file)
                #expect(throws: DatasetError.self) { try Dataset(directory: path) }
            }
            try whole.write(to: file)
        }
        _ = try Dataset(directory: path)
    }
}
