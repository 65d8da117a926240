/// A surface bounded by rings of WGS 84 coordinates, as in RFC 7946: the first ring is outer, the others are holes.
///
/// A ring may repeat its first coordinate at the end or not; both mean the same ring. Edges are straight in the plane of
/// longitude and latitude.
public struct Polygon: Hashable, Sendable {
    /// The outer ring, then the holes.
    public var rings: [[Coordinate]]

    /// A polygon of the given rings, the outer one first; nothing is checked.
    public init(rings: [[Coordinate]]) {
        self.rings = rings
    }

    /// The smallest box, in degrees, around the outer ring; empty without one. O(n).
    public var bounds: BoundingBox {
        var box = BoundingBox.empty
        for coordinate in rings.first ?? [] { box.expand(toInclude: coordinate) }
        return box
    }
}

/// Several polygons that form one area, such as a municipality with islands.
public typealias MultiPolygon = [Polygon]

extension MultiPolygon {
    /// The smallest box, in degrees, around all outer rings; empty without one. O(n).
    public var bounds: BoundingBox {
        var box = BoundingBox.empty
        for polygon in self { box.expand(toInclude: polygon.bounds) }
        return box
    }
}
