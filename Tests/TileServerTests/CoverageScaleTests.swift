import Foundation
import Locator
import Records
import Testing
import TileServer

@Suite struct CoverageScaleTests {
    @Test(arguments: [
        // Limits of the standard scale, and others that are apart on it, have its colours.
        ([5, 10, 15, 30, 45, 60], [0, 1, 2, 3, 4, 5]), ([15, 30, 45, 60], [2, 3, 4, 5]), ([30], [3]),
        ([20, 40, 60], [3, 4, 5]),
        ([240], [5]), ([4, 8], [0, 1]),
        // Others are spread over all colours.
        ([10, 20, 30], [0, 2, 5]), ([60, 90], [0, 5]), ([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5]),
        ([61, 62, 63, 64], [0, 1, 3, 5]),
    ])
    func coloursFallFromDarkToLight(_ minutes: [Int], _ shades: [Int]) {
        let bands = CoverageScale(minutes: minutes).bands
        let last = minutes.last ?? 0
        #expect(bands.prefix(minutes.count) == ArraySlice(zip(minutes, shades).map { .minutes($0, shade: $1) }))
        #expect(bands.suffix(3) == [.beyond(last), .noRoute, .noData])
        #expect(bands[minutes.count].words.text(in: "el") == "πάνω από \(last) λεπτά")
    }

    @Test func tilesDocumentsAndStylesHaveTheBandsAsked() async throws {
        let renderer = try MapFixture.renderer()
        let coverage = try #require(
            try await ServiceLocator(dataset: renderer.dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
        let surface = try #require(try await CoverageMaps(renderer).surface(coverage))
        let scale = CoverageScale(minutes: [7, 20])
        let names: Set = ["7", "20", "beyond", "noRoute", "noData"]
        let document =
            try JSONSerialization.jsonObject(with: Data(try surface.geoJSON(coverage, scale))) as? [String: Any]
        let features = try #require(document?["features"] as? [[String: Any]])
        let drawn = features.compactMap { ($0["properties"] as? [String: Any])?["band"] as? String }
        #expect(!drawn.isEmpty && Set(drawn).isSubset(of: names))
        let tile = try #require(MapFixture.tiles(8).first)
        let bands = try TileDecoder.layers(try surface.encoded(tile, scale)).flatMap(\.features).compactMap {
            $0.attributes["band"]
        }
        #expect(!bands.isEmpty && Set(bands).isSubset(of: names))
        var options = MapStyle.Options(base: "", coverage: "mode=car")
        options.scale = scale
        let style = String(decoding: MapStyle.light.document(options), as: UTF8.self)
        #expect(
            style.contains("\"coverage-7\"") && style.contains("\"coverage-20\"") && !style.contains("\"coverage-15\""))
    }

    @Test func sheetsOfOtherMinutesDiffer() async throws {
        let renderer = try MapFixture.renderer()
        let coverage = try #require(
            try await ServiceLocator(dataset: renderer.dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
        let surface = try #require(try await CoverageMaps(renderer).surface(coverage))
        let pictures = PictureRenderer(renderer)
        let bounds = try #require(renderer.bounds)
        let drawn = try [[15], [90], [5, 10, 15, 30, 45, 60]].map { minutes in
            var options = PictureRenderer.Options(coverage: surface)
            options.scale = CoverageScale(minutes: minutes)
            return try #require(try pictures.map(.box(bounds), width: 200, height: 200, scale: 1, options))
        }
        #expect(Set(drawn).count == 3)
    }
}
