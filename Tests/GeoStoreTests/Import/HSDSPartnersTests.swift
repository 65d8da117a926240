import Foundation
import GeoStore
import Locator
import Records
import TestSupport
import Testing

/// Files of partners in one store: each replaces its own earlier contents and nothing else.
struct HSDSPartnersTests {
    private let folder: TemporaryFolder
    private let store: FeatureStore

    init() throws {
        folder = try TemporaryFolder()
        store = try ToyRegion().store()
    }

    private func service(
        _ name: String, id: String = "1", organisation: String = "Charity", longitude: Double = 10.05,
        address: String = "Street 5", phone: String = "1"
    ) -> String {
        """
        {"id": "\(id)", "name": "\(name)", "status": "active", "organization": {"id": "1", "name": "\(organisation)"},
         "phones": [{"id": "1", "number": "\(phone)"}],
         "service_at_locations": [{"id": "\(id)", "location": {"id": "1", "location_type": "physical",
          "longitude": \(longitude), "latitude": 50.05, "addresses": [{"id": "1", "address_1": "\(address)"}]}}]}
        """
    }

    private func add(_ file: String, _ services: String..., partner: String? = nil) throws {
        try folder.write(file, Array("[\(services.joined(separator: ","))]".utf8))
        _ = try Importer(into: store).importHSDS(file: folder.file(file), kind: "pharmacy", partner: partner)
    }

    private func names() throws -> [String] {
        try store.contents().dataset.structures.filter { $0.id.hasPrefix("hsds-") }
            .map { $0.names.text(in: "el") }.sorted()
    }

    @Test("hsds-two-partners-same-ids: both are kept, whatever their identifiers, names and addresses")
    func bothAreKept() throws {
        try add("a.json", service("Clinic"))
        try add("b.json", service("Shop", organisation: "Town", longitude: 10.08))
        try add("c.json", service("Clinic", phone: "2"))
        try add("d.json", service("Clinic", organisation: "Town", longitude: 10.051))
        #expect(try names() == ["Clinic", "Clinic", "Clinic", "Shop"])
        let contents = try store.contents()
        #expect(contents.leftOut.isEmpty)
        let charities = contents.dataset.organisations.map { $0.names.text(in: "el") }.sorted()
        #expect(charities == ["Charity", "Charity", "Town", "Town"])
        // Possible duplicates are reported.
        #expect(try !store.report(today: "2026-11-25").findings(of: .duplicateSuspect).isEmpty)
    }

    @Test func aFileReplacesItsOwn() throws {
        try add("a.json", service("Clinic"), service("School", id: "2"))
        try add("b.json", service("Shop"))
        try add("a.json", service("Clinic"), service("School", id: "2"))
        #expect(try names() == ["Clinic", "School", "Shop"])
        try add("a.json", service("Library", id: "3"))
        #expect(try names() == ["Library", "Shop"])
    }

    @Test func anAmbiguousNameIsRefused() throws {
        try add("north/services.json", service("Clinic"))
        let error = #expect(throws: StoreError.self) { try add("south/services.json", service("Shop")) }
        #expect(error?.code == .ambiguousPartner && error?.reason.contains("--partner services.json") == true)
        #expect(error?.reason.contains("north/services.json") == true)
        #expect(try names() == ["Clinic"], "the store is as before")
        try add("south/services.json", service("Shop"), partner: "south")
        #expect(try names() == ["Clinic", "Shop"])
        // The first partner's next delivery, from another folder.
        try add("later/services.json", service("Clinic"), service("School", id: "2"), partner: "hsds:services.json")
        #expect(try names() == ["Clinic", "School", "Shop"])
    }

    @Test func aKnownFileUnderAnotherNameIsRefused() throws {
        try add("a.json", service("Clinic"))
        let error = #expect(throws: StoreError.self) { try add("renamed.json", service("Clinic")) }
        #expect(error?.code == .ambiguousPartner && error?.reason.contains("--partner a.json") == true)
        try add("renamed.json", service("Clinic"), partner: "a.json")
        #expect(try names() == ["Clinic"])
        try add("renamed.json", service("Clinic"), partner: "another")
        #expect(try names() == ["Clinic", "Clinic"])
    }

    /// Two programs like ours may use one identifier for different things.
    @Test func recordsOfOurProfileDoNotReplaceOthers() throws {
        func record(_ name: String, _ longitude: Double) -> String {
            """
            {"id": "1", "name": "\(name)", "service_at_locations": [{"id": "1", "plision": {"id": "s1",
             "kind": "pharmacy", "name": {"en": "\(name)"}, "lon": \(longitude), "lat": 50.05}}]}
            """
        }
        try add("a.json", record("Clinic", 10.05))
        try add("b.json", record("Shop", 10.06))
        try add("c.json", record("Clinic", 10.08))
        try add("d.json", record("Clinic", 10.05), partner: "the same as a")
        let structures = try store.contents().dataset.structures.filter { $0.id.hasPrefix("s1") }
        #expect(structures.map(\.id).sorted() == ["s1", "s1@hsds:b.json", "s1@hsds:c.json"])
        #expect(structures.map { $0.names.text(in: "en") }.sorted() == ["Clinic", "Clinic", "Shop"])
    }

    /// A partner's services return from an export with their original identifiers.
    @Test func anExportAddsNothingToWhereItComesFrom() throws {
        try add("a.json", service("Clinic"))
        let first = try store.contents().dataset
        _ = try DatasetWriter(first).write(to: folder.file("dataset"))
        let dataset = try Dataset(directory: folder.file("dataset"))
        let rows = Array(first.structures.indices)
        let bytes = dataset.hsdsDocument(rows: rows.filter { dataset.structure(at: $0).id.hasPrefix("hsds-") })
        try folder.write("export.json", bytes)
        _ = try Importer(into: store).importHSDS(file: folder.file("export.json"), kind: "help-desk")
        #expect(try names() == ["Clinic"])
        let again = try store.contents().dataset.structures.first { $0.id.hasPrefix("hsds-") }
        #expect(again?.kind == "pharmacy" && again?.id == first.structures.first { $0.id.hasPrefix("hsds-") }?.id)
    }
}
