import Alerts
import GeoIndex
import Testing
import TestSupport

/// Positions inside and outside of the shape of an area.
struct AlertAreaTests {
    /// Convex rings, for which a position is inside when it is on one side of all edges.
    @Test func positionsInPolygonsAreThoseOnOneSideOfAllEdges() {
        var random = SeededGenerator(seed: 174)
        var inside = 0
        for _ in 0..<300 {
            let angles = (0..<Int.random(in: 3...9, using: &random)).map { _ in
                Double.random(in: 0..<6.28, using: &random)
            }.sorted()
            var ring = angles.map {
                Coordinate(longitude: 22 + 0.3 * cosine($0), latitude: 39.5 + 0.2 * cosine($0 - 1.5707963))
            }
            ring.append(ring[0])
            var area = AlertArea("a")
            area.polygons = [ring]
            for _ in 0..<40 {
                let p = Coordinate(
                    longitude: .random(in: 21.6...22.4, using: &random),
                    latitude: .random(in: 39.2...39.8, using: &random))
                let isInside = zip(ring, ring.dropFirst()).allSatisfy { a, b in
                    (b.longitude - a.longitude) * (p.latitude - a.latitude) - (p.longitude - a.longitude)
                        * (b.latitude - a.latitude) >= 0
                }
                #expect(area.contains(p) == isInside)
                if isInside { inside += 1 }
            }
            #expect(area.contains(ring[1]), "corners belong to the area")
        }
        #expect(inside > 1000)
    }

    @Test func circlesAreInMetresOfTheEllipsoid() {
        var area = AlertArea("a")
        let centre = Coordinate(longitude: 22, latitude: 39.5)
        area.circles = [AlertArea.Circle(centre: centre, radiusMetres: 1000)]
        #expect(area.contains(Coordinate(longitude: 22, latitude: 39.5089)))
        #expect(!area.contains(Coordinate(longitude: 22, latitude: 39.5092)))
        #expect(area.contains(Coordinate(longitude: 22.0115, latitude: 39.5)))
        #expect(!area.contains(Coordinate(longitude: 22.0118, latitude: 39.5)))
    }

    /// Enough of a cosine for rings.
    private func cosine(_ x: Double) -> Double {
        let turns = x / 6.283185307179586
        let t = (turns - turns.rounded(.down)) * 6.283185307179586 - 3.141592653589793
        let s = t * t
        return -(1 - s / 2 + s * s / 24 - s * s * s / 720 + s * s * s * s / 40320 - s * s * s * s * s / 3628800)
    }
}
