package import GeoIndex

/// An area of a message. A position is in the area when it is in one of its polygons or circles.
package struct AlertArea: Hashable, Sendable {
    /// A circle with a radius in metres.
    package struct Circle: Hashable, Sendable {
        package var centre: Coordinate
        package var radiusMetres: Double

        /// Creates a circle.
        package init(centre: Coordinate, radiusMetres: Double) {
            (self.centre, self.radiusMetres) = (centre, radiusMetres)
        }
    }

    /// The area in words.
    package var text: String
    /// The rings of the polygons; the last position of each equals the first.
    package var polygons: [[Coordinate]] = []
    package var circles: [Circle] = []
    /// Codes of the area, such as those of municipalities.
    package var geocodes: [AlertInfo.Pair] = []

    /// Creates an area without a shape.
    package init(_ text: String) { self.text = text }

    /// The name under which an area has the code of a municipality in the classification of ELSTAT (Kallikratis).
    package static let municipalityCode = "ELSTAT"

    /// Whether the area has a shape.
    package var hasShape: Bool { !polygons.isEmpty || !circles.isEmpty }

    /// Whether a position is inside of the shape or on its border. O(positions of the shape).
    package func contains(_ position: Coordinate) -> Bool {
        circles.contains { Geodesic.distance(from: $0.centre, to: position) <= $0.radiusMetres }
            || polygons.contains { Self.contains(position, ring: $0) }
    }

    /// Whether a position is inside of a ring by the even-odd rule, or on its border. Edges are straight in the plane of
    /// longitude and latitude.
    private static func contains(_ p: Coordinate, ring: [Coordinate]) -> Bool {
        var isInside = false
        for (a, b) in zip(ring, ring.dropFirst()) {
            let turn = side(a, b, p)
            if turn == 0, isBetween(a, b, p) { return true }
            if (a.latitude > p.latitude) != (b.latitude > p.latitude), (turn > 0) == (b.latitude > a.latitude) {
                isInside.toggle()
            }
        }
        return isInside
    }

    /// The side of the line from `a` to `b` on which `p` is: positive to the left, 0 on the line.
    private static func side(_ a: Coordinate, _ b: Coordinate, _ p: Coordinate) -> Double {
        (b.longitude - a.longitude) * (p.latitude - a.latitude)
            - (p.longitude - a.longitude) * (b.latitude - a.latitude)
    }

    /// Whether a position on the line through `a` and `b` is between them.
    private static func isBetween(_ a: Coordinate, _ b: Coordinate, _ p: Coordinate) -> Bool {
        (min(a.longitude, b.longitude)...max(a.longitude, b.longitude)).contains(p.longitude)
            && (min(a.latitude, b.latitude)...max(a.latitude, b.latitude)).contains(p.latitude)
    }

    /// Whether two edges of a ring cross or touch other than at the ends that neighbours share. O(n²); rings are at most
    /// ``mostPositions`` long.
    static func crossesItself(_ ring: [Coordinate]) -> Bool {
        let count = ring.count - 1
        for first in 0..<max(count, 0) {
            for second in (first + 1)..<max(count, first + 1) {
                let (a, b, c, d) = (ring[first], ring[first + 1], ring[second], ring[second + 1])
                if second == first + 1 || (first == 0 && second == count - 1) {
                    // Neighbours share an end; they must not lie on each other.
                    let (shared, other, third) = second == first + 1 ? (b, a, d) : (a, b, c)
                    if side(shared, other, third) == 0,
                        isBetween(shared, other, third) || isBetween(shared, third, other)
                    {
                        return true
                    }
                } else if meet(a, b, c, d) {
                    return true
                }
            }
        }
        return false
    }

    private static func meet(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) -> Bool {
        let (c1, d1, a1, b1) = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b))
        if c1 * d1 < 0, a1 * b1 < 0 { return true }
        return (c1 == 0 && isBetween(a, b, c)) || (d1 == 0 && isBetween(a, b, d)) || (a1 == 0 && isBetween(c, d, a))
            || (b1 == 0 && isBetween(c, d, b))
    }

    /// The most positions of a ring.
    package static let mostPositions = 1000
}
