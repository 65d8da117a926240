/// Shortest paths on the WGS 84 ellipsoid; lengths in metres, angles in degrees.
///
/// ```swift
/// let volos = Coordinate(longitude: 22.9430, latitude: 39.3620)
/// let larisa = Coordinate(longitude: 22.4190, latitude: 39.6390)
/// Geodesic.distance(from: volos, to: larisa)  // 54.6 km, in metres
/// ```
///
/// The inverse and direct problems follow Karney (2013), "Algorithms for geodesics", J. Geodesy 87, 43–55, with series of
/// the sixth order; errors stay near 15 nanometres. Arguments must be valid coordinates; others give NaN.
public enum Geodesic {
    /// The length in metres of the shortest path, within about 15 nanometres.
    ///
    /// A `GeodesicOrigin` is faster for many distances from one position.
    public static func distance(from start: Coordinate, to end: Coordinate) -> Double {
        GeodesicOrigin(start).distance(to: end)
    }

    /// The shortest path between two positions: its length and its azimuths.
    public static func inverse(from start: Coordinate, to end: Coordinate) -> GeodesicLine {
        GeodesicInverse(from: start, to: end).line
    }

    /// The position reached from `start` after `metres` metres in the direction `azimuth`, in degrees clockwise from
    /// north. A negative length goes backwards.
    public static func direct(from start: Coordinate, azimuth: Double, metres: Double) -> Coordinate {
        GeodesicDirect(from: start, azimuth: azimuth).position(metres: metres)
    }
}

/// The shortest path between two positions on the ellipsoid.
public struct GeodesicLine: Hashable, Sendable {
    /// The length in metres.
    public var metres: Double
    /// The direction at the start in degrees clockwise from north, −180 to 180.
    public var initialAzimuth: Double
    /// The direction at the end, still going forward, in degrees clockwise from north, −180 to 180.
    public var finalAzimuth: Double

    /// A path of the given length in metres and azimuths in degrees.
    public init(metres: Double, initialAzimuth: Double, finalAzimuth: Double) {
        self.metres = metres
        self.initialAzimuth = initialAzimuth
        self.finalAzimuth = finalAzimuth
    }
}
