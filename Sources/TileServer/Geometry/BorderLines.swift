/// The borders of the areas of one tile as lines, each drawn once even between two areas. A dashed line drawn twice
/// would fill its own gaps.
struct BorderLines {
    /// Borders between two areas.
    private(set) var inner: [[TilePoint]] = []
    /// Borders with an area on one side only.
    private(set) var outer: [[TilePoint]] = []

    /// Creates the lines from the rings of all areas; edges along `low` or `high`, where the tile was cut, are omitted.
    /// O(n).
    init(_ rings: [[TilePoint]], cutAt low: Int32, _ high: Int32) {
        var uses: [TileSegment: Int] = [:]
        for ring in rings {
            guard var previous = ring.last else { continue }
            for point in ring {
                uses[TileSegment(previous, point), default: 0] += 1
                previous = point
            }
        }
        func isCut(_ first: TilePoint, _ second: TilePoint) -> Bool {
            (first.x == second.x && (first.x == low || first.x == high))
                || (first.y == second.y && (first.y == low || first.y == high))
        }
        for ring in rings {
            guard var previous = ring.last else { continue }
            var line = [previous]
            var isInner = false
            for point in ring {
                let edge = TileSegment(previous, point)
                let count = isCut(previous, point) ? 0 : uses[edge] ?? 0
                if count == 0 || (line.count > 1 && (count > 1) != isInner) {
                    keep(line, isInner: isInner)
                    line = [previous]
                }
                if count == 0 {
                    line = [point]
                } else {
                    isInner = count > 1
                    line.append(point)
                    // Mark the edge as drawn, so that the adjacent area skips it.
                    uses[edge] = 0
                }
                previous = point
            }
            keep(line, isInner: isInner)
        }
    }

    private mutating func keep(_ line: [TilePoint], isInner: Bool) {
        guard line.count > 1 else { return }
        if isInner { inner.append(line) } else { outer.append(line) }
    }
}
