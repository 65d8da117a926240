/// The edges that bound the area of rings that may overlap themselves and each other: all points with a positive
/// winding number.
///
/// The edges must meet only at their ends, so that each side of an edge has one winding number. O(n · edges at one
/// height).
struct WindingBoundary {
    /// An edge from its lower to its upper end, by y and then x.
    private struct Segment: Hashable {
        var low: TilePoint
        var high: TilePoint
    }

    /// A segment with the number of upward minus downward traversals.
    private struct Wound {
        var low: TilePoint
        var high: TilePoint
        var count: Int
    }

    private var segments: [Wound] = []
    private var base: Int64 = 0
    private var shift: Int64 = 0
    private var rows: [[Int32]] = []
    private static let rowCount = 256

    /// Counts the edges of `rings`, open rings with exteriors of positive area; opposite edges cancel.
    init(_ rings: some Sequence<[TilePoint]>) {
        var counts: [Segment: Int] = [:]
        for ring in rings {
            guard var previous = ring.last else { continue }
            for point in ring where point != previous {
                let isUpward = (previous.y, previous.x) < (point.y, point.x)
                let segment = isUpward ? Segment(low: previous, high: point) : Segment(low: point, high: previous)
                counts[segment, default: 0] += isUpward ? 1 : -1
                previous = point
            }
        }
        segments = counts.compactMap { $1 == 0 ? nil : Wound(low: $0.low, high: $0.high, count: $1) }
        guard let first = segments.first else { return }
        let bottom = segments.reduce(Int64(first.low.y)) { min($0, Int64($1.low.y)) }
        let top = segments.reduce(Int64(first.high.y)) { max($0, Int64($1.high.y)) }
        base = bottom
        while (top - bottom) >> shift >= Int64(Self.rowCount) { shift += 1 }
        rows = Array(repeating: [], count: Int((top - bottom) >> shift) + 1)
        for (index, segment) in segments.enumerated() where segment.low.y != segment.high.y {
            for row in self.row(Int64(segment.low.y))...self.row(Int64(segment.high.y)) {
                rows[row].append(Int32(index))
            }
        }
    }

    /// The bounding edges with the interior to their left; every point has as many incoming as outgoing edges.
    var edges: [NodedArea.Edge] {
        segments.indices.compactMap { index in
            let segment = segments[index]
            let winding = winding(besides: index)
            // For a horizontal edge the counted point lies on its left, for any other on its right.
            let isLevel = segment.low.y == segment.high.y
            let left = isLevel ? winding : winding + segment.count
            let right = isLevel ? winding - segment.count : winding
            guard (left > 0) != (right > 0) else { return nil }
            return left > 0
                ? NodedArea.Edge(from: segment.low, to: segment.high)
                : NodedArea.Edge(from: segment.high, to: segment.low)
        }
    }

    private func row(_ y: Int64) -> Int { Int((y - base) >> shift) }

    /// The winding number just above and to the right of a segment's midpoint: the sum over the other segments that a
    /// ray towards larger x crosses.
    private func winding(besides index: Int) -> Int {
        let segment = segments[index]
        let (x, y) = (Int64(segment.low.x) + Int64(segment.high.x), Int64(segment.low.y) + Int64(segment.high.y))
        var sum = 0
        for other in rows[row(y >> 1)] where Int(other) != index {
            let other = segments[Int(other)]
            let (ay, by) = (2 * Int64(other.low.y), 2 * Int64(other.high.y))
            guard ay <= y, y < by else { continue }
            let (ax, bx) = (2 * Int64(other.low.x), 2 * Int64(other.high.x))
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax) { sum += other.count }
        }
        return sum
    }
}
