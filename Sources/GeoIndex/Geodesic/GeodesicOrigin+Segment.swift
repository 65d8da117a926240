import Glibc

/// The position of a segment that is nearest to an origin.
public struct SegmentFoot: Hashable, Sendable {
    /// The place of the position between the segment's ends, 0 to 1.
    public var fraction: Double
    /// The geodesic distance to it in metres.
    public var metres: Double
    /// The position itself.
    public var coordinate: Coordinate
}

extension GeodesicOrigin {
    /// Finds the nearest position of a segment that is straight in longitude and latitude, within a millimetre up to
    /// 100 km.
    ///
    /// The foot is computed in the plane tangent to the ellipsoid at the origin, where the two radii of curvature scale
    /// degrees to metres; beyond 500 m three distances on the ellipsoid correct it. The segment takes the shorter way
    /// around the ellipsoid.
    public func nearest(onSegmentFrom start: Coordinate, to end: Coordinate) -> SegmentFoot {
        let (scaleX, scaleY) = metresPerDegree
        let (startX, startY) = (wrapped(start.longitude) * scaleX, (start.latitude - coordinate.latitude) * scaleY)
        let span = Coordinate(
            longitude: Self.wrapped(end.longitude - start.longitude), latitude: end.latitude - start.latitude)
        let (dX, dY) = (span.longitude * scaleX, span.latitude * scaleY)
        let square = dX * dX + dY * dY
        let raw = square > 0 ? -(startX * dX + startY * dY) / square : 0
        var fraction = min(max(raw, 0), 1)
        func at(_ fraction: Double) -> Coordinate {
            if fraction == 1 { return end }
            let longitude = start.longitude + span.longitude * fraction
            return Coordinate(
                longitude: longitude.magnitude > 180 ? Self.wrapped(longitude) : longitude,
                latitude: start.latitude + span.latitude * fraction)
        }
        var metres = distance(to: at(fraction))
        if metres > 500 && square > 0 {
            for _ in 0..<2 {
                let step = min(0.05 * metres / square.squareRoot(), 0.5)
                let middle = min(max(fraction, step), 1 - step)
                let (below, here, above) = (
                    distance(to: at(middle - step)), distance(to: at(middle)), distance(to: at(middle + step))
                )
                let bend = above * above - 2 * here * here + below * below
                guard bend > 0 else { break }
                let vertex = middle - step * (above * above - below * below) / (2 * bend)
                let better = min(max(vertex, 0), 1)
                let found = distance(to: at(better))
                guard found < metres else { break }
                (fraction, metres) = (better, found)
            }
        }
        return SegmentFoot(fraction: fraction, metres: metres, coordinate: at(fraction))
    }

    private func wrapped(_ longitude: Double) -> Double { Self.wrapped(longitude - coordinate.longitude) }

    private static func wrapped(_ difference: Double) -> Double {
        difference > 180 ? difference - 360 : difference < -180 ? difference + 360 : difference
    }
}
