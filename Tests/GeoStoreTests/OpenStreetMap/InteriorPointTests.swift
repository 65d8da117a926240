import GeoIndex
import GeoStore
import Testing

@Suite struct InteriorPointTests {
    @Test func liesInsideConcaveShapesAndOutsideHoles() throws {
        // A "U" shape: the middle of its box is outside.
        let u = Polygon(rings: [ring([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])])
        let holed = Polygon(rings: [
            ring([(0, 0), (4, 0), (4, 4), (0, 4)]), ring([(0.5, 0.5), (0.5, 3.5), (3.8, 3.5), (3.8, 0.5)]),
        ])
        for polygon in [u, holed] {
            let point = try #require(InteriorPoint.of(polygon))
            #expect(contains(polygon, point))
        }
    }

    @Test func liesInsideRandomStars() throws {
        var generator = OSMSeededGenerator(state: 17)
        for _ in 0..<500 {
            let count = Int.random(in: 3...40, using: &generator)
            let middle = (
                Double.random(in: -170...170, using: &generator), Double.random(in: -80...80, using: &generator)
            )
            let angles = (0..<count).map { _ in Double.random(in: 0..<6.28, using: &generator) }.sorted()
            let star = angles.map { angle -> (Double, Double) in
                let reach = Double.random(in: 1e-6...1e-3, using: &generator)
                return (middle.0 + reach * cosine(angle), middle.1 + reach * cosine(angle - 1.5707963267948966))
            }
            let polygon = Polygon(rings: [ring(star)])
            guard let point = InteriorPoint.of(polygon) else { continue }
            #expect(contains(polygon, point))
        }
    }

    @Test func takesTheLargestPart() throws {
        let small = Polygon(rings: [ring([(0, 0), (1, 0), (1, 1), (0, 1)])])
        let large = Polygon(rings: [ring([(10, 10), (15, 10), (15, 15), (10, 15)])])
        let point = try #require(InteriorPoint.of([small, large]))
        #expect(contains(large, point))
    }

    @Test func answersNothingForNoSurface() {
        #expect(InteriorPoint.of(Polygon(rings: [])) == nil)
        #expect(InteriorPoint.of(Polygon(rings: [[]])) == nil)
        #expect(InteriorPoint.of(Polygon(rings: [ring([(0, 0), (1, 0), (2, 0)])])) == nil)
        #expect(InteriorPoint.of(Polygon(rings: [ring([(0, 0), (0, 1), (0, 2)])])) == nil)
        #expect(InteriorPoint.of(MultiPolygon()) == nil)
    }

    @Test func halvesLines() {
        #expect(InteriorPoint.ofLine([]) == nil)
        #expect(InteriorPoint.ofLine(ring([(1, 2)])) == Coordinate(longitude: 1, latitude: 2))
        #expect(InteriorPoint.ofLine(ring([(0, 0), (2, 4)])) == Coordinate(longitude: 1, latitude: 2))
        #expect(InteriorPoint.ofLine(ring([(0, 0), (5, 5), (2, 4)])) == Coordinate(longitude: 5, latitude: 5))
    }

    private func ring(_ points: [(Double, Double)]) -> [Coordinate] {
        points.map { Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    /// The even-odd rule along the meridian, while the code under test uses the parallel.
    private func contains(_ polygon: Polygon, _ point: Coordinate) -> Bool {
        var inside = false
        for ring in polygon.rings {
            guard var previous = ring.last else { continue }
            for vertex in ring {
                if (previous.longitude <= point.longitude) != (vertex.longitude <= point.longitude) {
                    let share = (point.longitude - previous.longitude) / (vertex.longitude - previous.longitude)
                    if previous.latitude + share * (vertex.latitude - previous.latitude) > point.latitude {
                        inside.toggle()
                    }
                }
                previous = vertex
            }
        }
        return inside
    }

    /// A cosine with a few digits, which is enough for the stars.
    private func cosine(_ angle: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for step in 1...14 {
            term *= -angle * angle / Double((2 * step - 1) * 2 * step)
            sum += term
        }
        return sum
    }
}

/// A small seeded generator (SplitMix64).
struct OSMSeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
