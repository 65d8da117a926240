internal import GeoIndex

#if canImport(Glibc)
    internal import Glibc
#endif

/// A position on the Web Mercator square (EPSG:3857 scaled to 0…1): x east, y south.
package struct WorldPoint: Hashable, Sendable {
    /// The position from west to east.
    package var x: Double
    /// The position from north to south.
    package var y: Double

    /// Creates a position.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Projects a WGS 84 coordinate; latitudes beyond the edge of the square (85.0511°) are clamped.
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

/// A box on the Web Mercator square.
struct WorldBox: Sendable {
    var minimum: WorldPoint
    var maximum: WorldPoint

    /// The box of some points; nil when there are none.
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
