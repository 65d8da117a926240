import GeoIndex

extension RoadGraph {
    /// The arcs that a set of closures takes from each profile at a moment, with their new weight.
    func changes(for set: ClosureSet, at time: Int64) -> [[UInt32: TravelWeight]] {
        var changes = [[UInt32: TravelWeight]](repeating: [:], count: profileNames.count)
        for closure in set.closures where closure.holds(at: time) {
            let arcs = arcs(closedBy: closure)
            for (index, name) in profileNames.enumerated()
            where closure.profiles.isEmpty || closure.profiles.contains(name) {
                for arc in arcs where arcUsers[arc] & (1 << UInt8(index)) != 0 {
                    changes[index][UInt32(arc)] = .unreachable
                }
            }
        }
        return changes
    }

    /// The arcs that a closure's extent, direction and exemptions take in, ascending.
    public func arcs(closedBy closure: Closure) -> [Int] {
        var arcs: Set<Int> = []
        func take(segment: Int) {
            let flags = flags(ofSegment: segment)
            if closure.sparesBridges, flags.contains(.bridge) { return }
            if closure.sparesTunnels, flags.contains(.tunnel) { return }
            if closure.direction != .backward { arcs.insert(segment * 2) }
            if closure.direction != .forward { arcs.insert(segment * 2 + 1) }
        }
        switch closure.extent {
        case .arcs(let named):
            for arc in named where arc >= 0 && arc < segmentCount * 2 { arcs.insert(arc) }
        case .ways(let ids):
            let wanted = Set(ids)
            for segment in 0..<segmentCount where wanted.contains(segmentWay[segment]) { take(segment: segment) }
        case .points(let positions, let radius):
            for position in positions where position.isValid {
                segments(meeting: [position], radius: radius).forEach(take)
            }
        case .line(let positions, let radius):
            segments(meeting: positions.filter(\.isValid), radius: radius).forEach(take)
        case .area(let polygons):
            for polygon in polygons { segments(meeting: polygon).forEach(take) }
        }
        return arcs.sorted()
    }

    /// Segments no further than `radius` metres from a line (or a single position).
    private func segments(meeting line: [Coordinate], radius: Double) -> [Int] {
        guard let first = line.first else { return [] }
        var result: [Int] = []
        // Piece by piece, so that the plane is near and the boxes are small.
        for (from, to) in line.count > 1 ? Array(zip(line, line.dropFirst())) : [(first, first)] {
            let plane = LocalPlane(around: from)
            let (a, b) = (plane.place(from), plane.place(to))
            var box = BoundingBox(from)
            box.expand(toInclude: to)
            segments(in: box.padded(metres: radius)) { segment in
                let places = points(ofSegment: segment).map { plane.place($0.coordinate) }
                let meets = zip(places, places.dropFirst()).contains { c, d in
                    PlaneGeometry.distance(a, b, c, d) <= radius
                }
                if meets { result.append(segment) }
                return true
            }
        }
        return result
    }

    /// Segments with a part inside a polygon or touching its border.
    private func segments(meeting polygon: Polygon) -> [Int] {
        guard let origin = polygon.rings.first?.first else { return [] }
        let plane = LocalPlane(around: origin)
        let rings = polygon.rings.map { $0.map(plane.place) }
        var edges: [(SIMD2<Double>, SIMD2<Double>)] = []
        for ring in rings {
            guard var last = ring.last else { continue }
            for corner in ring {
                edges.append((last, corner))
                last = corner
            }
        }
        var result: [Int] = []
        segments(in: polygon.bounds) { segment in
            let places = points(ofSegment: segment).map { plane.place($0.coordinate) }
            let isInside = places.contains { PlaneGeometry.contains($0, rings: rings) }
            if isInside || Self.crosses(places, edges) { result.append(segment) }
            return true
        }
        return result
    }

    private static func crosses(
        _ places: [SIMD2<Double>], _ edges: [(SIMD2<Double>, SIMD2<Double>)]
    ) -> Bool {
        for (c, d) in zip(places, places.dropFirst()) {
            let (low, high) = (pointwiseMin(c, d), pointwiseMax(c, d))
            for (a, b) in edges {
                let (from, to) = (pointwiseMin(a, b), pointwiseMax(a, b))
                if any(from .> high) || any(to .< low) { continue }
                if PlaneGeometry.meets(a, b, c, d) { return true }
            }
        }
        return false
    }
}
