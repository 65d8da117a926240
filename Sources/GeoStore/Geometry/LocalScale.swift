internal import GeoIndex
internal import Glibc

/// Metres per degree around a latitude, for comparing short distances; accurate to about one in a thousand over 50 km.
struct LocalScale {
    private let x: Double
    private let y: Double

    init(at latitude: Double) {
        let radians = latitude * .pi / 180
        // Radii of curvature of the WGS 84 ellipsoid along and across the meridian.
        let square = 0.006_694_379_990_14
        let root = (1 - square * sin(radians) * sin(radians)).squareRoot()
        x = 6_378_137 / root * cos(radians) * .pi / 180
        y = 6_378_137 * (1 - square) / (root * root * root) * .pi / 180
    }

    /// The area of one square degree in square metres.
    var squareMetresPerSquareDegree: Double { x * y }

    func squaredMetres(_ first: Coordinate, _ second: Coordinate) -> Double {
        let east = (second.longitude - first.longitude) * x
        let north = (second.latitude - first.latitude) * y
        return east * east + north * north
    }

    /// The point of an edge that is nearest to `position`.
    func foot(of position: Coordinate, from start: Coordinate, to end: Coordinate) -> Coordinate {
        let edge = ((end.longitude - start.longitude) * x, (end.latitude - start.latitude) * y)
        let way = ((position.longitude - start.longitude) * x, (position.latitude - start.latitude) * y)
        let length = edge.0 * edge.0 + edge.1 * edge.1
        guard length > 0 else { return start }
        let part = max(0, min(1, (way.0 * edge.0 + way.1 * edge.1) / length))
        return Coordinate(
            longitude: start.longitude + part * (end.longitude - start.longitude),
            latitude: start.latitude + part * (end.latitude - start.latitude))
    }
}
