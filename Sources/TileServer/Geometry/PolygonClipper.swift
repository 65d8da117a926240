/// Clips polygons to a box and keeps them valid: a part cut in two becomes two rings, not one ring that runs along the
/// edge of the box and back.
///
/// The four half-planes are clipped in turn (after Weiler and Atherton, 1977): the pieces of rings inside are joined
/// along the cut line, each exit with the next entry. O(n log n).
package struct PolygonClipper {
    /// A side of the box as a half-plane.
    private struct HalfPlane {
        /// Whether x is bounded; otherwise y.
        var boundsX: Bool
        /// The bound.
        var bound: Double
        /// 1 keeps values above the bound, -1 values below.
        var sign: Double

        func depth(_ point: WorldPoint) -> Double { sign * ((boundsX ? point.x : point.y) - bound) }

        /// The position along the cut line, in the direction with the kept side on its left (x east, y north).
        func along(_ point: WorldPoint) -> Double { boundsX ? -sign * point.y : sign * point.x }

        /// The intersection of the bound with the line through two points on different sides. Equal for both directions
        /// of the line, so that areas sharing it stay adjacent.
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

    /// Creates a clipper to the square `low`…`high` in both directions.
    package init(low: Double, high: Double) {
        self.init(west: low, north: low, east: high, south: high)
    }

    /// Creates a clipper to a box, y to the south.
    package init(west: Double, north: Double, east: Double, south: Double) {
        planes = [
            HalfPlane(boundsX: true, bound: west, sign: 1), HalfPlane(boundsX: true, bound: east, sign: -1),
            HalfPlane(boundsX: false, bound: north, sign: 1), HalfPlane(boundsX: false, bound: south, sign: -1),
        ]
    }

    /// The rings of the polygon within the box. Rings are open (the first point is not repeated); exteriors have
    /// positive area by the shoelace formula, holes negative.
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

    /// Joins pieces into rings: from every exit along the cut line to the next entry.
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
        // Rounding can swap ends that nearly coincide; these are joined with each other.
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
