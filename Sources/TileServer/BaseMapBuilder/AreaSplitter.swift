/// Splits large areas along tile borders, so that a tile reads only the part of a coast near it.
///
/// Adjacent pieces have the same vertices on their common cut, so the cut cancels when they are drawn together.
enum AreaSplitter {
    private static let vertexLimit = 400
    private static let deepestSplit = 13

    /// Splits an area, given as rings, into pieces. O(n log n).
    static func split(_ rings: [MapFeature.Part]) -> [[MapFeature.Part]] {
        guard rings.reduce(0, { $0 + $1.points.count }) > vertexLimit else { return [rings] }
        var levels: [MapPoint: UInt8] = [:]
        for ring in rings {
            for (point, level) in zip(ring.points, ring.levels) { levels[point] = min(level, levels[point] ?? 15) }
        }
        var pieces: [[MapFeature.Part]] = []
        split(rings.map { $0.points.map { WorldPoint(x: Double($0.x), y: Double($0.y)) } }, zoom: 0, 0, 0) { rings in
            pieces.append(
                rings.compactMap { ring in
                    var points = ring.map { MapPoint(x: Int32($0.x.rounded()), y: Int32($0.y.rounded())) }
                        .withoutRepeats
                    while points.count > 1, points.first == points.last { points.removeLast() }
                    guard points.count >= 3 else { return nil }
                    // Vertices on the cut are drawn at every zoom, as those of the adjacent piece.
                    return MapFeature.Part(points: points, levels: points.map { levels[$0] ?? 0 })
                })
        }
        return pieces.filter { !$0.isEmpty }
    }

    private static func split(
        _ rings: [[WorldPoint]], zoom: Int, _ x: Int, _ y: Int, _ keep: ([[WorldPoint]]) -> Void
    ) {
        guard rings.reduce(0, { $0 + $1.count }) > vertexLimit, zoom < deepestSplit else { return keep(rings) }
        let half = Double(1 << (MapPoint.bits - zoom - 1))
        for row in 0...1 {
            for column in 0...1 {
                let (left, top) = (Double(2 * x + column) * half, Double(2 * y + row) * half)
                let clipper = PolygonClipper(west: left, north: top, east: left + half, south: top + half)
                let inside = clipper.clip(rings)
                if !inside.isEmpty { split(inside, zoom: zoom + 1, 2 * x + column, 2 * y + row, keep) }
            }
        }
    }
}
