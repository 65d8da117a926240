import CProj
import GeoIndex
import Glibc
import TestSupport
import Testing

/// Against PROJ's geodesic.h, the author's own C implementation of the same paper.
@Suite struct GeodesicTests {
    private let reference: geod_geodesic = {
        var geodesic = geod_geodesic()
        geod_init(&geodesic, Ellipsoid.equatorialRadius, Ellipsoid.flattening)
        return geodesic
    }()

    private func expected(_ start: Coordinate, _ end: Coordinate) -> GeodesicLine {
        var (metres, first, second) = (0.0, 0.0, 0.0)
        withUnsafePointer(to: reference) {
            geod_inverse(
                $0, start.latitude, start.longitude, end.latitude, end.longitude, &metres, &first, &second)
        }
        return GeodesicLine(metres: metres, initialAzimuth: first, finalAzimuth: second)
    }

    private struct Pair {
        var start: Coordinate
        var end: Coordinate
    }

    private static func anywhere(_ generator: inout SeededGenerator) -> Coordinate {
        Coordinate(longitude: generator.uniform(-180...180), latitude: generator.uniform(-90...90))
    }

    /// Pairs of all kinds: anywhere, near, nearly antipodal, equal, on meridians, on the equator, at the poles.
    private static func pairs(_ count: Int, seed: UInt64) -> [Pair] {
        var generator = SeededGenerator(seed: seed)
        let special = [-180.0, -179.9, -90, -0.0, 0, 1e-10, 22.5, 90, 179.5, 180]
        let latitudes = [-90.0, -89.999, -45, -1e-9, -0.0, 0, 39.5, 45, 89.9999999, 90]
        return (0..<count).map { index in
            let start = anywhere(&generator)
            let scale = generator.uniform(-9...0.5)
            let (east, north) = (generator.uniform(-1...1), generator.uniform(-1...1))
            func moved(_ coordinate: Coordinate) -> Coordinate {
                var longitude = coordinate.longitude + east * pow10(scale)
                if longitude.magnitude > 180 { longitude -= longitude > 0 ? 360 : -360 }
                return Coordinate(
                    longitude: longitude, latitude: max(-90, min(90, coordinate.latitude + north * pow10(scale))))
            }
            let antipode = Coordinate(
                longitude: start.longitude > 0 ? start.longitude - 180 : start.longitude + 180,
                latitude: -start.latitude)
            switch index % 8 {
            case 0, 1: return Pair(start: start, end: anywhere(&generator))
            case 2, 3: return Pair(start: start, end: moved(start))
            case 4, 5: return Pair(start: start, end: moved(antipode))
            case 6:
                return Pair(
                    start: Coordinate(
                        longitude: special.randomElement(using: &generator)!,
                        latitude: latitudes.randomElement(using: &generator)!),
                    end: Coordinate(
                        longitude: special.randomElement(using: &generator)!,
                        latitude: latitudes.randomElement(using: &generator)!))
            default:
                var end = moved(start)
                if index % 16 == 7 { end.longitude = start.longitude } else { end.latitude = -start.latitude }
                return Pair(start: start, end: end)
            }
        }
    }

    private static func pow10(_ exponent: Double) -> Double { pow(10, exponent) }

    @Test func distancesAgreeWithPROJ() {
        var worst = 0.0
        for pair in Self.pairs(100_000, seed: 1) {
            let (found, wanted) = (Geodesic.distance(from: pair.start, to: pair.end), expected(pair.start, pair.end))
            let error = (found - wanted.metres).magnitude
            if !(error <= 3e-8) { Issue.record("\(pair): \(found), PROJ \(wanted.metres)") }
            worst = max(worst, error)
        }
        #expect(worst < 3e-8)
    }

