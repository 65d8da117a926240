import Foundation
import GeoIndex
import Locator
import Testing
import TestSupport
import TileServer

@Suite struct BaseMapTests {
    let renderer: TileRenderer

    init() throws {
        renderer = try MapFixture.renderer()
    }

    private func features(_ set: TileRenderer.TileSet, _ zoom: Int) throws -> [TileDecoder.Feature] {
        try MapFixture.tiles(zoom).flatMap { try TileDecoder.layers(renderer.tile(set, $0)).flatMap(\.features) }
    }

    @Test func roadsAppearByClass() throws {
        func classes(_ zoom: Int) throws -> Set<String> {
            Set(try features(.roads, zoom).compactMap { $0.attributes["class"] })
        }
        #expect(try classes(4).isEmpty)
        #expect(try classes(5) == ["motorway"])
        #expect(try classes(9) == ["motorway", "primary"])
        #expect(try classes(12) == ["motorway", "primary", "minor"])
    }

    @Test func waysOfOneRoadAreOneLineWhereTheMapIsCoarse() throws {
        let tile = try #require(MapFixture.tiles(7).first)
        let motorways = try TileDecoder.layers(renderer.tile(.roads, tile)).flatMap(\.features)
            .filter { $0.attributes["class"] == "motorway" }
        // The two motorways cross where their ways were split: two roads with one reference.
        #expect(motorways.count <= 4)
        #expect(motorways.allSatisfy { $0.attributes["ref"] == "E5" && $0.attributes["name:el"] == nil })
        let fine = try features(.roads, 13).filter { $0.attributes["class"] == "motorway" }
        #expect(Set(fine.map(\.id)).count == 6)
        #expect(fine.allSatisfy { $0.attributes["name:el"] == "Οδός 5" && $0.attributes["name:en"] == "Street 5" })
    }

    @Test(arguments: [9, 11, 12, 14]) func linesOfNeighboursMeetAtTheEdge(_ zoom: Int) throws {
        // Where a line crosses the border of two tiles, both have it at the same position within one unit.
        var compared = 0
        for tile in MapFixture.tiles(zoom) {
            guard let east = TileCoordinate(z: zoom, x: tile.x + 1, y: tile.y) else { continue }
            let here = crossings(try lines(tile), at: 4096)
            let there = crossings(try lines(east), at: 0)
            compared += here.count
            #expect(here.count == there.count)
            for (first, second) in zip(here.sorted(), there.sorted()) { #expect(abs(first - second) <= 1.5) }
        }
        #expect(compared > 3)
    }

    private func lines(_ tile: TileCoordinate) throws -> [[(x: Int, y: Int)]] {
        try TileDecoder.layers(renderer.tile(.roads, tile)).flatMap(\.features).flatMap(\.parts)
    }

    /// The y of the crossings of lines with the vertical line at `x`, within the height of the tile.
    private func crossings(_ lines: [[(x: Int, y: Int)]], at x: Int) -> [Double] {
        lines.flatMap { line in
            zip(line, line.dropFirst()).compactMap { a, b -> Double? in
                guard (a.x < x) != (b.x < x) else { return nil }
                let y = Double(a.y) + Double(b.y - a.y) * Double(x - a.x) / Double(b.x - a.x)
                return (0.0..<4096).contains(y) ? y : nil
            }
        }
    }

    @Test(arguments: [8, 10, 12, 14]) func areasKeepTheirSize(_ zoom: Int) throws {
        // The parts of the lake in all tiles add up to the lake.
        var area = 0.0
        for tile in MapFixture.tiles(zoom) {
            for feature in try TileDecoder.layers(renderer.tile(.water, tile)).flatMap(\.features) {
                for ring in feature.parts { area += clippedArea(ring.map { (Double($0.x), Double($0.y)) }) }
            }
        }
        let side = 4096 * Double(1 << zoom)
        let points = MapFixture.lake.map { coordinate in
            let radians = coordinate.latitude * .pi / 180
            return ((coordinate.longitude + 180) / 360 * side, (1 - asinh(tan(radians)) / .pi) / 2 * side)
        }
        let whole = abs(doubledArea(points)) / 2
        #expect(abs(area - whole) < whole * (zoom > 9 ? 0.002 : 0.05))
    }

    /// The area of a ring within the tile, clipped at each side in turn.
    private func clippedArea(_ ring: [(Double, Double)]) -> Double {
        var points = ring
        for (axis, bound, sign) in [(0, 0.0, 1.0), (0, 4096, -1), (1, 0, 1), (1, 4096, -1)] {
            func depth(_ p: (Double, Double)) -> Double { sign * ((axis == 0 ? p.0 : p.1) - bound) }
            var kept: [(Double, Double)] = []
            for index in points.indices {
                let (a, b) = (points[index], points[(index + 1) % points.count])
                if depth(a) >= 0 { kept.append(a) }
                if (depth(a) >= 0) != (depth(b) >= 0) {
                    let share = depth(a) / (depth(a) - depth(b))
                    kept.append((a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share))
                }
            }
            points = kept
        }
        return doubledArea(points) / 2
    }

    private func doubledArea(_ ring: [(Double, Double)]) -> Double {
        ring.indices.reduce(0) { sum, index in
            let next = ring[(index + 1) % ring.count]
            return sum + ring[index].0 * next.1 - next.0 * ring[index].1
        }
    }

    @Test func placesOccurOnceAndByRank() throws {
        let shallow = try features(.places, 6)
        #expect(shallow.map { $0.attributes["name:en"] } == ["Town"])
        let deep = try features(.places, 14)
        #expect(deep.count == 3)
        #expect(Set(deep.map(\.id)).count == 3)
        #expect(deep.first { $0.attributes["name:el"] == "Πόλη" }?.attributes["rank"] == "1")
    }

    @Test func tilesContainOnlyListedColumns() throws {
        for set in TileRenderer.TileSet.allCases {
            let object =
                try JSONSerialization.jsonObject(with: Data(renderer.tileJSON(set, base: ""))) as? [String: Any]
            let declared = try #require(object?["vector_layers"] as? [[String: Any]])
            for tile in MapFixture.tiles(14).prefix(400) {
                for layer in try TileDecoder.layers(renderer.tile(set, tile)) {
                    let own = declared.first { $0["id"] as? String == layer.name }
                    let fields = Set((own?["fields"] as? [String: String] ?? [:]).keys)
                    for feature in layer.features { #expect(Set(feature.attributes.keys).isSubset(of: fields)) }
                }
            }
        }
    }

    @Test func theFileDependsOnlyOnItsInput() {
        let first = MapFixture.map().writer.contentHash
        let second = MapFixture.map().writer.contentHash
        #expect(first == second)
    }

    @Test func damageIsRefused() throws {
        let bytes = MapFixture.map().writer.bytes(buildID: BuildID(high: 1, low: 2))
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            }
            // Without checksums, damaged contents must still not lead to reads outside the file.
            guard
                let file = try? PackedFile.open(
                    bytes: damaged, kind: FileKind(literal: "MAPL"), name: "map.plz", verify: false),
                let map = try? BaseMap(file)
            else { continue }
            let renderer = TileRenderer(dataset: renderer.dataset, map: map)
            for tile in MapFixture.tiles(8) { _ = renderer.tile(.base, tile) }
        }
    }
}
