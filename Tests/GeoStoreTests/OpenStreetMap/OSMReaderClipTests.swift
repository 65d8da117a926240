import GeoIndex
import GeoStore
import Testing

@Suite struct OSMReaderClipTests {
    private let box = BoundingBox(west: 10.0005, south: 50.0005, east: 10.0015, north: 50.0015)

    @Test func keepsWholeWhatTouches() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 4)
        file.way(1, [5, 6, 7, 8], ["highway": "service"])  // through, with a vertex inside
        file.way(2, [2, 14], ["highway": "service"])  // through, all vertices outside
        file.way(3, [1, 2, 3], ["highway": "service"])  // south of it
        file.way(4, [2, 8], ["highway": "service"])  // its box meets, itself passes by the corner
        file.way(5, [99, 6, 99], ["highway": "service"])
        let result = try file.read(clip: box)
        #expect(result.roads.map(\.id) == [1, 2])
        #expect(result.roads[0].nodes == [5, 6, 7, 8])
        #expect(result.reasons(OSMObjectID(.way, 5)) == ["road: 2 of 3 nodes are not in the file"])
        #expect(result.rejects.count == 1)
    }

    @Test func countsTheBorderAsInside() throws {
        var file = OSMFixture()
        file.node(1, 10.0005, 50.0005, ["addr:housenumber": "1"])
        file.node(2, 10.0015, 50.0015, ["addr:housenumber": "2"])
        file.node(3, 10.0015001, 50.0015, ["addr:housenumber": "3"])
        file.node(4, 10.0005, 50.0004999, ["addr:housenumber": "4"])
        file.node(5, 10, 50.0005)
        file.node(6, 10.0005, 50)
        file.way(1, [5, 1], ["highway": "service"])
        file.way(2, [5, 6], ["highway": "service"])
        file.way(3, [6, 4], ["highway": "service"])
        let result = try file.read(clip: box)
        #expect(result.addresses.map(\.id.number) == [1, 2])
        #expect(result.roads.map(\.id) == [1])
    }

    @Test func keepsAreasAroundTheBox() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 4)
        file.way(1, [1, 4, 16, 13, 1], ["landuse": "forest"])
        file.way(2, [1, 2, 6, 5, 1], ["landuse": "forest"])
        file.way(3, [11, 12, 16, 15, 11], ["landuse": "forest"])
        let hole = BoundingBox(west: 10.0012, south: 50.0012, east: 10.0018, north: 50.0018)
        file.way(4, [6, 7, 11, 10, 6])
        file.way(5, [1, 4, 16, 13, 1])
        file.relation(1, ["w5 outer", "w4 inner"], ["type": "multipolygon", "natural": "water"])
        #expect(try file.read(clip: box).landCovers.map(\.id.description) == ["w1", "w2", "r1"])
        #expect(try file.read(clip: hole).landCovers.map(\.id.description) == ["w1"])
    }

    @Test func ignoresBrokenObjectsElsewhere() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 4)
        file.way(1, [1, 2, 3])
        file.way(2, [1, 6, 2, 5, 1], ["natural": "water"])
        file.relation(1, ["w1 outer", "w9 outer"], ["type": "boundary", "boundary": "administrative"])
        let far = BoundingBox(west: 20, south: 20, east: 21, north: 21)
        let result = try file.read(clip: far)
        #expect(result.records.isEmpty && result.rejects.isEmpty)
        #expect(result.summary.nodes == 16 && result.summary.ways == 2 && result.summary.relations == 1)
        #expect(try file.read(clip: BoundingBox(west: 9, south: 49, east: 11, north: 51)).rejects.count == 2)
    }

    @Test func crossesTheAntimeridian() throws {
        var file = OSMFixture()
        file.node(1, 179.95, -17, ["addr:housenumber": "1"])
        file.node(2, -179.95, -17, ["addr:housenumber": "2"])
        file.node(3, 179.8, -17, ["addr:housenumber": "3"])
        file.node(4, 0, -17, ["addr:housenumber": "4"])
        let fiji = BoundingBox(west: 179.9, south: -18, east: -179.9, north: -16)
        #expect(try file.read(clip: fiji).addresses.map(\.id.number) == [1, 2])
        #expect(try file.read(clip: .world).addresses.count == 4)
        #expect(try file.read(clip: .empty).addresses.isEmpty)
    }

    @Test func agreesWithSegmentByCornerTestOnRandomLines() throws {
        var generator = OSMSeededGenerator(state: 5)
        var file = OSMFixture()
        var expected: [Int64] = []
        for id in 1...400 {
            let ends = (0..<2).map { _ in
                (Int.random(in: -30...30, using: &generator), Int.random(in: -30...30, using: &generator))
            }
            for (index, end) in ends.enumerated() {
                file.node(2 * id + index, Double(end.0) / 1000, Double(end.1) / 1000)
            }
            file.way(id, [2 * id, 2 * id + 1], ["highway": "service"])
            if touches(ends[0], ends[1], reach: 10) { expected.append(Int64(id)) }
        }
        let clip = BoundingBox(west: -0.01, south: -0.01, east: 0.01, north: 0.01)
        #expect(try file.read(clip: clip).roads.map(\.id) == expected)
    }

    /// Clips the segment by the four sides of the square, as fractions (Liang and Barsky 1984).
    private func touches(_ from: (Int, Int), _ to: (Int, Int), reach: Int) -> Bool {
        var (first, last) = (0.0, 1.0)
        for (step, room) in [
            (from.0 - to.0, from.0 + reach), (to.0 - from.0, reach - from.0), (from.1 - to.1, from.1 + reach),
            (to.1 - from.1, reach - from.1),
        ] {
            if step == 0 {
                if room < 0 { return false }
            } else if step < 0 {
                first = max(first, Double(room) / Double(step))
            } else {
                last = min(last, Double(room) / Double(step))
            }
        }
        return first <= last
    }
}
