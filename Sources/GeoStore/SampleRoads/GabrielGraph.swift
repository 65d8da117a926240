/// The Gabriel graph of points (Gabriel, Sokal 1969): two points are neighbours when the circle with the line between
/// them as diameter contains no other point. The graph is connected, and its edges do not cross.
enum GabrielGraph {
    /// The edges as pairs of indices, lower first, sorted. O(n² log n) for points in general position; O(n) memory.
    static func edges(_ points: [SIMD2<Double>]) -> [(Int, Int)] {
        var edges: [(Int, Int)] = []
        for from in points.indices {
            let distances = points.map { points[from].distance(to: $0) }
            let order = points.indices.filter { $0 != from }.sorted {
                (distances[$0], $0) < (distances[$1], $1)
            }
            for (rank, to) in order.enumerated() where to > from {
                // A point in the circle is nearer to both ends than they are to each other.
                let isFree = order[..<rank].allSatisfy { other in
                    let ends = (points[from] - points[other], points[to] - points[other])
                    return ends.0.x * ends.1.x + ends.0.y * ends.1.y > 0
                }
                if isFree { edges.append((from, to)) }
            }
        }
        return edges.sorted { $0 < $1 }
    }
}
