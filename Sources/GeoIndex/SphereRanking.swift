import Glibc

/// Ranks what lies anywhere on the ellipsoid by the great circle between the same degrees on a sphere.
///
/// In geodetic latitude φ the length element is √(M²dφ² + N²cos²φ dλ²). M and N lie between `Ellipsoid.leastRadius` and
/// `Ellipsoid.greatestRadius`, so a geodesic's length lies between these times the great circle's angle σ. The key is
/// sin²(σ/2) = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2), the haversine.
struct SphereRanking: Ranking {
    let horizon = Double.infinity
    // sin(kx) ≤ k sin x for k ≥ 1 and kx ≤ π: a greater angle multiplies the haversine at most by the ratio's square.
    let spread: Double
    private let longitude: Double
    private let latitude: Double
    private let cosine: Double

    init(_ origin: Coordinate) {
        longitude = origin.longitude
        latitude = origin.latitude
        cosine = cos(origin.latitude * .pi / 180)
        let ratio = Ellipsoid.greatestRadius / Ellipsoid.leastRadius
        spread = ratio * ratio * (1 + 1e-9)
    }

    func key(ofMetres metres: Double) -> Double {
        let half = metres / (2 * Ellipsoid.leastRadius)
        guard half < .pi / 2 else { return 2 }
        return sin(half) * sin(half) * (1 + 1e-9) + 1e-30
    }

    /// Taylor polynomials that end in a negative term never exceed sine and cosine on 0…π/2.
    @inline(__always)
    func lower(_ block: UnsafePointer<Float>) -> SIMD16<Float> {
        let boxes = UnsafeRawPointer(block)
        let west = boxes.loadUnaligned(as: SIMD16<Float>.self)
        let south = boxes.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
        let east = boxes.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self)
        let north = boxes.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self)
        var x = SIMD16<Float>(repeating: 180)
        for turn in [-360.0, 0, 360] {
            let (low, high) = ((longitude + turn).roundedToFloat(.down), (longitude + turn).roundedToFloat(.up))
            x = x.lesser((west - high).greater(low - east))
        }
        x = x.greater(.zero)
        let y = (south - latitude.roundedToFloat(.up)).greater(latitude.roundedToFloat(.down) - north).greater(.zero)
        // Least cosine of the latitudes of the box: that of the border nearer to a pole.
        let steepest = (SIMD16<Float>.zero - south).greater(north)
        let key = Self.haversine(y) + Self.leastCosine(steepest) * Float(cosine).nextDown * Self.haversine(x)
        // Boxes that hold nothing are infinitely far away.
        return key.replacing(with: SIMD16(repeating: .infinity), where: south .> north)
    }

    @inline(__always)
    private static func haversine(_ degrees: SIMD16<Float>) -> SIMD16<Float> {
        let half = degrees * SIMD16(repeating: .pi / 360)
        let square = half * half
        // x − x³/6 + x⁵/120 − x⁷/5040
        var factor = square * SIMD16(repeating: -1 / 5040) + SIMD16(repeating: 1 / 120)
        factor = factor * square + SIMD16(repeating: -1 / 6)
        factor = factor * square + SIMD16(repeating: 1)
        let sine = half * factor
        return sine * sine
    }

    @inline(__always)
    private static func leastCosine(_ degrees: SIMD16<Float>) -> SIMD16<Float> {
        let angle = degrees * SIMD16(repeating: .pi / 180)
        let square = angle * angle
        // 1 − x²/2 + x⁴/24 − x⁶/720, less what single precision may have rounded up
        var value = square * SIMD16(repeating: -1 / 720) + SIMD16(repeating: 1 / 24)
        value = value * square + SIMD16(repeating: -1 / 2)
        value = value * square + SIMD16(repeating: 1 - 1e-6)
        return value.greater(.zero)
    }

    @inline(__always)
    func lower(longitudes: SIMD4<Double>, latitudes: SIMD4<Double>) -> SIMD4<Double> {
        var keys = SIMD4<Double>()
        for lane in 0..<4 { keys[lane] = haversine(longitudes[lane] - longitude, latitudes[lane]) }
        return keys
    }

    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double) {
        guard box.south <= box.north else { return (.nan, .nan) }
        let east = box.west > box.east ? box.east + 360 : box.east
        var x = 180.0
        for turn in [-360.0, 0, 360] {
            x = min(x, max(box.west - (longitude + turn), longitude + turn - east))
        }
        // Adding whole turns rounds; a little less keeps the lower key low.
        x = max(0, x - 1e-12)
        let steepest = max(-box.south, box.north)
        let y = max(0, max(box.south - latitude, latitude - box.north))
        let (sineX, sineY) = (sin(x * .pi / 360), sin(y * .pi / 360))
        let lower = (sineY * sineY + cosine * max(0, cos(steepest * .pi / 180)) * sineX * sineX) * (1 - 1e-12)
        // Some position of the box has the nearest longitude and the nearest latitude.
        let upper = haversine(x + 1e-11, min(max(latitude, box.south), box.north))
        return (lower, upper * spread)
    }

    private func haversine(_ dLongitude: Double, _ other: Double) -> Double {
        let (x, y) = (sin(dLongitude * .pi / 360), sin((other - latitude) * .pi / 360))
        return y * y + cosine * cos(other * .pi / 180) * x * x
    }
}
