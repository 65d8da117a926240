import Foundation
import GeoIndex
import GeoStore
import Locator
import Records
import Testing
import TestSupport

/// The toy region of the end-to-end tests, whose tables use every field a structure can have.
struct StructureOffersTests {
    private static let toyland = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/toyland").path

    private func store() throws -> FeatureStore {
        let catalog = try SourceCatalog.load(path: Self.toyland + "/sources.json")
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(catalog, geodata: nil, into: store)
        #expect(results.allSatisfy { $0.outcome == .imported && $0.rejects.isEmpty })
        return store
    }

    private func date(_ text: String) -> CivilDate? { TimeText.date(text) }

    @Test func everyFieldOfTheTablesReachesTheDataset() throws {
        let contents = try store().contents().dataset
        let byID = Dictionary(uniqueKeysWithValues: contents.structures.map { ($0.id, $0) })
        let advice = try #require(byID["t1-advice"])
        #expect(advice.details.organisation == "toy-town" && advice.openingHours == "Mo-Fr 08:00-15:00; PH off")
        #expect(
            advice.details.accessibility
                == Accessibility(
                    [.stepFree: true, .wideDoor: true, .toilet: false, .parking: true, .inductionLoop: false],
                    date: date("2026-01-15")))
        #expect(advice.details.languages == ["pt", "fr"] && advice.details.audiences == ["children", "parents"])
        #expect(advice.details.eligibility["pt"] == "Quem mora na vila")
        #expect(advice.details.minimumAge == 3 && advice.details.maximumAge == 12.5)
        #expect(advice.details.application["pt"] == "Peça ao balcão, de manhã")
        #expect(advice.details.interpretation["pt"] == "Língua gestual")
        #expect(advice.details.documents.map { $0["fr"] } == ["Carte", "Certificat"])
        #expect(
            advice.details.cost == .free && advice.details.appointment == .possible && advice.details.capacity == 12)
        #expect(
            advice.details.contacts == [
                StructureContact(
                    names: LocalizedText(["pt": "Balcão 2", "fr": "Guichet 2"]),
                    roles: LocalizedText(["pt": "Brinquedos perdidos"]), phone: "+000 110"),
                StructureContact(
                    names: LocalizedText(["pt": "Serviço social"]), phone: "+000 111; +000 112",
                    email: "social@toy.example"),
            ])
        #expect(advice.details.funding.first?.to == date("2027-12-31") && advice.details.checkEveryDays == 180)
        #expect(advice.details.services.map(\.code) == ["lending", "repair"])
        #expect(advice.details.services[0].descriptions["pt"] == "Brinquedos por duas semanas")
        let van = try #require(byID["t1-van"])
        #expect(van.details.delivery == .mobile && van.coordinate == nil)
        #expect(van.details.serviceArea.municipalities == ["T1", "T3"])
        #expect(byID["t2-islet"]?.details.serviceArea.settlements == ["toy-v4"])
        #expect(byID["t1-evening"]?.details.serviceArea.outline.count == 1)
        #expect(byID["t3-pharmacy"]?.details.statusReason["fr"] == "Sans bibliothécaire")
        #expect(byID["t2-hall"]?.details.validTo == date("2024-07-19"))
        let quiet = try #require(byID["t2-quiet"])
        #expect(quiet.details.isRedacted && quiet.coordinate == nil && quiet.address.isEmpty)
        #expect(contents.organisations.map(\.id) == ["toy-town", "toy-union"])
        #expect(contents.calendar != nil && contents.programmes != nil)
    }

    @Test func aMistypedDetailIsReportedWithItsLine() throws {
        let folder = try TemporaryFolder()
        let copy = folder.path + "/region"
        try FileManager.default.copyItem(atPath: Self.toyland, toPath: copy)
        let path = copy + "/offers.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacingOccurrences(of: ",free,,possible,12,", with: ",gratis,,perhaps,many,")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let store = try FeatureStore(path: ":memory:")
        let results = try Importer.run(
            SourceCatalog.load(path: copy + "/sources.json"), geodata: nil, into: store)
        let rejects = results.flatMap(\.rejects)
        #expect(rejects.map(\.position) == Array(repeating: "offers.csv:2", count: 3))
        #expect(rejects.map(\.reason).contains { $0.contains("cost") && $0.contains("free, paid") })
        #expect(try store.contents().dataset.structures.first { $0.id == "t1-advice" }?.details.cost == nil)
    }

    @Test func theStoreReportNamesUnreadableHours() throws {
        let findings = try store().report(today: "2026-11-21").findings(of: .unreadableHours)
        #expect(findings.map(\.position) == ["offers.csv:9"])
        #expect(findings[0].message.contains("byte"))
    }

    @Test func aFileOfServicesComesBackAsItWentOut() throws {
        let folder = try TemporaryFolder()
        let first = try store().contents().dataset
        _ = try DatasetWriter(first).write(to: folder.path + "/dataset")
        let dataset = try Dataset(directory: folder.path + "/dataset")
        let rows = dataset.publishedRows(on: try #require(date("2026-02-11")))
        let file = folder.path + "/services.json"
        try Data(dataset.hsdsDocument(rows: rows)).write(to: URL(fileURLWithPath: file))

        // Into a store with the other tables of the region but without structures.
        let catalog = try SourceCatalog.load(path: Self.toyland + "/sources.json")
        let store = try FeatureStore(path: ":memory:")
        _ = try Importer.run(
            catalog, sources: ["toy-kinds", "toy-outlines", "toy-places", "toy-organisations"], geodata: nil,
            into: store)
        let result = try Importer(into: store).importHSDS(file: file, kind: "community-centre")
        #expect(result.read == rows.count)
        let second = try store.contents().dataset.structures
        let published = Set(rows.map { dataset.structure(at: $0).id })
        // Positions are written to a tenth of a millimetre.
        func comparable(_ structures: [Structure]) -> [Structure] {
            structures.filter { published.contains($0.id) }.sorted { $0.id < $1.id }.map { structure in
                var structure = structure
                structure.coordinate = structure.coordinate.map {
                    Coordinate(
                        longitude: ($0.longitude * 1e9).rounded() / 1e9, latitude: ($0.latitude * 1e9).rounded() / 1e9)
                }
                return structure
            }
        }
        let (expected, found) = (comparable(first.structures), comparable(second))
        #expect(second.count == expected.count)
        for (expected, found) in zip(expected, found) { #expect(expected == found) }
        try Data("[{".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: StoreError.self) {
            try Importer(into: store).importHSDS(file: file, kind: "community-centre")
        }
    }
}
