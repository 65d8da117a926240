internal import GeoIndex

/// Metres per degree around a latitude, for comparing short distances; accurate to about one in a thousand over 50 km.
struct LocalScale {
    private let x: Double
    private let y: Double

    init(at latitude: Double) {
        (x, y) = Ellipsoid.metresPerDegree(at: latitude)
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
