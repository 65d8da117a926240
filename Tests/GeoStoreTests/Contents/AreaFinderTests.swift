import GeoIndex
import GeoStore
import TestSupport
import Testing

struct AreaFinderTests {
    private func ring(_ positions: [(Double, Double)]) -> [Coordinate] {
        positions.map { Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    @Test("Squares, holes and islands")
    func examples() {
        let square = ring([(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)])
        let hole = ring([(1, 1), (3, 1), (3, 3), (1, 3)])
        let island = ring([(10, 0), (11, 0), (11, 1), (10, 1)])
        let finder = AreaFinder([
            (name: "a", outline: [Polygon(rings: [square, hole]), Polygon(rings: [island])]),
            (name: "b", outline: [Polygon(rings: [hole])]), (name: "c", outline: []),
        ])
        #expect(finder.name(at: Coordinate(longitude: 0.5, latitude: 0.5)) == "a")
        #expect(finder.name(at: Coordinate(longitude: 2, latitude: 2)) == "b")
        #expect(finder.name(at: Coordinate(longitude: 10.5, latitude: 0.5)) == "a")
        #expect(finder.name(at: Coordinate(longitude: 5, latitude: 2)) == nil)
        #expect(finder.bounds == BoundingBox(west: 0, south: 0, east: 11, north: 4))
        #expect(AreaFinder([(name: "c", outline: [])]).isEmpty)
    }

    @Test("The distance to an outline is that to the nearest of many points on it")
    func distances() {
        var random = SeededGenerator(seed: 8)
        let outline = ring([(10, 50), (10.1, 50.02), (10.12, 50.1), (10.03, 50.08)])
        let finder = AreaFinder([(name: "a", outline: [Polygon(rings: [outline])])])
        for _ in 0..<100 {
            let position = Coordinate(
                longitude: .random(in: 9.9...10.3, using: &random), latitude: .random(in: 49.9...50.2, using: &random))
            var best = Double.infinity
            for (start, end) in zip(outline, outline[1...] + outline[..<1]) {
                for step in 0...500 {
                    let part = Double(step) / 500
                    let point = Coordinate(
                        longitude: start.longitude + part * (end.longitude - start.longitude),
                        latitude: start.latitude + part * (end.latitude - start.latitude))
                    best = min(best, Geodesic.distance(from: position, to: point))
                }
            }
            #expect(abs(finder.metres(from: position, to: "a") - best) < 15)
        }
        #expect(finder.metres(from: outline[0], to: "b") == .infinity)
    }
}
