public import GeoIndex
internal import Glibc

/// A direction of travel with a tolerance.
public struct Heading: Hashable, Sendable {
    /// Degrees clockwise from true north.
    public var degrees: Double
    /// The accepted difference to either side in degrees; 180 accepts every direction.
    public var tolerance: Double

    /// Creates a heading.
    public init(degrees: Double, tolerance: Double) {
        self.degrees = degrees
        self.tolerance = tolerance
    }

    /// Whether a bearing, −180 to 360 degrees, is within the tolerance.
    func includes(_ bearing: Double) -> Bool {
        let apart = abs(bearing - degrees).truncatingRemainder(dividingBy: 360)
        return min(apart, 360 - apart) <= tolerance
    }
}

extension RoadGraph {
    /// The places on the `count` nearest segments from which one may travel in a direction, nearest first, at most
    /// `maximumMetres` away. Trips leave and reach them only in that direction. O(segments nearby · log).
    ///
    /// Each straight piece of a road is judged separately, so a bent road may be joined elsewhere than at its nearest
    /// place.
    public func snaps(
        _ coordinate: Coordinate, profile: Int, heading: Heading, count: Int, maximumMetres: Double
    ) -> [Snap] {
        Array(snaps(coordinate, profile, heading, maximumMetres) { $0.count >= count }.prefix(count))
    }

    /// Like ``snap(_:profile:maximumMetres:)``, among the places from which one may travel in a direction.
    public func snap(
        _ coordinate: Coordinate, profile: Int, heading: Heading, maximumMetres: Double
    ) -> SnapChoice {
        let snaps = snaps(coordinate, profile, heading, maximumMetres) { $0.contains(where: \.isMain) }
        return SnapChoice(main: snaps.first(where: \.isMain), apart: snaps.first.flatMap { $0.isMain ? nil : $0 })
    }

    /// Searches ever wider circles until there are enough places; returns them nearest first.
    private func snaps(
        _ coordinate: Coordinate, _ profile: Int, _ heading: Heading, _ maximumMetres: Double,
        until isEnough: ([Snap]) -> Bool
    ) -> [Snap] {
        guard coordinate.isValid, profile >= 0, profile < profileNames.count else { return [] }
        let plane = LocalPlane(around: coordinate)
        var radius = min(100, maximumMetres)
        while true {
            var found: [(place: HeadingPlace, segment: Int)] = []
            segments(in: BoundingBox(coordinate).padded(metres: radius)) { segment in
                guard components[profile][segment] != 0, !isFerry(segment),
                    let place = place(on: segment, in: plane, profile, heading), place.metres <= radius
                else { return true }
                found.append((place, segment))
                return true
            }
            found.sort { ($0.place.metres, $0.segment) < ($1.place.metres, $1.segment) }
            let snaps = found.map { place, segment in
                let position = position(segment: segment, fraction: place.fraction)
                return Snap(
                    position: position, metres: Geodesic.distance(from: coordinate, to: position.coordinate),
                    component: component(ofSegment: segment, profile: profile),
                    isMain: mains[profile][segment] != 0, directions: place.directions)
            }
            if radius >= maximumMetres || isEnough(snaps) { return snaps }
            radius = min(radius * 2, maximumMetres)
        }
    }

    private struct HeadingPlace {
        var fraction: Double
        var metres: Double
        var directions: SegmentDirections
    }

    /// The place nearest to the origin of a plane, on the pieces of a segment that lead in a direction; nil when none
    /// does.
    private func place(
        on segment: Int, in plane: LocalPlane, _ profile: Int, _ heading: Heading
    ) -> HeadingPlace? {
        let places = shape(ofSegment: segment).map(plane.place)
        let isOpen = (0...1).map { weights[profile][segment * 2 + $0] < .unreachable }
        var walked = 0.0
        var best: HeadingPlace?
        for (from, to) in zip(places, places.dropFirst()) {
            let step = to - from
            let length = (step * step).sum().squareRoot()
            defer { walked += length }
            guard length > 0 else { continue }
            let bearing = atan2(step.x, step.y) * 180 / .pi
            var directions: SegmentDirections = []
            if isOpen[0], heading.includes(bearing) { directions.insert(.forward) }
            if isOpen[1], heading.includes(bearing + 180) { directions.insert(.backward) }
            guard !directions.isEmpty else { continue }
            let (share, metres) = PlaneGeometry.nearest(to: .zero, on: from, to)
            if metres < best?.metres ?? .infinity {
                best = HeadingPlace(fraction: walked + share * length, metres: metres, directions: directions)
            }
        }
        guard var best, walked > 0 else { return nil }
        best.fraction /= walked
        return best
    }
}
