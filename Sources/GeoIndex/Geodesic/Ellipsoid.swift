internal import Glibc

/// The WGS 84 ellipsoid (NIMA TR8350.2): lengths in metres.
public enum Ellipsoid {
    /// The equatorial radius.
    public static let equatorialRadius = 6_378_137.0
    /// The flattening (a − b) / a.
    public static let flattening = 1 / 298.257_223_563
    /// The polar radius.
    public static let polarRadius = equatorialRadius * (1 - flattening)
    /// The squared eccentricity.
    public static let squaredEccentricity = flattening * (2 - flattening)
    /// The least radius of curvature of the surface, that of the meridian at the equator: a (1 − e²).
    ///
    /// In geodetic latitude φ the length element is M² dφ² + N² cos²φ dλ² with M and N never below this radius, so every
    /// path is at least this radius times its length on the unit sphere.
    public static let leastRadius = equatorialRadius * (1 - squaredEccentricity)
    /// The greatest radius of curvature of the surface, that of every normal section at a pole: a / √(1 − e²).
    public static let greatestRadius = equatorialRadius * equatorialRadius / polarRadius

    /// The radii of curvature along the meridian and across it, at the latitude with this sine.
    @inline(__always)
    static func radii(sine: Double) -> (meridian: Double, normal: Double) {
        let w2 = 1 - squaredEccentricity * sine * sine
        let normal = equatorialRadius / w2.squareRoot()
        return (normal * (1 - squaredEccentricity) / w2, normal)
    }

    /// Metres per degree to the east and to the north at a latitude in degrees.
    package static func metresPerDegree(at latitude: Double) -> (east: Double, north: Double) {
        let phi = latitude * .pi / 180
        let radii = radii(sine: sin(phi))
        return (radii.normal * cos(phi) * .pi / 180, radii.meridian * .pi / 180)
    }
}
