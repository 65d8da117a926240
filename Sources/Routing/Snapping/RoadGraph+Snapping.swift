public import GeoIndex

/// The places where a coordinate can join the network.
public struct SnapChoice: Hashable, Sendable {
    /// The nearest place in a main part of the network: one from which a large part can be reached and returned from.
    public var main: Snap?
    /// A nearer place in an isolated part, such as behind a fence or on an islet; nil when there is none.
    public var apart: Snap?
}

extension RoadGraph {
    /// The places on the network nearest to a coordinate for a profile, at most `maximumMetres` away.
    ///
    /// A nearer place in a small part of the network is returned beside the one in a main part, with both distances. So
    /// the caller can avoid a place that cannot be left, and one that is across the water.
    public func snap(_ coordinate: Coordinate, profile: Int, maximumMetres: Double) -> SnapChoice {
        guard coordinate.isValid, profile >= 0, profile < profileNames.count else { return SnapChoice() }
        var radius = min(60, maximumMetres)
        while true {
            let choice = nearest(to: coordinate, profile: profile, radius: radius)
            if choice.main != nil || radius >= maximumMetres { return choice }
            radius = min(radius * 4, maximumMetres)
        }
    }

    private func nearest(to coordinate: Coordinate, profile: Int, radius: Double) -> SnapChoice {
        let plane = LocalPlane(around: coordinate)
        var best: (main: (Int, Double, Double)?, apart: (Int, Double, Double)?) = (nil, nil)
        let components = components[profile]
        let mains = mains[profile]
        segments(in: BoundingBox(coordinate).padded(metres: radius)) { segment in
            guard components[segment] != 0, !isFerry(segment) else { return true }
            let isMain = mains[segment] != 0
            let limit = min(radius, (isMain ? best.main : best.apart)?.2 ?? .infinity)
            let (fraction, distance) = nearestPlace(on: segment, in: plane)
            // Ties go to the lower number, so that the answer does not depend on the order of the index.
            let tie = distance == limit && segment < ((isMain ? best.main : best.apart)?.0 ?? Int.max)
            if distance < limit || tie {
                if isMain {
                    best.main = (segment, fraction, distance)
                } else {
                    best.apart = (segment, fraction, distance)
                }
            }
            return true
        }
        func snap(_ found: (Int, Double, Double)?) -> Snap? {
            guard let found else { return nil }
            let place = position(segment: found.0, fraction: found.1)
            return Snap(
                position: place, metres: Geodesic.distance(from: coordinate, to: place.coordinate),
                component: component(ofSegment: found.0, profile: profile), isMain: mains[found.0] != 0)
        }
        let main = snap(best.main)
        var apart = snap(best.apart)
        if let near = main?.metres, let far = apart?.metres, far >= near { apart = nil }
        return SnapChoice(main: main, apart: apart)
    }

    /// Whether a segment is a ferry. Coordinates are never joined to one, because it cannot be boarded on the way.
    func isFerry(_ segment: Int) -> Bool { flags(ofSegment: segment).contains(.ferry) }

    /// Other segments at the same place: at a junction all that the profile may use, elsewhere the twin of a street
    /// that is a zone at times.
    package func beside(_ snap: Snap, profile: Int) -> [Snap] {
        let place = snap.position
        let segment = place.segment
        let metres = metres(ofSegment: segment)
        let isAtTail = place.fraction * metres < Self.junctionMetres
        let isAtHead = (1 - place.fraction) * metres < Self.junctionMetres
        let (tail, head) = (segmentTail[segment], segmentHead[segment])
        func other(_ arc: Int, _ fraction: Double) -> Snap? {
            let other = arc >> 1
            guard other != segment, components[profile][other] != 0 else { return nil }
            return Snap(
                position: SegmentPosition(segment: other, fraction: fraction, coordinate: place.coordinate),
                metres: snap.metres, component: component(ofSegment: other, profile: profile),
                isMain: mains[profile][other] != 0)
        }
        if isAtTail || isAtHead {
            return arcs(outOf: Int(isAtTail ? tail : head)).compactMap { other(Int($0), $0 & 1 == 0 ? 0 : 1) }
        }
        return arcs(outOf: Int(tail)).compactMap { arc in
            let twin = Int(arc) >> 1
            let isTwin =
                arc & 1 == 0 && segmentWay[twin] == segmentWay[segment] && segmentHead[twin] == head
                && segmentMetres[twin] == segmentMetres[segment]
            return isTwin ? other(Int(arc), place.fraction) : nil
        }
    }

    /// A place this near to a junction, in metres, is at the junction.
    private static let junctionMetres = 0.1

    /// The places nearest to a coordinate on the `count` nearest segments that a profile may use, nearest first, at
    /// most `maximumMetres` away. O(segments nearby · log).
    public func snaps(_ coordinate: Coordinate, profile: Int, count: Int, maximumMetres: Double) -> [Snap] {
        guard coordinate.isValid, profile >= 0, profile < profileNames.count, count > 0 else { return [] }
        let plane = LocalPlane(around: coordinate)
        let components = components[profile]
        var radius = min(100, maximumMetres)
        while true {
            var found: [(segment: Int, fraction: Double, metres: Double)] = []
            segments(in: BoundingBox(coordinate).padded(metres: radius)) { segment in
                guard components[segment] != 0, !isFerry(segment) else { return true }
                let place = nearestPlace(on: segment, in: plane)
                if place.metres <= radius { found.append((segment, place.fraction, place.metres)) }
                return true
            }
            if found.count < count, radius < maximumMetres {
                radius = min(radius * 2, maximumMetres)
                continue
            }
            found.sort { ($0.metres, $0.segment) < ($1.metres, $1.segment) }
            return found.prefix(count).map { place in
                let position = position(segment: place.segment, fraction: place.fraction)
                return Snap(
                    position: position, metres: Geodesic.distance(from: coordinate, to: position.coordinate),
                    component: component(ofSegment: place.segment, profile: profile),
                    isMain: mains[profile][place.segment] != 0)
            }
        }
    }

    /// The place on a segment nearest to the origin of a plane, as a fraction of its length, and the distance in
    /// metres.
    private func nearestPlace(on segment: Int, in plane: LocalPlane) -> (fraction: Double, metres: Double) {
        var last = plane.place(coordinate(ofNode: Int(segmentTail[segment])))
        var walked = 0.0
        var best = (walked: 0.0, distance: Double.infinity)
        func piece(_ next: SIMD2<Double>) {
            let (share, distance) = PlaneGeometry.nearest(to: .zero, on: last, next)
            let step = next - last
            let length = (step * step).sum().squareRoot()
            if distance < best.distance { best = (walked + share * length, distance) }
            walked += length
            last = next
        }
        ShapeCode.forEach(
            in: shape.elements, Int(shapeFirst[segment])..<Int(shapeFirst[segment + 1]),
            after: point(ofNode: Int(segmentTail[segment]))
        ) { piece(plane.place($0.coordinate)) }
        piece(plane.place(coordinate(ofNode: Int(segmentHead[segment]))))
        return (walked > 0 ? best.walked / walked : 0, best.distance)
    }

    /// The place at a fraction of a segment's length.
    public func position(segment: Int, fraction: Double) -> SegmentPosition {
        let points = shape(ofSegment: segment)
        let part = LinePart.cut(points, from: fraction, to: fraction)
        return SegmentPosition(segment: segment, fraction: fraction, coordinate: part.first ?? points[0])
    }
}
