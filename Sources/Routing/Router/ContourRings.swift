import GeoIndex

/// Sorts rings that neither cross nor touch into outer rings and their holes.
enum ContourRings {
    /// Forms polygons from rings whose inside is on the left: counter-clockwise rings are outer, the others holes.
    static func polygons(_ rings: [[Coordinate]], plane: LocalPlane) -> MultiPolygon {
        let places = rings.map { $0.map(plane.place) }
        let areas = places.map(signedArea)
        let boxes = places.map(box)
        let outer = rings.indices.filter { areas[$0] > 0 }.sorted { areas[$0] < areas[$1] }
        var holes: [Int: [Int]] = [:]
        for hole in rings.indices where areas[hole] < 0 {
            // A hole belongs to the smallest outer ring around it.
            let own = outer.first {
                areas[$0] > -areas[hole] && boxes[$0].holds(places[hole][0])
                    && PlaneGeometry.contains(places[hole][0], rings: [places[$0]])
            }
            if let own { holes[own, default: []].append(hole) }
        }
        return outer.reversed().map { index in
            Polygon(rings: ([index] + (holes[index] ?? [])).map { closed(rings[$0]) })
        }
    }

    private static func closed(_ ring: [Coordinate]) -> [Coordinate] { ring + ring.prefix(1) }

    private struct Box {
        var low = SIMD2<Double>(repeating: .infinity)
        var high = SIMD2<Double>(repeating: -.infinity)

        func holds(_ place: SIMD2<Double>) -> Bool { all(place .>= low) && all(place .<= high) }
    }

    private static func box(_ ring: [SIMD2<Double>]) -> Box {
        ring.reduce(into: Box()) { box, place in
            box.low = pointwiseMin(box.low, place)
            box.high = pointwiseMax(box.high, place)
        }
    }

    private static func signedArea(_ ring: [SIMD2<Double>]) -> Double {
        guard var last = ring.last else { return 0 }
        var area = 0.0
        for place in ring {
            area += last.x * place.y - place.x * last.y
            last = place
        }
        return area / 2
    }
}
