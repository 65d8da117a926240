/// Cuts polygons to an upright box, keeping them valid: a part cut in two becomes two rings instead of one ring that
/// runs along the box's edge and back.
///
/// Each half-plane is cut in turn after the manner of Weiler and Atherton (1977): the pieces of ring inside are joined
/// along the cut line, an exit with the next entry. O(n log n) for n points.
package struct PolygonClipper {
    /// An edge of the box as a half-plane.
    private struct HalfPlane {
        /// Whether x is bounded, else y.
        var boundsX: Bool
        /// The bound.
        var bound: Double
        /// 1 keeps what lies above the bound, -1 what lies below.
        var sign: Double

        func depth(_ point: WorldPoint) -> Double { sign * ((boundsX ? point.x : point.y) - bound) }

        /// Position along the cut line in the direction that has the kept side on its left (x east, y counted upwards).
        func along(_ point: WorldPoint) -> Double { boundsX ? -sign * point.y : sign * point.x }

        /// Where the line through two points on different sides crosses the bound. The same for both directions of the
        /// line, so that neighbours that share it stay neighbours.
        func crossing(_ first: WorldPoint, _ second: WorldPoint) -> WorldPoint {
            let isOrdered = (first.x, first.y) < (second.x, second.y)
            let (low, high) = isOrdered ? (first, second) : (second, first)
            if boundsX {
                let share = (bound - low.x) / (high.x - low.x)
                return WorldPoint(x: bound, y: low.y + share * (high.y - low.y))
            }
            let share = (bound - low.y) / (high.y - low.y)
            return WorldPoint(x: low.x + share * (high.x - low.x), y: bound)
        }
    }

    private let planes: [HalfPlane]

    /// A clipper to the box `low`…`high` in both directions.
    package init(low: Double, high: Double) {
        self.init(west: low, north: low, east: high, south: high)
    }

    /// A clipper to an upright box, y counted to the south.
    package init(west: Double, north: Double, east: Double, south: Double) {
        planes = [
            HalfPlane(boundsX: true, bound: west, sign: 1), HalfPlane(boundsX: true, bound: east, sign: -1),
            HalfPlane(boundsX: false, bound: north, sign: 1), HalfPlane(boundsX: false, bound: south, sign: -1),
        ]
    }

    /// The rings of the polygon within the box. Rings come and go open (first point not repeated); exteriors have
    /// positive area by the surveyor's formula, holes negative.
    package func clip(_ rings: [[WorldPoint]]) -> [[WorldPoint]] {
        planes.reduce(rings) { rings, plane in rings.isEmpty ? rings : Self.clip(rings, plane) }
    }

    private static func clip(_ rings: [[WorldPoint]], _ plane: HalfPlane) -> [[WorldPoint]] {
        var kept: [[WorldPoint]] = []
        var pieces: [[WorldPoint]] = []
        for ring in rings {
            let firstOutside = ring.firstIndex { plane.depth($0) < 0 }
            guard let firstOutside else {
                kept.append(ring)
                continue
            }
            cut(ring, startingAt: firstOutside, plane, into: &pieces)
        }
        join(pieces, plane, into: &kept)
        return kept
    }

    /// Collects the pieces of `ring` inside the half-plane, each from its entry to its exit.
    private static func cut(
        _ ring: [WorldPoint], startingAt start: Int, _ plane: HalfPlane, into pieces: inout [[WorldPoint]]
    ) {
        var piece: [WorldPoint] = []
        var previous = ring[start]
        var wasInside = false
        for step in 1...ring.count {
            let index = start + step < ring.count ? start + step : start + step - ring.count
            let point = ring[index]
            let isInside = plane.depth(point) >= 0
            if isInside != wasInside {
                let crossing = plane.crossing(previous, point)
                piece.append(crossing)
                if !isInside {
                    pieces.append(piece)
                    piece.removeAll(keepingCapacity: true)
                }
            }
            if isInside { piece.append(point) }
            previous = point
            wasInside = isInside
        }
    }

    /// Joins pieces into rings: along the cut line every exit goes on at the next entry.
    private static func join(_ pieces: [[WorldPoint]], _ plane: HalfPlane, into rings: inout [[WorldPoint]]) {
        guard !pieces.isEmpty else { return }
        var ends: [(along: Double, piece: Int, isExit: Bool)] = []
        for (index, piece) in pieces.enumerated() {
            ends.append((plane.along(piece[0]), index, false))
            ends.append((plane.along(piece[piece.count - 1]), index, true))
        }
        ends.sort { ($0.along, $0.isExit ? 0 : 1, $0.piece) < ($1.along, $1.isExit ? 0 : 1, $1.piece) }
        var next = [Int](repeating: -1, count: pieces.count)
        var waiting: [Int] = []
        var early: [Int] = []
        for end in ends {
            if end.isExit {
                waiting.append(end.piece)
            } else if let exit = waiting.popLast() {
                next[exit] = end.piece
            } else {
                early.append(end.piece)
            }
        }
        // Rounding can swap ends that nearly coincide; such ends are joined with each other.
        for (exit, entry) in zip(waiting, early) { next[exit] = entry }
        var used = [Bool](repeating: false, count: pieces.count)
        for start in pieces.indices where !used[start] {
            var ring: [WorldPoint] = []
            var piece = start
            while piece >= 0, !used[piece] {
                used[piece] = true
                ring += pieces[piece]
                piece = next[piece]
            }
            if ring.count >= 3 { rings.append(ring) }
        }
    }
}
