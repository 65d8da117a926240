/// The edges of a polygon, sorted into horizontal bands of the plane, so that a point is compared only with the edges
/// near it.
struct EdgeBands {
    private typealias Edge = (from: SIMD2<Double>, to: SIMD2<Double>)

    private var bands: [[Edge]]
    private let low: Double
    private let high: Double
    /// The number of entries in all bands; an edge has one in each band it passes through.
    let entryCount: Int

    /// Sorts rings, in metres of a plane, into bands. O(edges): uses fewer bands when edges are long.
    init(rings: [[SIMD2<Double>]]) {
        var edges: [Edge] = []
        for ring in rings {
            guard var last = ring.last else { continue }
            for corner in ring {
                edges.append((last, corner))
                last = corner
            }
        }
        let low = edges.map { min($0.from.y, $0.to.y) }.min() ?? 0
        let high = edges.map { max($0.from.y, $0.to.y) }.max() ?? 0
        func bands(_ edge: Edge, of count: Int) -> ClosedRange<Int> {
            Self.band(
                min(edge.from.y, edge.to.y), low, high, of: count)...Self.band(
                    max(edge.from.y, edge.to.y), low, high, of: count)
        }
        func entries(of count: Int) -> Int { edges.reduce(0) { $0 + bands($1, of: count).count } }
        var count = max(1, min(edges.count / 8, 4096))
        var sum = entries(of: count)
        while count > 1, sum > 8 * edges.count {
            count /= 2
            sum = entries(of: count)
        }
        (self.low, self.high, entryCount) = (low, high, sum)
        self.bands = Array(repeating: [], count: count)
        for edge in edges {
            for band in bands(edge, of: count) { self.bands[band].append(edge) }
        }
    }

    private func band(_ y: Double) -> Int { Self.band(y, low, high, of: bands.count) }

    private static func band(_ y: Double, _ low: Double, _ high: Double, of count: Int) -> Int {
        guard high > low else { return 0 }
        let share = max(0, min(1, (y - low) / (high - low)))
        return min(Int(share * Double(count)), count - 1)
    }

    /// Whether a line has a part inside the polygon or on its border, and the number of comparisons made.
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

    /// Whether a point lies inside by the even-odd rule; a point on an edge may count as either.
    private static func contains(_ p: SIMD2<Double>, _ edges: [Edge]) -> Bool {
        var inside = false
        for (from, to) in edges where (to.y > p.y) != (from.y > p.y) {
            let x = (from.x - to.x) * (p.y - to.y) / (from.y - to.y) + to.x
            if p.x < x { inside.toggle() }
        }
        return inside
    }
}
