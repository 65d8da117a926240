import TestSupport
import Testing
import TileServer

@Suite struct RingTracerTests {
    private func ring(_ points: [(Int32, Int32)]) -> [TilePoint] { points.map { TilePoint(x: $0.0, y: $0.1) } }

    private func pairs(_ rings: [[TilePoint]]) -> [[(Double, Double)]] {
        rings.map { $0.map { (Double($0.x), Double($0.y)) } }
    }

    @Test func spikesAreCutOff() {
        let traced = RingTracer.trace([ring([(0, 0), (10, 0), (10, 10), (15, 15), (10, 10), (0, 10)])])
        #expect(traced.count == 1)
        #expect(traced[0].count == 4 && traced[0].doubledArea == 200)
    }

    @Test func aClosedNeckSplitsTheRing() {
        let traced = RingTracer.trace([
            ring([
                (0, 0), (10, 0), (10, 5), (20, 5), (20, 0), (30, 0), (30, 10), (20, 10), (20, 5), (10, 5), (10, 10),
                (0, 10),
            ])
        ])
        #expect(traced.count == 2)
        #expect(traced.allSatisfy { $0.doubledArea == 200 })
    }

    @Test func aHoleThatTouchesTheBorderStaysAHole() {
        let traced = RingTracer.trace([
            ring([(0, 0), (10, 0), (5, 4), (8, 8), (2, 8), (5, 4), (10, 0), (20, 20), (-10, 20)])
        ])
        for ring in traced { #expect(Set(ring).count == ring.count) }
    }

    @Test func holesFollowTheirExteriors() {
        let outer = ring([(0, 0), (100, 0), (100, 100), (0, 100)])
        let hole = ring([(10, 10), (10, 20), (20, 20), (20, 10)])
        let other = ring([(200, 0), (300, 0), (300, 100), (200, 100)])
        #expect(RingTracer.trace([other, hole, outer]).map(\.doubledArea) == [20_000, 20_000, -200])
        // Holes without an exterior and rings without an area are dropped.
        #expect(RingTracer.trace([hole]).isEmpty)
        #expect(RingTracer.trace([ring([(0, 0), (5, 0), (5, 0)])]).isEmpty)
        #expect(RingTracer.trace([]).isEmpty)
    }

    @Test func anEdgeUsedTwiceInOneDirectionKeepsTheArea() {
        // A square, and a loop over its corner that follows the same side in the same direction.
        let square = ring([(0, 0), (10, 0), (10, 5), (10, 10), (0, 10), (0, 5)])
        let over = ring([(0, 0), (10, 0), (10, 5), (0, 5)])
        for rings in [[square, over], [over, square]] {
            let traced = RingTracer.trace(rings)
            #expect(traced.map(\.doubledArea) == [200])
        }
        // The same as holes of a larger ring.
        let outer = ring([(-50, -50), (50, -50), (50, 50), (-50, 50)])
        let traced = RingTracer.trace([outer, square.reversed(), over.reversed()])
        #expect(traced.map(\.doubledArea) == [20_000, -200])
    }

    @Test func enclosesWhatTheRoundedRingEnclosed() {
        var random = SeededGenerator(seed: 21)
        var parted = 0
        for round in 0..<400 {
            // Coarse units and thin stars make necks close and spikes fold.
            let star = GeometryOracle.star(corners: 5 + round % 40, radius: 1...12, using: &random)
            let whole = star.map { TilePoint(x: Int32($0.0.rounded()), y: Int32($0.1.rounded())) }
            let snapped = SnapRounder([whole]).rounded(whole)
            let traced = RingTracer.trace([snapped])
            parted += traced.count > 1 ? 1 : 0
            for ring in traced {
                #expect(ring.count >= 3 && Set(ring).count == ring.count && ring.doubledArea != 0)
            }
            #expect(traced.first.map { $0.doubledArea > 0 } ?? true)
            for _ in 0..<60 {
                let x = Double.random(in: -13...13, using: &random)
                let y = Double.random(in: -13...13, using: &random)
                #expect(
                    GeometryOracle.contains(pairs(traced), x, y) == GeometryOracle.contains(pairs([snapped]), x, y))
            }
        }
        #expect(parted > 5)
    }
}
