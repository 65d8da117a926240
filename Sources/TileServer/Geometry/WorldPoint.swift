internal import GeoIndex

#if canImport(Glibc)
    internal import Glibc
#endif

/// A position on the Web Mercator square (EPSG:3857 scaled to 0…1): x to the east, y to the south.
package struct WorldPoint: Hashable, Sendable {
    /// To the east.
    package var x: Double
    /// To the south.
    package var y: Double

    /// A position.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Projects a WGS 84 coordinate; latitudes beyond the square's edge (85.0511°) are held at it.
    init(_ coordinate: Coordinate) {
        let limit = 85.051128779806604
        let latitude = min(max(coordinate.latitude, -limit), limit) * .pi / 180
        x = (coordinate.longitude + 180) / 360
        y = (1 - asinh(tan(latitude)) / .pi) / 2
    }

    /// The WGS 84 coordinate of this position.
    var coordinate: Coordinate {
        Coordinate(longitude: x * 360 - 180, latitude: atan(sinh((1 - 2 * y) * .pi)) * 180 / .pi)
    }
}

/// An upright box on the Web Mercator square.
struct WorldBox: Sendable {
    var minimum: WorldPoint
    var maximum: WorldPoint

    /// The box of some points, nothing without points.
    init?(_ points: some Sequence<WorldPoint>) {
        var iterator = points.makeIterator()
        guard let first = iterator.next() else { return nil }
        minimum = first
        maximum = first
        while let point = iterator.next() { expand(to: point) }
    }

    mutating func expand(to point: WorldPoint) {
        minimum.x = min(minimum.x, point.x)
        minimum.y = min(minimum.y, point.y)
        maximum.x = max(maximum.x, point.x)
        maximum.y = max(maximum.y, point.y)
    }
}