    /// The chord formula is as exact as PROJ in its range, without a step at its limit.
    @Test func shortDistancesAgreeWithPROJ() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<100_000 {
            let start = Self.anywhere(&generator)
            let scale = pow(10, generator.uniform(-4...0))
            var longitude = start.longitude + scale * generator.uniform(-1...1)
            if longitude.magnitude > 180 { longitude -= longitude > 0 ? 360 : -360 }
            let end = Coordinate(
                longitude: longitude, latitude: max(-90, min(90, start.latitude + scale * generator.uniform(-1...1))))
            let (found, wanted) = (Geodesic.distance(from: start, to: end), expected(start, end).metres)
            if !((found - wanted).magnitude <= 6e-9) { Issue.record("\(start) to \(end): \(found), PROJ \(wanted)") }
        }
    }

    /// Azimuths are compared by their destinations: a tiny path has no definite azimuth, and antipodes have many
    /// shortest paths.
    @Test func pathsArriveAtTheirEnd() {
        for pair in Self.pairs(40_000, seed: 2) {
            let line = Geodesic.inverse(from: pair.start, to: pair.end)
            let wanted = expected(pair.start, pair.end)
            #expect((line.metres - wanted.metres).magnitude <= 3e-8, "\(pair)")
            let arrived = Geodesic.direct(from: pair.start, azimuth: line.initialAzimuth, metres: line.metres)
            let miss = Geodesic.distance(from: arrived, to: pair.end)
            if !(miss < 5e-8) { Issue.record("\(pair) misses by \(miss) m") }
            let back = Geodesic.direct(from: pair.end, azimuth: line.finalAzimuth, metres: -line.metres)
            let missBack = Geodesic.distance(from: back, to: pair.start)
            if !(missBack < 5e-8) { Issue.record("\(pair) misses by \(missBack) m backwards") }
        }
    }

    @Test func directProblemAgreesWithPROJ() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<40_000 {
            let start = Self.anywhere(&generator)
            let azimuth = generator.uniform(-360...360)
            let metres = generator.uniform(-3e7...3e7)
            var (latitude, longitude) = (0.0, 0.0)
            withUnsafePointer(to: reference) {
                geod_direct($0, start.latitude, start.longitude, azimuth, metres, &latitude, &longitude, nil)
            }
            let found = Geodesic.direct(from: start, azimuth: azimuth, metres: metres)
            let wanted = Coordinate(longitude: longitude, latitude: latitude)
            if !(Geodesic.distance(from: found, to: wanted) < 5e-8) || !found.isValid {
                Issue.record("\(start) \(azimuth) \(metres): \(found), PROJ \(wanted)")
            }
        }
    }

    @Test func knownDistances() {
        func point(_ longitude: Double, _ latitude: Double) -> Coordinate {
            Coordinate(longitude: longitude, latitude: latitude)
        }
        // The quarter meridian and the longest shortest path along the equator are known in closed form.
        #expect(abs(Geodesic.distance(from: point(7, 0), to: point(-100, 90)) - 10_001_965.729_312_7) < 1e-6)
        #expect(abs(Geodesic.distance(from: point(0, 0), to: point(180, 0)) - 20_003_931.458_625_4) < 1e-6)
        #expect(Geodesic.distance(from: point(-180, 12), to: point(180, 12)) == 0)
        #expect(Geodesic.distance(from: point(22, 39), to: point(22, 39)) == 0)
        #expect(Geodesic.distance(from: point(0, 90), to: point(120, 90)) < 1e-9)
        let metres = Geodesic.distance(from: point(0, 0), to: point(0.1, 0))
        #expect(abs(metres - 0.1 * .pi / 180 * Ellipsoid.equatorialRadius) < 1e-8)
        #expect(Geodesic.distance(from: point(.nan, 39), to: point(22, 39)).isNaN)
        #expect(Geodesic.distance(from: point(22, 39), to: point(22, 95)).isNaN)
    }

    @Test func anOriginGivesTheSameDistances() {
        for pair in Self.pairs(1_000, seed: 4) {
            let direct = Geodesic.distance(from: pair.start, to: pair.end)
            #expect(GeodesicOrigin(pair.start).distance(to: pair.end) == direct)
        }
    }
}
