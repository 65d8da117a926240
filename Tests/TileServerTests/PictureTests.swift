import Foundation
import GeoIndex
import Locator
import Records
import Testing
import TileServer

@Suite struct PictureTests {
    let renderer: TileRenderer
    let pictures: PictureRenderer

    init() throws {
        renderer = try MapFixture.renderer()
        pictures = PictureRenderer(renderer)
    }

    private func size(_ png: [UInt8]) -> (Int, Int)? {
        guard png.count > 33, Array(png[..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] else { return nil }
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(png[at + $1]) } }
        return (number(16), number(20))
    }

    @Test(arguments: MapStyle.allCases) func tilesHaveTheirSize(_ style: MapStyle) throws {
        let tile = try #require(MapFixture.tiles(9).first)
        for scale in [1, 2] {
            let png = try #require(
                try pictures.tile(z: 9, x: tile.x, y: tile.y, scale: scale, PictureRenderer.Options(style: style)))
            let measured = try #require(self.size(png))
            #expect(measured == (256 * scale, 256 * scale))
        }
        #expect(try pictures.tile(z: 19, x: 0, y: 0, scale: 1, PictureRenderer.Options()) == nil)
        #expect(try pictures.tile(z: 3, x: 8, y: 0, scale: 1, PictureRenderer.Options()) == nil)
    }

    @Test func theSameTileIsTheSameBytes() throws {
        let tile = try #require(MapFixture.tiles(10).dropFirst(3).first)
        let options = PictureRenderer.Options(style: .light)
        #expect(
            try pictures.tile(z: 10, x: tile.x, y: tile.y, scale: 1, options)
                == pictures.tile(z: 10, x: tile.x, y: tile.y, scale: 1, options))
    }

    @Test func staticMapsShowABoxAndARoute() throws {
        let plain = try #require(try pictures.map(.box(MapFixture.square), width: 400, height: 300, scale: 1, .init()))
        let route = [MapFixture.crossing(0, 0), MapFixture.crossing(11, 11)]
        let routed = try #require(
            try pictures.map(.box(MapFixture.square), width: 400, height: 300, scale: 1, .init(route: route)))
        let measured = try #require(self.size(plain))
        #expect(measured == (400, 300))
        #expect(plain != routed)
    }

    @Test func pointsAreDrawnAndTellBeforeFromAfter() throws {
        let (here, there) = (MapFixture.crossing(2, 2), MapFixture.crossing(9, 9))
        func map(_ points: [PictureRenderer.Point]) throws -> [UInt8] {
            var options = PictureRenderer.Options(structures: [])
            options.points = points
            return try #require(
                try pictures.map(.box(MapFixture.square), width: 400, height: 300, scale: 1, options))
        }
        let drawn = try [
            [], [.init(here)], [.init(here, isFormer: true)], [.init(here, accuracyMetres: 20_000)],
            [.init(here, isFormer: true), .init(there)], [.init(there, isFormer: true), .init(here)],
        ].map(map)
        #expect(Set(drawn).count == drawn.count)
        let box = PictureRenderer.Point(here, accuracyMetres: 300).box
        #expect(
            box.north > here.latitude
                && Geodesic.distance(
                    from: here, to: Coordinate(longitude: here.longitude, latitude: box.north)) >= 300
        )
    }

    @Test func glyphsOfLettersAreFields() async throws {
        let server = GlyphServer()
        let bytes = try #require(try await server.glyphs(stack: "Noto Sans Regular", first: 768))
        #expect(bytes.count > 10_000)
        #expect(try await server.glyphs(stack: "Noto Sans Regular", first: 100) == nil)
        #expect(try await server.glyphs(stack: "Comic", first: 0) == nil)
        #expect(try await server.glyphs(stack: "Noto Sans Regular", first: 768) == bytes)
    }

    @Test func spritesNameEveryKindAndPattern() throws {
        let sheet = try #require(SpriteSheet(kinds: renderer.dataset.kinds, style: .light, scale: 2))
        let index = try #require(
            try JSONSerialization.jsonObject(with: Data(sheet.index)) as? [String: [String: Int]])
        #expect(Set(index.keys) == ["kind-office", "hatch", "dots"])
        let measured = try #require(self.size(sheet.image))
        for place in index.values {
            #expect((place["x"] ?? -1) + (place["width"] ?? 0) <= measured.0)
            #expect((place["y"] ?? -1) + (place["height"] ?? 0) <= measured.1)
            #expect(place["pixelRatio"] == 2)
        }
    }

    @Test func aCoverageSheetIsAPDF() async throws {
        let coverage = try #require(
            try await ServiceLocator(dataset: renderer.dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
        let surface = try #require(try await CoverageMaps(renderer).surface(coverage))
        let words = CoverageSheet.Words(
            title: "Κάλυψη", facts: ["build"], speedsTitle: "km/h", speeds: [.init(road: "οδός", speed: "30 / 50")],
            sources: "©", language: .greek)
        let pdf = try #require(try CoverageSheet(renderer).pdf(surface, coverage, paper: .a4, style: .print, words))
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        #expect(String(decoding: pdf.suffix(16), as: UTF8.self).contains("%%EOF"))
    }
}
