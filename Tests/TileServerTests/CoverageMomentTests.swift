import Foundation
import GeoIndex
import Locator
import Records
import Testing
import TileServer

/// Coverages of what is open at a moment: equal sets of structures share travel times, tiles and tags.
@Suite struct CoverageMomentTests {
    let renderer: TileRenderer
    let locator: ServiceLocator

    init() throws {
        renderer = try MapFixture.renderer { contents in
            for index in contents.structures.indices {
                switch contents.structures[index].id {
                case "open": contents.structures[index].openingHours = "Mo-Fr 08:00-16:00"
                case "near-edge": contents.structures[index].openingHours = "24/7"
                default: break
                }
            }
        }
        locator = ServiceLocator(dataset: renderer.dataset)
    }

    private func coverage(_ moment: String?, kinds: [String] = ["office"]) async throws -> Coverage {
        let instant = moment.flatMap { renderer.dataset.instant($0, now: UTCInstant(seconds: 0)) }
        return try #require(try await locator.coverage(CoverageQuery(kinds: kinds, mode: "car", openAt: instant)))
    }

    private func ids(_ coverage: Coverage) -> [String] {
        coverage.structures.map { renderer.dataset.structure(at: $0).id }.sorted()
    }

    @Test func countsWhatIsOpenThen() async throws {
        #expect(ids(try await coverage(nil)) == ["near-edge", "open"])
        #expect(ids(try await coverage("2026-04-07T09:00")) == ["near-edge", "open"])
        #expect(ids(try await coverage("2026-04-07T20:00")) == ["near-edge"])
        // The structure without a position has no hours either, which is reported.
        #expect(try await coverage("2026-04-07T20:00").withoutHours == 1)
        #expect(try await coverage(nil).withoutHours == 0)
    }

    @Test func equalSetsShareTimesTilesAndTags() async throws {
        let morning = try await coverage("2026-04-07T09:00")
        let noon = try await coverage("2026-04-07T12:00")
        let evening = try await coverage("2026-04-07T20:00")
        #expect(morning.fingerprint == noon.fingerprint)
        #expect(morning.fingerprint == (try await coverage(nil)).fingerprint)
        #expect(morning.fingerprint == (try await coverage("2026-04-07T09:00", kinds: [])).fingerprint)
        #expect(morning.fingerprint != evening.fingerprint)
        // The descriptions of the questions in the answers differ.
        #expect(morning.answerFingerprint != noon.answerFingerprint)
        let maps = CoverageMaps(renderer)
        #expect(try await maps.surface(morning) === maps.surface(noon))
        #expect(try await maps.surface(morning) !== maps.surface(evening))
    }

    @Test func picturesAndStylesShowTheStructuresOfTheMoment() async throws {
        let maps = CoverageMaps(renderer)
        let pictures = PictureRenderer(renderer)
        let bounds = try #require(renderer.dataset.structure(id: "open")?.coordinate)
        func picture(_ moment: String?, of structures: [Int]? = nil) async throws -> [UInt8] {
            // The same background each time, so only the discs may differ.
            let surface = moment == nil ? nil : try await maps.surface(try await coverage(moment))
            let options = PictureRenderer.Options(coverage: surface, structures: structures)
            return try #require(
                try pictures.map(.centre(bounds, zoom: 16), width: 64, height: 64, scale: 1, options))
        }
        #expect(try await picture("2026-04-07T09:00") != picture("2026-04-07T09:00", of: []))
        #expect(try await picture("2026-04-07T20:00") == picture("2026-04-07T20:00", of: []))
        var options = MapStyle.Options(base: "http://localhost")
        options.structures = ids(try await coverage("2026-04-07T20:00"))
        let style = String(decoding: MapStyle.light.document(options), as: UTF8.self)
        #expect(style.contains(#"["in","id","near-edge"]"#))
    }

    @Test func aDayOfMomentsNeedsFewFields() async throws {
        for minute in stride(from: 0, to: 7 * 1440, by: 7) {
            let moment = UTCInstant(seconds: 1_775_000_000 + minute * 60)
            _ = try await locator.coverage(CoverageQuery(mode: "car", openAt: moment))
        }
        #expect(locator.coverages.fieldCount == 2)
    }

    @Test func simultaneousQuestionsShareSurfaces() async throws {
        let maps = CoverageMaps(renderer)
        let locator = locator
        let surfaces = try await withThrowingTaskGroup(of: CoverageSurface?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    guard let coverage = try await locator.coverage(CoverageQuery(mode: "car")) else { return nil }
                    return try await maps.surface(coverage)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(surfaces.count == 50 && surfaces[0] != nil)
        #expect(surfaces.allSatisfy { $0 === surfaces[0] })
        #expect(locator.coverages.fieldCount == 1)
    }

    @Test func answersContainTheirMoment() async throws {
        let evening = try await coverage("2026-04-07T20:00")
        let table = CoverageTable(evening, minutes: [30])
        let object =
            try JSONSerialization.jsonObject(with: Data(renderer.dataset.document(evening, table))) as? [String: Any]
        #expect((object?["openAt"] as? String)?.hasPrefix("2026-04-07T20:00:00") == true)
        let surface = try #require(try await CoverageMaps(renderer).surface(evening))
        let areas = try JSONSerialization.jsonObject(with: Data(try surface.geoJSON(evening))) as? [String: Any]
        #expect(areas?["openAt"] as? String == object?["openAt"] as? String)
    }
}
