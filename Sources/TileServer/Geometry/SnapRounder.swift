/// Makes the segments of a tile meet only in whole units: snap rounding (Hobby, 1999).
///
/// A unit square that contains an end or a crossing of segments is hot; a segment through a hot square is bent to its
/// centre. All polygons of a layer are rounded together, so a shared border stays equal for both areas. O(n log n) for
/// segments that are short relative to the tile.
package struct SnapRounder {
    private var bends: [TileSegment: [TilePoint]] = [:]

    /// Rounds the segments of all `rings`, which are open and of one layer.
    package init(_ rings: some Sequence<[TilePoint]>) {
        var seen: Set<TileSegment> = []
        for ring in rings {
            guard var previous = ring.last else { continue }
            for point in ring {
                if point != previous { seen.insert(TileSegment(previous, point)) }
                previous = point
            }
        }
        let segments = Array(seen)
        let hot = Self.hotSquares(segments)
        for segment in segments {
            var inner: [TilePoint] = []
            hot.visit(segment.low, segment.high) { square in
                let isEnd = square == segment.low || square == segment.high
                if !isEnd, Self.passes(segment, through: square) { inner.append(square) }
            }
            guard !inner.isEmpty else { continue }
            inner.sort { Self.progress(segment, $0) < Self.progress(segment, $1) }
            bends[segment] = inner
        }
    }

    /// The ring with the bends of its segments.
    package func rounded(_ ring: [TilePoint]) -> [TilePoint] {
        guard !bends.isEmpty, var previous = ring.last else { return ring }
        var result: [TilePoint] = []
        result.reserveCapacity(ring.count + 8)
        for point in ring {
            let segment = TileSegment(previous, point)
            if let inner = bends[segment] {
                if segment.low == previous {
                    result.append(contentsOf: inner)
                } else {
                    result.append(contentsOf: inner.reversed())
                }
            }
            result.append(point)
            previous = point
        }
        return result
    }

    private static func hotSquares(_ segments: [TileSegment]) -> TileGrid<TilePoint> {
        var hot: Set<TilePoint> = []
        for segment in segments {
            hot.insert(segment.low)
            hot.insert(segment.high)
        }
        let grid = TileGrid(segments) { ($0.low, $0.high) }
        for (index, segment) in segments.enumerated() {
            grid.visitRows(segment.low, segment.high) { other in
                guard other > index, let crossing = crossing(segment, segments[other]) else { return }
                hot.insert(crossing)
            }
        }
        return TileGrid(Array(hot)) { ($0, $0) }
    }

    /// The unit square in which two segments cross between their ends; nil when they do not.
    private static func crossing(_ first: TileSegment, _ second: TileSegment) -> TilePoint? {
        let sides = (
            side(first, second.low), side(first, second.high), side(second, first.low), side(second, first.high)
        )
        guard sides.0.signum() * sides.1.signum() < 0, sides.2.signum() * sides.3.signum() < 0 else { return nil }
        let (dx, dy) = (Int64(first.high.x - first.low.x), Int64(first.high.y - first.low.y))
        // sides.2 and sides.3 have opposite signs, so the crossing lies strictly between the ends.
        let part = abs(sides.2)
        let whole = abs(sides.2) + abs(sides.3)
        return TilePoint(
            x: first.low.x + Int32(floorDivide(2 * part * dx + whole, 2 * whole)),
            y: first.low.y + Int32(floorDivide(2 * part * dy + whole, 2 * whole)))
    }

    /// Whether the segment passes through the unit square around `centre`, its lower edges included.
    ///
    /// Exact: coordinates are doubled, and ties are broken as if the segment were moved by an infinitesimal.
    private static func passes(_ segment: TileSegment, through centre: TilePoint) -> Bool {
        let (left, right) = (2 * Int64(centre.x) - 1, 2 * Int64(centre.x) + 1)
        let (below, above) = (2 * Int64(centre.y) - 1, 2 * Int64(centre.y) + 1)
        let (ax, ay) = (2 * Int64(segment.low.x), 2 * Int64(segment.low.y))
        let (bx, by) = (2 * Int64(segment.high.x), 2 * Int64(segment.high.y))
        guard max(ax, bx) >= left, min(ax, bx) < right, max(ay, by) >= below, min(ay, by) < above else { return false }
        func isLeft(_ x: Int64, _ y: Int64) -> Bool {
            let side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            if side != 0 { return side > 0 }
            return by != ay ? by > ay : bx < ax
        }
        let first = isLeft(left, below)
        return isLeft(right, below) != first || isLeft(left, above) != first || isLeft(right, above) != first
    }

    private static func side(_ segment: TileSegment, _ point: TilePoint) -> Int64 {
        Int64(segment.high.x - segment.low.x) * Int64(point.y - segment.low.y)
            - Int64(segment.high.y - segment.low.y) * Int64(point.x - segment.low.x)
    }

    private static func progress(_ segment: TileSegment, _ point: TilePoint) -> Int64 {
        Int64(segment.high.x - segment.low.x) * Int64(point.x - segment.low.x)
            + Int64(segment.high.y - segment.low.y) * Int64(point.y - segment.low.y)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
