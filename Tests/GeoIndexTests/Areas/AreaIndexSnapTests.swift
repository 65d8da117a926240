import GeoIndex
import TestSupport
import Testing

@Suite struct AreaIndexSnapTests {
    private static let window = BoundingBox(west: 22.8, south: 39.2, east: 23.1, north: 39.4)

    /// The least distance to any edge, found by fine sampling of each edge around its best sample.
    private static func nearest(_ areas: [MultiPolygon], _ point: Coordinate) -> Neighbour? {
        let origin = GeodesicOrigin(point)
        var best: Neighbour?
        for (index, area) in areas.enumerated() {
            for ring in area.flatMap(\.rings) {
                for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    func at(_ part: Double) -> Double {
                        origin.distance(
                            to: Coordinate(
                                longitude: a.longitude + part * (b.longitude - a.longitude),
                                latitude: a.latitude + part * (b.latitude - a.latitude)))
                    }
                    var (low, high) = (0.0, 1.0)
                    for _ in 0..<100 {
                        let (first, second) = (low + (high - low) / 3, high - (high - low) / 3)
                        if at(first) <= at(second) { high = second } else { low = first }
                    }
                    let metres = min(at(0), at(1), at((low + high) / 2))
                    let found = Neighbour(index: index, metres: metres)
                    if best.map({ found < $0 }) ?? true { best = found }
                }
            }
        }
        return best
    }

    @Test func positionsOutsideSnapToTheNearestArea() throws {
        let areas = Coverage.generated(seed: 60, side: 3, bends: 2, window: Self.window)
        let index = try AreaIndexTests.index(areas)
        var generator = SeededGenerator(seed: 61)
        var snapped = 0
        for _ in 0..<300 {
            let point = PackedRTreeFixture.point(&generator, in: Self.window.padded(metres: 3_000))
            let match = index.locate(point, snapMetres: 2_000)
            if let inside = index.area(containing: point) {
                #expect(match == AreaMatch(index: inside, metres: 0, isSnapped: false))
                continue
            }
            let wanted = try #require(Self.nearest(areas, point))
            guard wanted.metres <= 2_000 else {
                #expect(match == nil)
                continue
            }
            snapped += 1
            let found = try #require(match)
            #expect(found.isSnapped)
            #expect(abs(found.metres - wanted.metres) < 1e-4)
            #expect(found.index == wanted.index)
        }
        #expect(snapped > 50)
    }

    @Test func theLimitIsInclusiveAndDefaultsTo500Metres() throws {
        let ring = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let index = try AreaIndexTests.index([[Polygon(rings: [ring])]])
        // South of the southern edge the nearest position has the same longitude.
        func below(_ metres: Double) -> Coordinate {
            Geodesic.direct(from: Coordinate(longitude: 0.5, latitude: 0), azimuth: 180, metres: metres)
        }
        let near = try #require(index.locate(below(499)))
        #expect(near.isSnapped && near.index == 0 && abs(near.metres - 499) < 1e-4)
        #expect(index.locate(below(501)) == nil)
        #expect(index.locate(below(501), snapMetres: 502)?.isSnapped == true)
        #expect(index.locate(below(499), snapMetres: near.metres) == near)
        #expect(index.locate(below(499), snapMetres: near.metres.nextDown) == nil)
        #expect(index.locate(below(1), snapMetres: 0) == nil)
        #expect(
            index.locate(Coordinate(longitude: 0.5, latitude: 0)) == AreaMatch(index: 0, metres: 0, isSnapped: false))
    }

    @Test func cornersSharedByTwoAreasSnapToTheFirst() throws {
        func square(_ west: Double) -> MultiPolygon {
            let ring = [(west, 0.0), (west + 1, 0), (west + 1, 1), (west, 1)]
            return [Polygon(rings: [ring.map { Coordinate(longitude: $0.0, latitude: $0.1) }])]
        }
        let index = try AreaIndexTests.index([square(1), square(0)])
        let match = try #require(index.locate(Coordinate(longitude: 1, latitude: -0.001)))
        #expect(match.index == 0 && match.isSnapped)
    }

    @Test func minusAndPlus180AreOneMeridian() throws {
        let ring = [(179.0, 0.0), (180, 0), (180, 1), (179, 1)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let index = try AreaIndexTests.index([[Polygon(rings: [ring])]])
        #expect(index.locate(Coordinate(longitude: -180, latitude: 0.5))?.isSnapped == false)
        let match = try #require(index.locate(Coordinate(longitude: -179.999, latitude: 0.5)))
        #expect(match.isSnapped)
        #expect(abs(match.metres - 111.32) < 0.1)
    }
}
