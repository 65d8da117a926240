import Glibc

/// Ranks what lies within a horizon of at most 100 km in the plane of scaled degrees.
///
/// A path of length s ≤ horizon stays within latitudes φ ± s/M₀, where the meridian's radius of curvature is at least M₀
/// and the parallels' radius at least r₀. Its length ∫√(M²φ'² + r²λ'²) is, by Minkowski's inequality, at least
/// √((M₀Δφ)² + (r₀Δλ)²): the lower key, over M₀². The straight line in degrees is a path too, and no longer than
/// √((M₁Δφ)² + (r₁Δλ)²) with the greatest radii in reach: the upper key.
struct PlaneRanking: Ranking {
    let horizon: Double
    let spread: Double
    private let longitude: Double
    private let latitude: Double
    /// (r₀ / M₀)².
    private let shrink: Double
    private let metresPerDegree: Double

    private let floatWest: Float
    private let floatEast: Float
    private let floatSouth: Float
    private let floatNorth: Float
    private let floatShrink: Float

    /// Nil near the poles or the antimeridian, or where the horizon is no positive number.
    init?(_ origin: Coordinate, horizon: Double) {
        let reach = horizon / Ellipsoid.leastRadius * 180 / .pi
        let steepest = origin.latitude.magnitude + reach
        guard horizon > 0, steepest < 89, origin.longitude.magnitude + reach / cos(steepest * .pi / 180) < 179 else {
            return nil
        }
        self.horizon = horizon
        let flattest = max(0, origin.latitude.magnitude - reach)
        let (far, near) = (Self.radii(steepest), Self.radii(flattest))
        // Both radii of curvature grow with latitude; the parallel's radius falls.
        let (leastMeridian, greatestMeridian) = (near.meridian * (1 - 1e-12), far.meridian * (1 + 1e-12))
        let (leastParallel, greatestParallel) = (far.parallel * (1 - 1e-12), near.parallel * (1 + 1e-12))
        longitude = origin.longitude
        latitude = origin.latitude
        shrink = (leastParallel / leastMeridian) * (leastParallel / leastMeridian)
        let widest = max(greatestMeridian / leastMeridian, greatestParallel / leastParallel)
        spread = widest * widest * (1 + 1e-12)
        metresPerDegree = leastMeridian * .pi / 180
        floatWest = origin.longitude.roundedToFloat(.down)
        floatEast = origin.longitude.roundedToFloat(.up)
        floatSouth = origin.latitude.roundedToFloat(.down)
        floatNorth = origin.latitude.roundedToFloat(.up)
        floatShrink = shrink.roundedToFloat(.down)
    }

    /// The radii of the meridian's curvature and of the parallel, in metres.
    private static func radii(_ latitude: Double) -> (meridian: Double, parallel: Double) {
        let angle = latitude * .pi / 180
        let w2 = 1 - Ellipsoid.squaredEccentricity * sin(angle) * sin(angle)
        return (
            Ellipsoid.leastRadius / (w2 * w2.squareRoot()),
            Ellipsoid.equatorialRadius * cos(angle) / w2.squareRoot()
        )
    }

    func key(ofMetres metres: Double) -> Double {
        let degrees = metres / metresPerDegree
        return degrees * degrees * (1 + 1e-9)
    }

    @inline(__always)
    func lower(_ block: UnsafePointer<Float>) -> SIMD16<Float> {
        let boxes = UnsafeRawPointer(block)
        let west = boxes.loadUnaligned(as: SIMD16<Float>.self)
        let south = boxes.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
        let east = boxes.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self)
        let north = boxes.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self)
        let x = (west - floatEast).greater(floatWest - east).greater(.zero)
        let y = (south - floatNorth).greater(floatSouth - north).greater(.zero)
        return y * y + x * x * floatShrink
    }

    @inline(__always)
    func lower(longitudes: SIMD4<Double>, latitudes: SIMD4<Double>) -> SIMD4<Double> {
        let (x, y) = (longitudes - longitude, latitudes - latitude)
        return y * y + x * x * shrink
    }

    @inline(__always)
    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double) {
        let x = max(max(box.west - longitude, longitude - box.east), 0)
        let y = max(max(box.south - latitude, latitude - box.north), 0)
        let lower = y * y + x * x * shrink
        // `max` may drop a NaN; a border that is NaN must not count.
        return box.south <= box.north ? (lower, lower * spread) : (.nan, .nan)
    }
}
