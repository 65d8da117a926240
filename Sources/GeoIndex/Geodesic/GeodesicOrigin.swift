import Glibc

/// An origin of geodesics that computes once what all distances from it share.
///
/// Up to some 70 km the distance is the chord through the ellipsoid, bent to the curvature of the normal section at its
/// middle, with an error below 4 nanometres; farther away it comes from `Geodesic.inverse`.
public struct GeodesicOrigin: Sendable {
    /// The position all distances are measured from.
    public let coordinate: Coordinate
    let sine: Double
    let cosine: Double
    /// The distances from the axis and from the equatorial plane, divided by the equatorial radius.
    private let radius: Double
    private let height: Double

    /// Prepares distances from a position.
    public init(_ coordinate: Coordinate) {
        self.coordinate = coordinate
        let angle = GeodesicAngle(degrees: coordinate.latitude)
        (sine, cosine) = (angle.sine, angle.cosine)
        let normal = 1 / (1 - Ellipsoid.squaredEccentricity * sine * sine).squareRoot()
        radius = normal * cosine
        height = normal * (1 - Ellipsoid.squaredEccentricity) * sine
    }

    /// The geodesic distance to `end` in metres, within about 15 nanometres.
    @inline(__always)
    public func distance(to end: Coordinate) -> Double {
        let dLatitude = end.latitude - coordinate.latitude
        var dLongitude = end.longitude - coordinate.longitude
        if dLongitude.magnitude > 180 { dLongitude -= dLongitude > 0 ? 360 : -360 }
        guard dLatitude.magnitude <= 0.6 && dLongitude.magnitude <= 0.75 else {
            return Geodesic.inverse(from: coordinate, to: end).metres
        }
        return short(dLatitude, dLongitude)
    }

    /// Metres per degree of longitude and of latitude at the origin.
    var metresPerDegree: (longitude: Double, latitude: Double) {
        (radius * Ellipsoid.equatorialRadius * .pi / 180, Ellipsoid.radii(sine: sine).meridian * .pi / 180)
    }

    @inline(__always)
    func short(_ dLatitude: Double, _ dLongitude: Double) -> Double {
        let e2 = Ellipsoid.squaredEccentricity
        let x = dLatitude * (.pi / 180)
        let h = dLongitude * (.pi / 360)
        let (x2, h2) = (x * x, h * h)
        // Below 0.011 radians the omitted terms are smaller than a rounding error.
        let sineX = x * (1 - x2 * (1.0 / 6) * (1 - x2 * (1.0 / 20)))
        let cosineXLessOne = -x2 / 2 * (1 - x2 * (1.0 / 12) * (1 - x2 * (1.0 / 30)))
        let sineH = h * (1 - h2 * (1.0 / 6) * (1 - h2 * (1.0 / 20)))
        let sine2 = sine + (sine * cosineXLessOne + cosine * sineX)
        let cosine2 = cosine + (cosine * cosineXLessOne - sine * sineX)
        let normal2 = 1 / (1 - e2 * sine2 * sine2).squareRoot()
        let radius2 = normal2 * cosine2
        let height2 = normal2 * (1 - e2) * sine2
        let (outward, upward) = (radius2 - radius, height2 - height)
        let sideward = 4 * radius * radius2 * sineH * sineH
        let chord2 = outward * outward + upward * upward + sideward
        guard chord2 > 0 else { return 0 }
        // The latitude of the path's middle: parallels bend away from geodesics by Δλ²/8 · sin φ cos φ.
        let mean = (sine + sine2) / 2 * (1 + x2 / 8)
        let bulge = h2 / 2 * mean
        let middle2 = mean * mean + 2 * mean * bulge * (1 - mean * mean)
        let w2 = 1 - e2 * middle2
        // The eastern part of the chord as seen from its middle, which lies a little east or west of the middle longitude.
        let across = (sideward - outward * outward * sineH * sineH) / chord2
        // Euler: curvature of the normal section between that of the meridian and that across it, times a.
        let curvature2 = w2 * square(across + (1 - across) * w2 * (1 / (1 - e2)))
        let y = curvature2 * chord2 / 4
        // The curvature's second derivative along the path, −3e² (cos²α₀ − 2 sin²φ) / a³ to first order in e².
        let change = 1 - across * (1 - middle2) - 2 * middle2
        return Ellipsoid.equatorialRadius * chord2.squareRoot()
            * (1 + y * (1.0 / 6 + y * (3.0 / 40 + y * (5.0 / 112))) - e2 / 160 * change * chord2 * chord2)
    }

    @inline(__always)
    private func square(_ value: Double) -> Double { value * value }
}
