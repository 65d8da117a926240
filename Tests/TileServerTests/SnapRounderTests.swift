import TestSupport
import Testing
import TileServer

@Suite struct SnapRounderTests {
    private func side(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint) -> Int64 {
        Int64(b.x - a.x) * Int64(c.y - a.y) - Int64(b.y - a.y) * Int64(c.x - a.x)
    }

    private func edges(_ rings: [[TilePoint]]) -> [(TilePoint, TilePoint)] {
        rings.flatMap { ring in ring.indices.map { (ring[$0], ring[($0 + 1) % ring.count]) } }
            .filter { $0.0 != $0.1 }
    }

    /// Whether two edges meet anywhere except at an end of both.
    private func isFaulty(_ first: (TilePoint, TilePoint), _ second: (TilePoint, TilePoint)) -> Bool {
        let (a, b, c, d) = (first.0, first.1, second.0, second.1)
        if side(a, b, c).signum() * side(a, b, d).signum() < 0, side(c, d, a).signum() * side(c, d, b).signum() < 0 {
            return true
        }
        func isBetween(_ p: TilePoint, _ a: TilePoint, _ b: TilePoint) -> Bool {
            p != a && p != b && side(a, b, p) == 0 && min(a.x, b.x)...max(a.x, b.x) ~= p.x
                && min(a.y, b.y)...max(a.y, b.y) ~= p.y
        }
        return isBetween(c, a, b) || isBetween(d, a, b) || isBetween(a, c, d) || isBetween(b, c, d)
    }

    @Test(arguments: [8, 40, 300, 4000])
    func edgesMeetOnlyAtTheirEnds(_ size: Int32) {
        var random = SeededGenerator(seed: UInt64(size))
        for round in 0..<60 {
            let rings = (0..<(1 + round % 3)).map { _ in
                (0..<12).map { _ in
                    TilePoint(
                        x: Int32.random(in: 0...size, using: &random), y: Int32.random(in: 0...size, using: &random))
                }
            }
            let rounder = SnapRounder(rings)
            let rounded = rings.map(rounder.rounded)
            let all = edges(rounded)
            for first in all.indices {
                for second in all.indices where second > first {
                    #expect(!isFaulty(all[first], all[second]))
                }
            }
            // Every edge stays within a unit of its original position.
            for (ring, bent) in zip(rings, rounded) {
                for point in bent {
                    #expect(edges([ring]).contains { distance(point, $0) <= 1 } || ring.contains(point))
                }
            }
        }
    }

    private func distance(_ p: TilePoint, _ edge: (TilePoint, TilePoint)) -> Double {
        let (dx, dy) = (Double(edge.1.x - edge.0.x), Double(edge.1.y - edge.0.y))
        let (px, py) = (Double(p.x - edge.0.x), Double(p.y - edge.0.y))
        let share = min(max((px * dx + py * dy) / (dx * dx + dy * dy), 0), 1)
        let (x, y) = (share * dx - px, share * dy - py)
        return (x * x + y * y).squareRoot()
    }

    @Test func validRingsAreUnchanged() {
        let square = [(0, 0), (10, 0), (10, 10), (0, 10)].map { TilePoint(x: $0.0, y: $0.1) }
        #expect(SnapRounder([square]).rounded(square) == square)
        #expect(SnapRounder([[TilePoint]]()).rounded([]).isEmpty)
        #expect(SnapRounder([[], [TilePoint(x: 1, y: 1)]]).rounded(square) == square)
    }
}
