/// Converts rings that meet only in whole units into valid rings: no edge is used twice, no ring touches itself.
///
/// Edges in opposite directions cancel (spikes, and necks closed by rounding), and so do edges within overlaps. The
/// rest is traced with the interior to the left, and a path that revisits a point is split there.
package enum RingTracer {
    /// The valid rings around the area of `rings`: exteriors of positive area, each followed by its holes.
    package static func trace(_ rings: [[TilePoint]]) -> [[TilePoint]] {
        isSimple(rings) ? arranged(rings) : trace(edges: WindingBoundary(rings).edges)
    }

    /// The valid rings bounded by directed edges that meet only at their ends, with the interior to their left.
    static func trace(edges: [NodedArea.Edge]) -> [[TilePoint]] {
        var outgoing: [TilePoint: [TilePoint]] = [:]
        for edge in edges { outgoing[edge.from, default: []].append(edge.to) }
        for from in outgoing.keys { outgoing[from]?.sort { ($0.x, $0.y) < ($1.x, $1.y) } }
        return arranged(walk(outgoing))
    }

    /// Whether a short ring is certainly valid: no repeated point, no edges that cross or touch. Always false for more
    /// than 48 points. O(n²).
    package static func isPlain(_ ring: [TilePoint]) -> Bool {
        guard (3...48).contains(ring.count) else { return false }
        func side(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint) -> Int64 {
            (Int64(b.x - a.x) * Int64(c.y - a.y) - Int64(b.y - a.y) * Int64(c.x - a.x)).signum()
        }
        for first in 0..<ring.count {
            let (a, b) = (ring[first], ring[first + 1 < ring.count ? first + 1 : 0])
            for second in (first + 1)..<ring.count {
                let (c, d) = (ring[second], ring[second + 1 < ring.count ? second + 1 : 0])
                // Adjacent edges share a point and must not fold back.
                if second == first + 1 {
                    if d == a || side(a, b, d) == 0 { return false }
                    continue
                }
                if first == 0, second == ring.count - 1 {
                    if side(c, d, b) == 0 { return false }
                    continue
                }
                if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) || max(a.y, b.y) < min(c.y, d.y)
                    || max(c.y, d.y) < min(a.y, b.y)
                {
                    continue
                }
                if side(a, b, c) * side(a, b, d) <= 0, side(c, d, a) * side(c, d, b) <= 0 { return false }
            }
        }
        return true
    }

    /// Whether no point is repeated; rings without crossings are then valid.
    private static func isSimple(_ rings: [[TilePoint]]) -> Bool {
        var seen: Set<TilePoint> = []
        seen.reserveCapacity(rings.reduce(0) { $0 + $1.count })
        return rings.allSatisfy { ring in ring.allSatisfy { seen.insert($0).inserted } }
    }

    private static func walk(_ edges: [TilePoint: [TilePoint]]) -> [[TilePoint]] {
        var edges = edges
        var rings: [[TilePoint]] = []
        for start in edges.keys.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
            while let first = edges[start]?.popLast() {
                var path = [start, first]
                while let next = leftmost(from: path[path.count - 2], at: path[path.count - 1], &edges) {
                    path.append(next)
                }
                part(path, into: &rings)
            }
        }
        return rings
    }

    /// Removes and returns the next edge at `point`: the first one clockwise from the way back.
    private static func leftmost(
        from previous: TilePoint, at point: TilePoint, _ edges: inout [TilePoint: [TilePoint]]
    ) -> TilePoint? {
        guard let candidates = edges[point], !candidates.isEmpty else { return nil }
        var best = 0
        if candidates.count > 1 {
            let back = Direction(from: point, to: previous)
            for index in 1..<candidates.count {
                let candidate = Direction(from: point, to: candidates[index])
                let chosen = Direction(from: point, to: candidates[best])
                if back.clockwiseTurn(to: candidate) < back.clockwiseTurn(to: chosen) { best = index }
            }
        }
        return edges[point]?.remove(at: best)
    }

    /// Splits a closed path at the points it revisits.
    private static func part(_ path: [TilePoint], into rings: inout [[TilePoint]]) {
        var stack: [TilePoint] = []
        var position: [TilePoint: Int] = [:]
        for point in path {
            if let start = position[point] {
                let ring = Array(stack[start...])
                for inner in ring.dropFirst() { position[inner] = nil }
                stack.removeSubrange((start + 1)...)
                if ring.count >= 3 { rings.append(ring) }
            } else {
                position[point] = stack.count
                stack.append(point)
            }
        }
    }

    /// Exteriors, each followed by its holes; holes without an exterior are dropped.
    private static func arranged(_ rings: [[TilePoint]]) -> [[TilePoint]] {
        let areas = rings.map(\.doubledArea)
        guard areas.contains(where: { $0 < 0 }) else { return rings.indices.filter { areas[$0] > 0 }.map { rings[$0] } }
        let exteriors = rings.indices.filter { areas[$0] > 0 }
        var holes: [Int: [Int]] = [:]
        for hole in rings.indices where areas[hole] < 0 {
            let around = exteriors.filter { areas[$0] > -areas[hole] && contains(rings[$0], rings[hole]) }
            guard let smallest = around.min(by: { areas[$0] < areas[$1] }) else { continue }
            holes[smallest, default: []].append(hole)
        }
        return exteriors.flatMap { [rings[$0]] + (holes[$0] ?? []).map { rings[$0] } }
    }

    /// Whether `inner`, which does not cross `outer`, lies within it, tested at the midpoint of its first edge.
    private static func contains(_ outer: [TilePoint], _ inner: [TilePoint]) -> Bool {
        let (x, y) = (Int64(inner[0].x) + Int64(inner[1].x), Int64(inner[0].y) + Int64(inner[1].y))
        var isInside = false
        var previous = outer[outer.count - 1]
        for point in outer {
            let (ax, ay) = (2 * Int64(previous.x), 2 * Int64(previous.y))
            let (bx, by) = (2 * Int64(point.x), 2 * Int64(point.y))
            if (ay > y) != (by > y) {
                let side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
                if (side > 0) == (by > ay) { isInside.toggle() }
            }
            previous = point
        }
        return isInside
    }
}

/// The direction from one point to another, for exact comparison of turns.
private struct Direction {
    var dx: Int64
    var dy: Int64

    init(from: TilePoint, to: TilePoint) {
        dx = Int64(to.x) - Int64(from.x)
        dy = Int64(to.y) - Int64(from.y)
    }

    /// A number from 0 to 4 that increases with the clockwise angle (x east, y north) from this direction to `other`.
    func clockwiseTurn(to other: Direction) -> Double {
        let sine = Double(dy * other.dx - dx * other.dy)
        let cosine = Double(dx * other.dx + dy * other.dy)
        let size = abs(sine) + abs(cosine)
        guard size > 0 else { return 4 }
        let turn = sine >= 0 ? 1 - cosine / size : 3 + cosine / size
        return turn == 0 ? 4 : turn
    }
}
