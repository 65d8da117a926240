import Foundation
import GeoIndex
import Publication
import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// What leaves the registry for the public process.
struct PublishingTests {
    private let registry: TestRegistry
    private let editor: Caller
    private let reviewers: [Caller]

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("editor", [(.editor, .region)])
        reviewers = [
            try registry.caller("moderator", [(.moderator, .region)]),
            try registry.caller("second", [(.moderator, .region)]),
        ]
    }

    private var home: RegistryHome { registry.home }

    private func live(_ ref: String, _ json: String) throws {
        let id = try home.draftNew(StructureFields(patch: Array(json.utf8)), ref: ref, reason: "fixture", by: editor)
        for reviewer in reviewers { _ = try home.review(id, approve: true, by: reviewer) }
    }

    private static let whole = #"""
        {"name":{"el":"Κέντρο","en":"Centre"},"kind":"community-centre","municipality":"9001","status":"suspended",
        "statusReason":{"el":"έργα"},"validFrom":"2026-01-01","validTo":"2027-01-01","address":{"el":"Οδός 1"},"phone":"24100 1",
        "email":"a@example.org","website":"https://example.org","position":{"lon":22.4,"lat":39.6,"accuracyMetres":50},
        "redacted":false,"openingHours":"Mo-Fr 08:00-15:00","wheelchair":"yes","accessNote":{"el":"κουδούνι"},
        "languages":["el","en"],"audiences":["homeless"],"documents":[{"el":"Ταυτότητα"}],"eligibility":{"el":"όλοι"},
        "application":{"el":"με αίτηση"},"cost":"free","costNote":{"el":"δωρεάν"},"appointment":"possible","delivery":"place",
        "organisation":"org-1","checkedOn":"2026-05-01","checkEveryDays":90}
        """#

    private func current() throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: home.published + "/current")))
    }

    @Test("Every field of a live structure is published and read back")
    func whole() throws {
        try live("fixture-1", Self.whole)
        let snapshot = try home.publish(by: .systemOperator)
        #expect(snapshot.revision == 1)
        #expect(snapshot.installation == home.ring.installation.description)
        let structure = try #require(snapshot.structures.first?.structure)
        #expect(structure.id == "fixture-1")
        #expect(structure.names["el"] == "Κέντρο")
        #expect(structure.status == .suspended)
        #expect(structure.details.statusReason["el"] == "έργα")
        #expect(structure.coordinate?.longitude == 22.4)
        #expect(structure.accuracyMetres == 50)
        #expect(structure.openingHours == "Mo-Fr 08:00-15:00")
        #expect(structure.details.documents.count == 1)
        #expect(structure.details.cost == .free)
        #expect(structure.details.checkEveryDays == 90)
        #expect(structure.checkedOn == "2026-05-01")
        #expect(try PublishedSnapshot.open(current(), key: home.publishedKey) == snapshot)
        #expect(
            try Set(StructureFields(patch: Array(Self.whole.utf8)).values.keys) == Set(DirectoryField.allCases),
            "none left out")
    }

    @Test("Neither drafts, nor accounts, nor the place of what must not be located are published")
    func nothingElse() throws {
        try live(
            "fixture-1",
            #"{"name":{"el":"Ξενώνας"},"kind":"shelter","municipality":"9001","status":"active","phone":"197","redacted":true,"#
                + #""address":{"el":"CANARY-ADDRESS"},"position":{"lon":22.123456,"lat":39.6},"accessNote":{"el":"CANARY-NOTE"}}"#
        )
        try live("fixture-2", Self.whole)
        _ = try home.draft(
            StructureFields(patch: Array(#"{"costNote":{"el":"CANARY-DRAFT"}}"#.utf8)), of: "fixture-2", base: 1,
            reason: "CANARY-REASON",
            by: editor)
        try home.publish(by: .systemOperator)
        let text = String(decoding: try current(), as: UTF8.self)
        #expect(!text.contains("CANARY"))
        #expect(!text.contains("22.123456"))
        #expect(!text.contains("editor"))
        #expect(!text.contains(editor.principal.description))
        #expect(text.contains("\"197\""))
    }

    @Test("Revisions rise, whatever happens to the folder or the database")
    func revisions() throws {
        try live("fixture-1", Self.whole)
        let first = try home.publish(by: .systemOperator)
        let second = try registry.reopened().publish(by: .systemOperator)
        #expect(first.revision == 1)
        #expect(second.revision == 2)
        let bytes = try current()
        try FileManager.default.removeItem(atPath: home.published)
        #expect(try home.publish(by: .systemOperator).revision == 3)
        // A registry restored from a backup that knows of fewer revisions than the folder has.
        try registry.sql("DELETE FROM published")
        #expect(try home.publish(by: .systemOperator).revision == 4)
        let key = try home.publishedKey
        #expect(throws: SnapshotError.notNewer(revision: 2, inUse: 4)) {
            try PublishedSnapshot.open(bytes, key: key, inUse: 4)
        }
        #expect(throws: SnapshotError.notNewer(revision: 2, inUse: 2)) {
            try PublishedSnapshot.open(bytes, key: key, inUse: 2)
        }
        #expect(try PublishedSnapshot.open(bytes, key: key, inUse: 1).revision == 2)
    }

    @Test("A snapshot that cannot be written leaves the former one, and the next one has everything")
    func unwritable() throws {
        try live("fixture-1", Self.whole)
        try home.publish(by: .systemOperator)
        let bytes = try current()
        try FileManager.default.createDirectory(atPath: home.published + "/.new", withIntermediateDirectories: true)
        try live("fixture-2", Self.whole)
        #expect(error { try home.publish(by: .systemOperator) }?.code == .unavailable)
        #expect(try current() == bytes)
        try FileManager.default.removeItem(atPath: home.published + "/.new")
        #expect(try home.publish(by: .systemOperator).structures.count == 2)
    }

    @Test("A snapshot of another registry, a changed one and a cut one are refused")
    func refused() throws {
        try live("fixture-1", Self.whole)
        try home.publish(by: .systemOperator)
        let (bytes, key) = (try current(), try home.publishedKey)
        let foreign = try TestRegistry().home.publishedKey
        #expect(throws: SnapshotError.notSigned) { try PublishedSnapshot.open(bytes, key: foreign) }
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2000 {
            var changed = bytes
            changed[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: SnapshotError.notSigned) { try PublishedSnapshot.open(changed, key: key) }
        }
        for _ in 0..<300 {
            let cut = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
            #expect(throws: SnapshotError.notSigned) { try PublishedSnapshot.open(cut, key: key) }
        }
        #expect(throws: SnapshotError.notSigned) { try PublishedSnapshot.open(bytes + [32], key: key) }
        for bad in ["", "00", key.uppercased() + "0", key.dropLast() + "g"] {
            #expect(throws: SnapshotError.badKey) { try PublishedSnapshot.open(bytes, key: bad) }
        }
        let large = [UInt8](repeating: 32, count: PublishedSnapshot.byteLimit + 1)
        #expect(throws: SnapshotError.tooLarge(bytes: large.count)) { try PublishedSnapshot.open(large, key: key) }
    }
}
