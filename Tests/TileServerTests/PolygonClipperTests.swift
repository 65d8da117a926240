import TestSupport
import Testing
import TileServer

@Suite struct PolygonClipperTests {
    private func points(_ ring: [(Double, Double)]) -> [WorldPoint] { ring.map { WorldPoint(x: $0.0, y: $0.1) } }

    private func pairs(_ rings: [[WorldPoint]]) -> [[(Double, Double)]] { rings.map { $0.map { ($0.x, $0.y) } } }

    @Test func keepsExactlyWhatIsInside() {
        var random = SeededGenerator(seed: 5)
        for round in 0..<300 {
            let exterior = GeometryOracle.star(corners: 3 + round % 60, radius: 60...200, using: &random)
            var rings = [exterior]
            if round % 3 == 0 {
                rings.append(GeometryOracle.star(corners: 12, radius: 5...50, using: &random).reversed())
            }
            let shift = Double.random(in: -120...120, using: &random)
            let moved = rings.map { $0.map { ($0.0 + shift, $0.1 - shift / 2) } }
            let clipped = pairs(PolygonClipper(low: -64, high: 64).clip(moved.map(points)))
            for ring in clipped {
                #expect(ring.allSatisfy { abs($0.0) <= 64.000001 && abs($0.1) <= 64.000001 })
            }
            for _ in 0..<100 {
                let x = Double.random(in: -80...80, using: &random)
                let y = Double.random(in: -80...80, using: &random)
                let isWanted = abs(x) < 64 && abs(y) < 64 && GeometryOracle.contains(moved, x, y)
                #expect(GeometryOracle.contains(clipped, x, y) == isWanted)
            }
        }
    }

    @Test func partsBecomeSeparateRings() {
        // A comb whose three teeth reach into the box from outside.
        let comb: [(Double, Double)] = [
            (-50, 200), (-50, 0), (-30, 0), (-30, 150), (-10, 150), (-10, 0), (10, 0), (10, 150), (30, 150), (30, 0),
            (50, 0), (50, 200),
        ]
        let rings = pairs(PolygonClipper(low: -64, high: 64).clip([points(comb)]))
        #expect(rings.count == 3)
        #expect(rings.allSatisfy { $0.count == 4 })
    }

    @Test func ringsInsideAreKeptOutsideDroppedAndAroundBecomeTheBox() {
        let clipper = PolygonClipper(low: 0, high: 10)
        let inside: [(Double, Double)] = [(1, 1), (9, 1), (9, 9)]
        #expect(pairs(clipper.clip([points(inside)])).map(\.count) == [3])
        #expect(clipper.clip([points([(11, 1), (19, 1), (19, 9)])]).isEmpty)
        let around = pairs(clipper.clip([points([(-50, -50), (50, -50), (50, 50), (-50, 50)])]))
        #expect(around.count == 1 && around[0].count == 4)
        #expect(clipper.clip([]).isEmpty)
    }
}
