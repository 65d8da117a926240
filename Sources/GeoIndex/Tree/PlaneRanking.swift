/// Ranks items within a horizon of at most 100 km in a plane of scaled degrees.
///
/// A path of length s ≤ horizon stays within latitudes φ ± s/M₀, where the meridian's radius of curvature is at least
/// M₀ and the parallels' radius at least r₀. Its length ∫√(M²φ'² + r²λ'²) is, by Minkowski's inequality, at least
/// √((M₀Δφ)² + (r₀Δλ)²); this, squared and divided by M₀², is the lower key. The straight line in degrees is a path
/// too, and no longer than √((M₁Δφ)² + (r₁Δλ)²) with the greatest radii within the horizon; this gives the upper key.
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

    /// Returns nil near the poles or the antimeridian, or when the horizon is not positive.
    init?(_ origin: GeodesicOrigin, horizon: Double) {
        // The latitudes within the horizon, by bounds on the sine and cosine of a sum.
        let reach = horizon / Ellipsoid.leastRadius
        let sine = origin.sine.magnitude
        let leastCosine = origin.cosine * (1 - reach * reach / 2) - sine * reach
        guard horizon > 0, leastCosine > 0.017,
            origin.coordinate.longitude.magnitude + reach / leastCosine * (180 / .pi) < 179
        else { return nil }
        let greatestCosine = min(1, origin.cosine + sine * reach)
        let leastSine = max(0, sine - origin.cosine * reach - sine * reach * reach / 2)
        let greatestSine = min(1, sine + origin.cosine * reach)

        // Both radii of curvature grow with latitude.
        let (near, far) = (Ellipsoid.radii(sine: leastSine), Ellipsoid.radii(sine: greatestSine))
        let (leastMeridian, leastParallel) = (near.meridian * (1 - 1e-12), near.normal * leastCosine * (1 - 1e-12))
        longitude = origin.coordinate.longitude
        latitude = origin.coordinate.latitude
        let ratio = leastParallel / leastMeridian
        shrink = ratio * ratio
        let widest = max(far.meridian / leastMeridian, far.normal * greatestCosine / leastParallel)
        spread = widest * widest * (1 + 1e-9)
        metresPerDegree = leastMeridian * .pi / 180
        self.horizon = horizon
        floatWest = longitude.floatBelow
        floatEast = longitude.floatAbove
        floatSouth = latitude.floatBelow
        floatNorth = latitude.floatAbove
        floatShrink = shrink.floatBelow
    }

    @inline(__always)
    func key(ofMetres metres: Double) -> Double {
        let degrees = metres / metresPerDegree
        return degrees * degrees * (1 + 1e-9)
    }

    /// The area of a box in the unit of keys; `width` and `height` are in degrees.
    @inline(__always)
    func area(width: Float, height: Float) -> Double { Double(width * height) * shrink.squareRoot() }

    @inline(__always)
    func rank(boxes: UnsafePointer<Float>, into keys: UnsafeMutablePointer<Float>) {
        // West, south, east and north of a box are 16 places apart.
        for lane in 0..<16 {
            let x = greater(greater(boxes[lane] - floatEast, floatWest - boxes[lane + 32]), 0)
            let y = greater(greater(boxes[lane + 16] - floatNorth, floatSouth - boxes[lane + 48]), 0)
            keys[lane] = y * y + x * x * floatShrink
        }
    }

    @inline(__always)
    func rank(points: UnsafePointer<Double>, into keys: UnsafeMutablePointer<Double>) {
        for lane in 0..<16 {
            let (x, y) = (points[lane] - longitude, points[lane + 16] - latitude)
            keys[lane] = y * y + x * x * shrink
        }
    }

    @inline(__always)
    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double) {
        let x = greater(greater(box.west - longitude, longitude - box.east), 0)
        let y = greater(greater(box.south - latitude, latitude - box.north), 0)
        let lower = y * y + x * x * shrink
        // `greater` may drop a NaN; a box with a NaN border must not match.
        return box.south <= box.north ? (lower, lower * spread) : (.nan, .nan)
    }
}
