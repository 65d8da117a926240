/// Contours of a grid (marching squares, the planar case of Lorensen and Cline, 1987).
///
/// An edge of the grid is numbered 2 · its first point, plus 1 when it leads to the next row. Diagonally opposite
/// corners of a square are never connected through its middle, so contours do not touch.
package enum MarchingSquares {
    /// Calls `body` with each pair of edges of a square between which the contour passes: from the edge where it enters
    /// to the one where it leaves, with the inside on its left. O(1).
    ///
    /// - Parameters:
    ///   - mask: The corners inside: 1 for the first point, 2 for the next one in its row, 4 for the one after that in
    ///     the next row, 8 for the one above the first.
    ///   - point: The first point of the square.
    ///   - width: The number of points of a row.
    @inlinable
    @inline(__always)
    package static func forEachLine(_ mask: Int, at point: Int, width: Int, _ body: (_ from: Int, _ to: Int) -> Void) {
        let (bottom, right, top, left) = (point * 2, (point + 1) * 2 + 1, (point + width) * 2, point * 2 + 1)
        switch mask {
        case 0, 15: break
        case 1: body(bottom, left)
        case 2: body(right, bottom)
        case 3: body(right, left)
        case 4: body(top, right)
        case 5:
            body(bottom, left)
            body(top, right)
        case 6: body(top, bottom)
        case 7: body(top, left)
        case 8: body(left, top)
        case 9: body(bottom, top)
        case 10:
            body(right, bottom)
            body(left, top)
        case 11: body(right, top)
        case 12: body(left, right)
        case 13: body(bottom, right)
        default: body(left, bottom)
        }
    }

    /// Follows the lines of all squares and returns them as rings, which are open. O(starts).
    ///
    /// - Parameters:
    ///   - starts: The edges where lines begin; their order is that of the rings.
    ///   - next: For each edge the one that its line leads to, or -1. All are -1 afterwards.
    ///   - crossing: Returns the point where the contour crosses an edge.
    @inlinable
    package static func rings<Point>(
        from starts: [Int32], _ next: inout [Int32], crossing: (Int) -> Point
    ) -> [[Point]] {
        var rings: [[Point]] = []
        for start in starts where next[Int(start)] >= 0 {
            var ring: [Point] = []
            var at = Int(start)
            while next[at] >= 0 {
                ring.append(crossing(at))
                let onward = Int(next[at])
                next[at] = -1
                at = onward
            }
            rings.append(ring)
        }
        return rings
    }
}
