internal import Glibc
public import GeoIndex

/// A transverse Mercator projection from WGS 84 to a national grid.
///
/// It shifts the datum by a vector in metres and applies the series of Krüger (1912) to the fourth order of the third
/// flattening, which is accurate to a millimetre within the zone.
public struct TransverseMercator: Hashable, Sendable {
    /// Equatorial radius of the grid's ellipsoid, in metres.
    public var equatorialRadius: Double
    /// Flattening of the grid's ellipsoid.
    public var flattening: Double
    /// Central meridian, in degrees.
    public var centralMeridian: Double
    /// Scale factor on the central meridian.
    public var scale: Double
    /// Easting of the central meridian, in metres.
    public var falseEasting: Double
    /// The vector from the grid's datum to WGS 84, in metres.
    public var toWGS84: (x: Double, y: Double, z: Double) {
        (shift[0], shift[1], shift[2])
    }
    private var shift: [Double]

    /// Creates a projection.
    public init(
        equatorialRadius: Double, flattening: Double, centralMeridian: Double, scale: Double, falseEasting: Double,
        toWGS84: (x: Double, y: Double, z: Double)
    ) {
        self.equatorialRadius = equatorialRadius
        self.flattening = flattening
        self.centralMeridian = centralMeridian
        self.scale = scale
        self.falseEasting = falseEasting
        shift = [toWGS84.x, toWGS84.y, toWGS84.z]
    }

    /// Returns the easting and northing of a WGS 84 position, in metres. O(1).
    public func project(_ coordinate: Coordinate) -> (x: Double, y: Double) {
        let (longitude, latitude) = onDatum(coordinate)
        let n = flattening / (2 - flattening)
        let n2 = n * n
        let n3 = n2 * n
        let n4 = n2 * n2
        let radius = equatorialRadius / (1 + n) * (1 + n2 / 4 + n4 / 64)
        let alpha = [
            n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161_280,
        ]
        let e = (flattening * (2 - flattening)).squareRoot()
        let sine = sin(latitude)
        let t = sinh(atanh(sine) - e * atanh(e * sine))
        let dLongitude = longitude - centralMeridian * .pi / 180
        let xi = atan2(t, cos(dLongitude))
        let eta = atanh(sin(dLongitude) / (1 + t * t).squareRoot())
        var x = eta
        var y = xi
        for (index, a) in alpha.enumerated() {
            let k = 2 * Double(index + 1)
            x += a * cos(k * xi) * sinh(k * eta)
            y += a * sin(k * xi) * cosh(k * eta)
        }
        return (falseEasting + scale * radius * x, scale * radius * y)
    }

    /// Returns longitude and latitude on the grid's datum, in radians.
    private func onDatum(_ coordinate: Coordinate) -> (longitude: Double, latitude: Double) {
        let (lambda, phi) = (coordinate.longitude * .pi / 180, coordinate.latitude * .pi / 180)
        let normal =
            Ellipsoid.equatorialRadius / (1 - Ellipsoid.squaredEccentricity * sin(phi) * sin(phi)).squareRoot()
        let x = normal * cos(phi) * cos(lambda) - shift[0]
        let y = normal * cos(phi) * sin(lambda) - shift[1]
        let z = normal * (1 - Ellipsoid.squaredEccentricity) * sin(phi) - shift[2]
        let e2 = flattening * (2 - flattening)
        let p = (x * x + y * y).squareRoot()
        var latitude = atan2(z, p * (1 - e2))
        // Converges by a factor of e² · height / radius; four iterations reach double precision.
        for _ in 0..<4 {
            let radius = equatorialRadius / (1 - e2 * sin(latitude) * sin(latitude)).squareRoot()
            latitude = atan2(z + e2 * radius * sin(latitude), p)
        }
        return (atan2(y, x), latitude)
    }
}
