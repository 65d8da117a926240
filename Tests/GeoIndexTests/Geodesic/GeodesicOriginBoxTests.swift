import CProj
import GeoIndex
import TestSupport
import Testing

@Suite struct GeodesicOriginBoxTests {
    /// The least of PROJ's distances to the border: a coarse scan of each side, then golden-section search around the
    /// best.
    private static func border(_ origin: Coordinate, _ box: BoundingBox) -> Double {
        var geodesic = geod_geodesic()
        geod_init(&geodesic, Ellipsoid.equatorialRadius, Ellipsoid.flattening)
        func metres(_ longitude: Double, _ latitude: Double) -> Double {
            var metres = 0.0
            geod_inverse(&geodesic, origin.latitude, origin.longitude, latitude, longitude, &metres, nil, nil)
            return metres
        }
        func least(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
            let steps = 40
            let at = (0...steps).map { value(from + (to - from) * Double($0) / Double(steps)) }
            let best = at.indices.min { at[$0] < at[$1] }!
            var low = from + (to - from) * Double(max(0, best - 1)) / Double(steps)
            var high = from + (to - from) * Double(min(steps, best + 1)) / Double(steps)
            for _ in 0..<80 {
                let (a, b) = (high - 0.618_033_988_75 * (high - low), low + 0.618_033_988_75 * (high - low))
                if value(a) <= value(b) { high = b } else { low = a }
            }
            return min(at[best], value((low + high) / 2))
        }
        let east = box.west > box.east ? box.east + 360 : box.east
        return min(
            least(box.south, box.north) { metres(box.west, $0) }, least(box.south, box.north) { metres(box.east, $0) },
            least(box.west, east) { metres($0, box.south) }, least(box.west, east) { metres($0, box.north) })
    }

    @Test(arguments: PackedRTreeFixture.windows.map(\.name))
    func distanceIsThatToTheNearestPositionOfTheBorder(name: String) throws {
        let place = try #require(PackedRTreeFixture.windows.first { $0.name == name }).box
        var generator = SeededGenerator(seed: 30)
        for round in 0..<300 {
            let size = (place.north - place.south) * (round % 3 == 0 ? 0.5 : 0.02)
            let box = PackedRTreeFixture.box(&generator, in: place, size: size)
            let origin = PackedRTreeFixture.point(&generator, in: round % 5 == 0 ? .world : place)
            let found = GeodesicOrigin(origin).distance(to: box)
            if box.contains(origin) {
                #expect(found == 0)
            } else {
                let wanted = Self.border(origin, box)
                // Golden-section search is accurate only to the square root of a rounding error.
                #expect(abs(found - wanted) < 1e-6, "\(origin) to \(box)")
            }
        }
    }

    @Test func anEmptyBoxIsInfinitelyFarAway() {
        #expect(GeodesicOrigin(Coordinate(longitude: 1, latitude: 2)).distance(to: .empty) == .infinity)
    }
}
