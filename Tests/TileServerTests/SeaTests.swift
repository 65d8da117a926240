import GeoIndex
import Locator
import Testing
import TileServer

/// Areas of sea from coastlines, with land to the left.
@Suite struct SeaTests {
    private func point(_ x: Double, _ y: Double) -> Coordinate { Coordinate(longitude: x, latitude: y) }

    /// Whether the sea covers a position, tested in its tile of zoom 9.
    private func isSea(_ map: BaseMap, _ x: Double, _ y: Double, renderer: TileRenderer) throws -> Bool {
        let drawn = TileRenderer(dataset: renderer.dataset, map: map)
        let box = BoundingBox(point(x, y))
        let tile = try #require(MapFixture.tiles(9, in: box).first)
        let side = Double(1 << 9)
        let (u, v) = MapProbe.square(point(x, y))
        let at = ((u * side - Double(tile.x)) * 4096, (v * side - Double(tile.y)) * 4096)
        let rings = try TileDecoder.layers(drawn.tile(.water, tile)).flatMap(\.features)
            .flatMap(\.parts).map { $0.map { (Double($0.x), Double($0.y)) } }
        return GeometryOracle.contains(rings, at.0, at.1)
    }

    private func map(_ lines: [[Coordinate]]) throws -> BaseMap {
        var builder = MapBuilder(bounds: BoundingBox(west: 20, south: 38, east: 21, north: 39))
        for line in lines { builder.addCoastline(line) }
        let bytes = builder.finish().writer.bytes(buildID: BuildID(high: 1, low: 1))
        return try BaseMap(PackedFile.open(bytes: bytes, kind: FileKind(literal: "MAPL"), name: "map.plz"))
    }

    @Test func landIsLeftOfALineAcrossTheBox() throws {
        let renderer = TileRenderer(dataset: try TinyDataset.open())
        // Northward, so land is to the west. In two pieces, the second one first.
        let coast = try map([
            [point(20.5, 38.5), point(20.6, 39.2)], [point(20.4, 37.8), point(20.45, 38.2), point(20.5, 38.5)],
        ])
        #expect(try !isSea(coast, 20.2, 38.5, renderer: renderer))
        #expect(try isSea(coast, 20.8, 38.5, renderer: renderer))
        #expect(try isSea(coast, 20.95, 38.05, renderer: renderer))
        #expect(try !isSea(coast, 20.05, 38.95, renderer: renderer))
    }

    @Test func aLineThatEndsInsideTheBoxIsExtended() throws {
        let renderer = TileRenderer(dataset: try TinyDataset.open())
        let coast = try map([[point(20.5, 38.1), point(20.5, 38.9)]])
        #expect(try !isSea(coast, 20.2, 38.5, renderer: renderer))
        #expect(try isSea(coast, 20.8, 38.5, renderer: renderer))
    }

    @Test func islandsAreHolesAndLagoonsAreNot() throws {
        let renderer = TileRenderer(dataset: try TinyDataset.open())
        // Counter-clockwise, so land is inside.
        let island = [point(20.4, 38.4), point(20.6, 38.4), point(20.6, 38.6), point(20.4, 38.6), point(20.4, 38.4)]
        let alone = try map([island])
        #expect(try !isSea(alone, 20.5, 38.5, renderer: renderer))
        #expect(try isSea(alone, 20.2, 38.5, renderer: renderer))
        let lagoon = try map([island.reversed()])
        #expect(try isSea(lagoon, 20.5, 38.5, renderer: renderer))
        #expect(try !isSea(lagoon, 20.2, 38.5, renderer: renderer))
    }
}
