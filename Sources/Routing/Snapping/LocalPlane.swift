import GeoIndex

/// A plane in metres around a coordinate, accurate to a few parts in ten thousand over some kilometres.
struct LocalPlane: Sendable {
    let origin: Coordinate
    /// Metres per degree.
    let east: Double
    let north: Double

    init(around origin: Coordinate) {
        self.origin = origin
        let scale = Ellipsoid.metresPerDegree(at: origin.latitude)
        north = scale.north
        east = max(scale.east, 1e-6)
    }

    /// Metres east and north of the origin.
    func place(_ coordinate: Coordinate) -> SIMD2<Double> {
        var degrees = coordinate.longitude - origin.longitude
        // The short way over the antimeridian.
        if degrees > 180 { degrees -= 360 } else if degrees < -180 { degrees += 360 }
        return SIMD2(degrees * east, (coordinate.latitude - origin.latitude) * north)
    }

    func coordinate(_ place: SIMD2<Double>) -> Coordinate {
        var longitude = origin.longitude + place.x / east
        if longitude > 180 { longitude -= 360 } else if longitude < -180 { longitude += 360 }
        return Coordinate(longitude: longitude, latitude: origin.latitude + place.y / north)
    }
}

/// Distances in a plane.
enum PlaneGeometry {
    /// The fraction of the way from `a` to `b` that is nearest to `p`, and the distance there.
    static func nearest(
        to p: SIMD2<Double>, on a: SIMD2<Double>, _ b: SIMD2<Double>
    ) -> (share: Double, distance: Double) {
        let along = b - a
        let length = (along * along).sum()
        let share = length > 0 ? max(0, min(1, ((p - a) * along).sum() / length)) : 0
        let apart = p - (a + along * share)
        return (share, (apart * apart).sum().squareRoot())
    }

    /// Whether two straight pieces have a point in common, including their ends.
    static func meets(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
    ) -> Bool {
        let (d1, d2) = (turn(c, d, a), turn(c, d, b))
        let (d3, d4) = (turn(a, b, c), turn(a, b, d))
        if ((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0)) && ((d3 > 0 && d4 < 0) || (d3 < 0 && d4 > 0)) { return true }
        return (d1 == 0 && isBetween(c, d, a)) || (d2 == 0 && isBetween(c, d, b)) || (d3 == 0 && isBetween(a, b, c))
            || (d4 == 0 && isBetween(a, b, d))
    }

    /// The least distance between two straight pieces.
    static func distance(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
    ) -> Double {
        if meets(a, b, c, d) { return 0 }
        return min(
            min(nearest(to: a, on: c, d).distance, nearest(to: b, on: c, d).distance),
            min(nearest(to: c, on: a, b).distance, nearest(to: d, on: a, b).distance))
    }

    /// Twice the signed area of a triangle; positive when it turns left.
    static func turn(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    private static func isBetween(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>) -> Bool {
        min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
    }

    /// Whether a point lies inside rings by the even-odd rule; a point on an edge may count as either.
    static func contains(_ p: SIMD2<Double>, rings: [[SIMD2<Double>]]) -> Bool {
        var inside = false
        for ring in rings {
            guard var last = ring.last else { continue }
            for corner in ring {
                if (corner.y > p.y) != (last.y > p.y) {
                    let x = (last.x - corner.x) * (p.y - corner.y) / (last.y - corner.y) + corner.x
                    if p.x < x { inside.toggle() }
                }
                last = corner
            }
        }
        return inside
    }
}
