internal import Glibc
public import GeoIndex

/// The coordinate reference systems in which data is published.
public enum ExchangeCRS: String, Sendable, CaseIterable {
    /// WGS 84, longitude first.
    case crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    /// WGS 84, latitude first.
    case wgs84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
    /// Web Mercator.
    case webMercator = "http://www.opengis.net/def/crs/EPSG/0/3857"
    /// GGRS87 / Greek Grid.
    case greekGrid = "http://www.opengis.net/def/crs/EPSG/0/2100"

    /// Creates the system with this address or short name (`EPSG:3857`, `CRS84`); nil when it is not supported.
    public init?(name: String) {
        if let known = ExchangeCRS(rawValue: name) {
            self = known
            return
        }
        switch name.uppercased() {
        case "CRS84", "OGC:CRS84": self = .crs84
        case "EPSG:4326": self = .wgs84
        case "EPSG:3857": self = .webMercator
        case "EPSG:2100": self = .greekGrid
        default: return nil
        }
    }

    /// EPSG:2100: GRS 80, central meridian 24° E, scale 0.9996; datum shift by EPSG:1272.
    private static let grid = TransverseMercator(
        equatorialRadius: 6_378_137, flattening: 1 / 298.257_222_101, centralMeridian: 24, scale: 0.9996,
        falseEasting: 500_000, toWGS84: (-199.87, 74.79, 246.62))

    /// Returns the two numbers of a WGS 84 position in the axis order of the system: degrees, or metres for projected
    /// systems.
    public func numbers(_ coordinate: Coordinate) -> (Double, Double) {
        switch self {
        case .crs84: return (coordinate.longitude, coordinate.latitude)
        case .wgs84: return (coordinate.latitude, coordinate.longitude)
        case .webMercator:
            let latitude = min(max(coordinate.latitude, -89.99), 89.99) * .pi / 180
            return (
                Ellipsoid.equatorialRadius * coordinate.longitude * .pi / 180,
                Ellipsoid.equatorialRadius * log(tan(.pi / 4 + latitude / 2))
            )
        case .greekGrid: return Self.grid.project(coordinate)
        }
    }

    /// The number of decimals that keeps a centimetre.
    package var decimals: Int { self == .crs84 || self == .wgs84 ? 7 : 3 }
}
