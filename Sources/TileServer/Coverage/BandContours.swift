internal import Routing

/// Contours of a grid of values.
///
/// A crossing moves outward as the level rises, so contours of different levels do not cross.
struct BandContours {
    private let values: [UInt32]
    private let columns: Int
    private let rows: Int
    /// The smallest value that is a mark, not a number of milliseconds.
    private let firstMark: UInt32

    /// Creates contours of values in row order. The values of the outermost rows and columns must exceed every level,
    /// so that all contours are closed.
    init(values: [UInt32], columns: Int, rows: Int, firstMark: UInt32) {
        self.values = values
        self.columns = columns
        self.rows = rows
        self.firstMark = firstMark
    }

    /// The rings around all values up to a level, in cells; exteriors have positive area, holes negative. O(columns ·
    /// rows).
    func rings(upTo level: UInt32) -> [[WorldPoint]] {
        // The edge that follows each edge, or -1; see `MarchingSquares`.
        var next = [Int32](repeating: -1, count: columns * rows * 2)
        var starts: [Int32] = []
        for row in 0..<(rows - 1) {
            for column in 0..<(columns - 1) {
                let point = row * columns + column
                let mask =
                    (values[point] <= level ? 1 : 0) | (values[point + 1] <= level ? 2 : 0)
                    | (values[point + columns + 1] <= level ? 4 : 0) | (values[point + columns] <= level ? 8 : 0)
                MarchingSquares.forEachLine(mask, at: point, width: columns) { from, to in
                    next[from] = Int32(to)
                    starts.append(Int32(from))
                }
            }
        }
        return MarchingSquares.rings(from: starts, &next) { crossing($0, level) }.filter { $0.count >= 3 }
    }

    /// The point where a contour crosses an edge: interpolated between two times, in the middle when either end is a
    /// mark.
    private func crossing(_ edge: Int, _ level: UInt32) -> WorldPoint {
        let first = edge / 2
        let second = edge & 1 == 0 ? first + 1 : first + columns
        let (a, b) = (values[first], values[second])
        var share = 0.5
        if a < firstMark, b < firstMark {
            // Levels are inclusive, so the crossing lies half a millisecond after the level.
            share = (Double(level) + 0.5 - Double(a)) / (Double(b) - Double(a))
        }
        let (x, y) = (Double(first % columns), Double(first / columns))
        return edge & 1 == 0 ? WorldPoint(x: x + share, y: y) : WorldPoint(x: x, y: y + share)
    }
}
