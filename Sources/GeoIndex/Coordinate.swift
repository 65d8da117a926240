/// A WGS 84 position in degrees, longitude first.
public struct Coordinate: Hashable, Sendable {
    /// Degrees east of Greenwich, −180 to 180.
    public var longitude: Double
    /// Degrees north of the equator (geodetic latitude), −90 to 90.
    public var latitude: Double

    /// Creates a position from its longitude and latitude in degrees, without checking them; see `isValid`.
    @inlinable
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Whether both numbers are finite and inside −180…180 and −90…90 degrees.
    @inlinable
    public var isValid: Bool {
        // A NaN fails both comparisons.
        longitude.magnitude <= 180 && latitude.magnitude <= 90
    }
}

extension Coordinate: CustomStringConvertible {
    /// Longitude and latitude in degrees, labelled.
    public var description: String { "lon \(longitude), lat \(latitude)" }
}
