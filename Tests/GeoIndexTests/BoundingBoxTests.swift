import GeoIndex
import TestSupport
import Testing

@Suite struct BoundingBoxTests {
    /// Boxes of whole degrees, on a small globe of samples.
    private static func random(_ generator: inout SeededGenerator) -> BoundingBox {
        let (a, b) = (Int.random(in: -90...90, using: &generator), Int.random(in: -90...90, using: &generator))
        return BoundingBox(
            west: Double(Int.random(in: -18...18, using: &generator) * 10), south: Double(min(a, b)),
            east: Double(Int.random(in: -18...18, using: &generator) * 10), north: Double(max(a, b)))
    }

    private static let samples = stride(from: -180.0, through: 180, by: 5).flatMap { longitude in
        stride(from: -90.0, through: 90, by: 7.5).map { Coordinate(longitude: longitude, latitude: $0) }
    }

    @Test func containsOnBothSidesOfTheAntimeridian() {
        let crossing = BoundingBox(west: 170, south: -10, east: -170, north: 10)
        #expect(crossing.crossesAntimeridian)
        #expect(crossing.contains(Coordinate(longitude: 180, latitude: 0)))
        #expect(crossing.contains(Coordinate(longitude: -180, latitude: 10)))
        #expect(crossing.contains(Coordinate(longitude: -170, latitude: -10)))
        #expect(!crossing.contains(Coordinate(longitude: 0, latitude: 0)))
        #expect(!crossing.contains(Coordinate(longitude: 175, latitude: 10.1)))
        let eastern = BoundingBox(west: 170, south: -10, east: 180, north: 10)
        #expect(eastern.contains(Coordinate(longitude: -180, latitude: 0)))
        #expect(!eastern.contains(Coordinate(longitude: -179.9, latitude: 0)))
        #expect(!BoundingBox.empty.contains(Coordinate(longitude: 0, latitude: 0)))
        #expect(!BoundingBox.world.contains(Coordinate(longitude: .nan, latitude: 0)))
    }

    @Test func intersectsExactlyWhenSomeSampleIsInBoth() {
        var generator = SeededGenerator(seed: 40)
        // Samples lie on every possible border in longitude; latitudes are compared as numbers.
        let longitudes = stride(from: -180.0, through: 180, by: 5)
        for _ in 0..<2_000 {
            let (a, b) = (Self.random(&generator), Self.random(&generator))
            let latitude = max(a.south, b.south)
            let shared = longitudes.contains {
                let sample = Coordinate(longitude: $0, latitude: latitude)
                return a.contains(sample) && b.contains(sample)
            }
            #expect(a.intersects(b) == shared, "\(a) \(b)")
            #expect(b.intersects(a) == shared, "\(a) \(b)")
        }
    }

    @Test func expandingContainsBoth() {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<500 {
            let (a, b) = (Self.random(&generator), Self.random(&generator))
            var sum = a
            sum.expand(toInclude: b)
            for sample in Self.samples where a.contains(sample) || b.contains(sample) {
                if !sum.contains(sample) { Issue.record("\(a) + \(b) = \(sum) lacks \(sample)") }
            }
            let sample = Self.samples.randomElement(using: &generator)!
            sum = a
            sum.expand(toInclude: sample)
            #expect(sum.contains(sample))
        }
        var box = BoundingBox.empty
        box.expand(toInclude: Coordinate(longitude: 3, latitude: 4))
        #expect(box == BoundingBox(west: 3, south: 4, east: 3, north: 4))
        box.expand(toInclude: Coordinate(longitude: 1, latitude: 5))
        #expect(box == BoundingBox(west: 1, south: 4, east: 3, north: 5))
        box.expand(toInclude: BoundingBox.empty)
        #expect(box == BoundingBox(west: 1, south: 4, east: 3, north: 5))
        box = BoundingBox(west: 170, south: 0, east: -170, north: 1)
        box.expand(toInclude: Coordinate(longitude: -160, latitude: 0))
        #expect(box == BoundingBox(west: 170, south: 0, east: -160, north: 1))
    }

    @Test func paddingHoldsEverythingWithinReach() {
        var generator = SeededGenerator(seed: 42)
        for round in 0..<4_000 {
            let window = PackedRTreeFixture.windows[round % PackedRTreeFixture.windows.count].box
            let box = PackedRTreeFixture.box(&generator, in: window, size: 1)
            let metres = [1, 10, 1_000, 100_000, 3_000_000][round % 5]
            let padded = box.padded(metres: Double(metres))
            #expect(padded.isValid)
            let corner = Coordinate(
                longitude: round % 2 == 0 ? box.west : box.east, latitude: round % 3 == 0 ? box.south : box.north)
            let reached = Geodesic.direct(
                from: corner, azimuth: generator.uniform(-180...180),
                metres: Double(metres) * generator.uniform(0.9...0.999_999))
            if !padded.contains(reached) { Issue.record("\(box) padded by \(metres) m lacks \(reached)") }
        }
        let town = BoundingBox(west: 22.9, south: 39.3, east: 23, north: 39.4)
        let padded = town.padded(metres: 1_000)
        #expect(padded.west > 22.87 && padded.east < 23.03 && padded.south > 39.28 && padded.north < 39.42)
        #expect(town.padded(metres: -1) == town)
        #expect(BoundingBox.empty.padded(metres: 5).isEmpty)
    }
}
