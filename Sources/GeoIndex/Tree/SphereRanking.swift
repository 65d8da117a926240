import Glibc

/// Ranks items anywhere on the ellipsoid by the great circle between the same degrees on a sphere.
///
/// In geodetic latitude φ the length element is √(M²dφ² + N²cos²φ dλ²). M and N lie between `Ellipsoid.leastRadius` and
/// `Ellipsoid.greatestRadius`, so a geodesic's length lies between these times the great circle's angle σ. The key is
/// sin²(σ/2) = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2), the haversine.
struct SphereRanking: Ranking {
    let horizon = Double.infinity
    // sin(kx) ≤ k sin x for k ≥ 1 and kx ≤ π: an angle k times as great has at most k² times the haversine.
    let spread: Double
    private let longitude: Double
    private let latitude: Double
    private let cosine: Double
    /// The longitude itself, a turn to the west and a turn to the east, rounded down and up.
    private let floatWests: (Float, Float, Float)
    private let floatEasts: (Float, Float, Float)
    private let floatSouth: Float
    private let floatNorth: Float
    private let floatCosine: Float

    init(_ origin: GeodesicOrigin) {
        longitude = origin.coordinate.longitude
        latitude = origin.coordinate.latitude
        cosine = origin.cosine
        let ratio = Ellipsoid.greatestRadius / Ellipsoid.leastRadius
        spread = ratio * ratio * (1 + 1e-9)
        // Turning rounds; the slack keeps the longitude inside the interval.
        floatWests = (
            longitude.floatBelow, (longitude - 360 - 1e-12).floatBelow,
            (longitude + 360 - 1e-12).floatBelow
        )
        floatEasts = (
            longitude.floatAbove, (longitude - 360 + 1e-12).floatAbove,
            (longitude + 360 + 1e-12).floatAbove
        )
        floatSouth = latitude.floatBelow
        floatNorth = latitude.floatAbove
        floatCosine = max(0, cosine).floatBelow
    }

    func key(ofMetres metres: Double) -> Double {
        let half = metres / (2 * Ellipsoid.leastRadius)
        guard half < .pi / 2 else { return 2 }
        return sin(half) * sin(half) * (1 + 1e-9) + 1e-30
    }

    @inline(__always)
    func rank(boxes: UnsafePointer<Float>, into keys: UnsafeMutablePointer<Float>) {
        for lane in 0..<16 {
            let (west, east) = (boxes[lane], boxes[lane + 32])
            let (south, north) = (boxes[lane + 16], boxes[lane + 48])
            var x = greater(west - floatEasts.0, floatWests.0 - east)
            x = lesser(x, greater(west - floatEasts.1, floatWests.1 - east))
            x = lesser(x, greater(west - floatEasts.2, floatWests.2 - east))
            x = greater(lesser(x, 180), 0)
            let y = greater(greater(south - floatNorth, floatSouth - north), 0)
            // The least cosine of a latitude of the box is that of the border nearer to a pole.
            let steepest = greater(-south, north)
            let key = Self.haversine(y) + Self.leastCosine(steepest) * floatCosine * Self.haversine(x)
            keys[lane] = south <= north ? key : .infinity
        }
    }

    /// A lower bound of sin²(x/2): the series x − x³/6 + x⁵/120 − x⁷/5040 ends in a negative term.
    @inline(__always)
    private static func haversine(_ degrees: Float) -> Float {
        let half = degrees * (.pi / 360)
        let square = half * half
        let factor = ((square * (-1 / 5040) + 1 / 120) * square - 1 / 6) * square + 1
        let sine = half * factor
        return sine * sine
    }

    /// A lower bound of cos x: 1 − x²/2 + x⁴/24 − x⁶/720, less what single precision may have rounded up.
    @inline(__always)
    private static func leastCosine(_ degrees: Float) -> Float {
        let angle = degrees * (.pi / 180)
        let square = angle * angle
        let value = ((square * (-1 / 720) + 1 / 24) * square - 1 / 2) * square + (1 - 1e-6)
        return greater(value, 0)
    }

    @inline(__always)
    func rank(points: UnsafePointer<Double>, into keys: UnsafeMutablePointer<Double>) {
        for lane in 0..<16 { keys[lane] = haversine(points[lane] - longitude, points[lane + 16]) * (1 - 1e-12) }
    }

    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double) {
        guard box.south <= box.north else { return (.nan, .nan) }
        let east = box.west > box.east ? box.east + 360 : box.east
        var x = 180.0
        for turn in [0.0, -360, 360] {
            x = min(x, max(box.west - (longitude + turn), longitude + turn - east))
        }
        // Adding whole turns rounds; the slack keeps the lower key low.
        x = max(0, x - 1e-12)
        let steepest = max(-box.south, box.north)
        let y = max(0, max(box.south - latitude, latitude - box.north))
        let (sineX, sineY) = (sin(x * .pi / 360), sin(y * .pi / 360))
        let lower = (sineY * sineY + cosine * max(0, cos(steepest * .pi / 180)) * sineX * sineX) * (1 - 1e-12)
        // Some position of the box has the nearest longitude and the nearest latitude.
        let upper = haversine(x + 1e-11, min(max(latitude, box.south), box.north))
        return (lower, upper * spread)
    }

    @inline(__always)
    private func haversine(_ dLongitude: Double, _ other: Double) -> Double {
        let (x, y) = (sin(dLongitude * .pi / 360), sin((other - latitude) * .pi / 360))
        return y * y + cosine * cos(other * .pi / 180) * x * x
    }
}
