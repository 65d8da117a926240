/// The edges of a polygon by the bands of the plane, from south to north, that they come into: of many edges few are near a
/// point.
struct EdgeBands {
    private typealias Edge = (from: SIMD2<Double>, to: SIMD2<Double>)

    private var bands: [[Edge]]
    private let low: Double
    private let high: Double

    /// Rings in metres of a plane. O(edges) where no edge comes into many bands.
    init(rings: [[SIMD2<Double>]]) {
        var edges: [Edge] = []
        for ring in rings {
            guard var last = ring.last else { continue }
            for corner in ring {
                edges.append((last, corner))
                last = corner
            }
        }
        low = edges.map { min($0.from.y, $0.to.y) }.min() ?? 0
        high = edges.map { max($0.from.y, $0.to.y) }.max() ?? 0
        bands = Array(repeating: [], count: max(1, min(edges.count / 8, 4096)))
        for edge in edges {
            for band in band(min(edge.from.y, edge.to.y))...band(max(edge.from.y, edge.to.y)) {
                bands[band].append(edge)
            }
        }
    }

    private func band(_ y: Double) -> Int {
        guard high > low else { return 0 }
        let share = max(0, min(1, (y - low) / (high - low)))
        return min(Int(share * Double(bands.count)), bands.count - 1)
    }

    /// Whether a line has a part inside the polygon or on its border, and how many edges were compared.
    func meets(_ places: [SIMD2<Double>]) -> (Bool, steps: Int) {
        var steps = places.count
        for place in places {
            let edges = bands[band(place.y)]
            steps += edges.count
            if Self.contains(place, edges) { return (true, steps) }
        }
        for (c, d) in zip(places, places.dropFirst()) {
            let (south, north) = (pointwiseMin(c, d), pointwiseMax(c, d))
            for band in band(south.y)...band(north.y) {
                steps += bands[band].count
                for (a, b) in bands[band] where !any(pointwiseMin(a, b) .> north) && !any(pointwiseMax(a, b) .< south) {
                    if PlaneGeometry.meets(a, b, c, d) { return (true, steps) }
                }
            }
        }
        return (false, steps)
    }

    /// Whether a point lies inside by the even-odd rule; on an edge it may count as either.
    private static func contains(_ p: SIMD2<Double>, _ edges: [Edge]) -> Bool {
        var inside = false
        for (from, to) in edges where (to.y > p.y) != (from.y > p.y) {
            let x = (from.x - to.x) * (p.y - to.y) / (from.y - to.y) + to.x
            if p.x < x { inside.toggle() }
        }
        return inside
    }
}
