import Glibc

extension GeodesicOrigin {
    /// The geodesic distance in metres to the nearest position of a box: 0 inside, infinite for an empty box.
    ///
    /// The shortest way to a parallel is a meridian. So from a position east or west of the box only the box's nearer
    /// meridian matters: at the latitude where a geodesic meets it at a right angle, or the end nearest to that.
    public func distance(to box: BoundingBox) -> Double {
        guard !box.isEmpty else { return .infinity }
        let nearest = min(max(coordinate.latitude, box.south), box.north)
        if box.containsLongitude(coordinate.longitude) {
            if nearest == coordinate.latitude { return 0 }
            return distance(to: Coordinate(longitude: coordinate.longitude, latitude: nearest))
        }
        let toWest = Self.separation(coordinate.longitude, box.west)
        let toEast = Self.separation(coordinate.longitude, box.east)
        let side = toWest <= toEast ? box.west : box.east
        let separation = min(toWest, toEast) * .pi / 180
        func at(_ latitude: Double) -> Double { distance(to: Coordinate(longitude: side, latitude: latitude)) }

        // On a sphere the right angle is at tan φ' = tan φ / cos Δλ.
        let foot =
            atan2(sin(coordinate.latitude * .pi / 180), cos(coordinate.latitude * .pi / 180) * cos(separation))
            * (180 / .pi)
        // The foot on the ellipsoid lies within this tolerance of the foot on the sphere.
        let doubt = 0.02 * (foot - coordinate.latitude).magnitude + 1e-9
        if separation < .pi / 2 {
            if foot + doubt <= box.south { return at(box.south) }
            if foot - doubt >= box.north { return at(box.north) }
            if separation < 0.004 && coordinate.latitude.magnitude < 85 {
                return nearFoot(foot, box, at)
            }
        }
        return farFoot(side, box)
    }

    /// Squared distances along the meridian are nearly a parabola; three of them give its vertex.
    private func nearFoot(_ foot: Double, _ box: BoundingBox, _ at: (Double) -> Double) -> Double {
        let middle = min(max(foot, box.south), box.north)
        let centre = at(middle)
        let step = centre * 0.05 / Ellipsoid.leastRadius * 180 / .pi
        let (below, above) = (at(middle - step), at(middle + step))
        let (c2, b2, a2) = (centre * centre, below * below, above * above)
        let bend = a2 - 2 * c2 + b2
        guard bend > 0 else { return centre }
        let vertex = middle - step * (a2 - b2) / (2 * bend)
        return at(min(max(vertex, box.south), box.north))
    }

    /// Finds the latitude where the azimuth on arrival turns from southward to northward, by bisection and regula
    /// falsi.
    private func farFoot(_ side: Double, _ box: BoundingBox) -> Double {
        func line(_ latitude: Double) -> GeodesicLine {
            Geodesic.inverse(from: coordinate, to: Coordinate(longitude: side, latitude: latitude))
        }
        // The distance increases northward where the path arrives going north.
        func rise(_ line: GeodesicLine) -> Double { cos(line.finalAzimuth * .pi / 180) }
        let (first, last) = (line(box.south), line(box.north))
        var least = min(first.metres, last.metres)
        var (low, high) = (box.south, box.north)
        var (atLow, atHigh) = (rise(first), rise(last))
        guard atLow < 0 && atHigh > 0 else { return least }
        for step in 0..<60 where high - low > 1e-9 {
            let middle =
                step % 3 == 2 ? (low + high) / 2 : min(max(low - atLow * (high - low) / (atHigh - atLow), low), high)
            let found = line(middle)
            least = min(least, found.metres)
            let slope = rise(found)
            if slope.magnitude < 1e-12 { break }
            if slope < 0 { (low, atLow) = (middle, slope) } else { (high, atHigh) = (middle, slope) }
        }
        return least
    }

    private static func separation(_ first: Double, _ second: Double) -> Double {
        let difference = (first - second).magnitude
        return difference > 180 ? 360 - difference : difference
    }
}
