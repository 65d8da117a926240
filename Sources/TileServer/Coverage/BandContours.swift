/// Contours of a grid of values (marching squares, the planar case of Lorensen and Cline, 1987).
///
/// Diagonally opposite corners of a cell are never connected through its middle, and a crossing moves outward as the
/// level rises, so contours of different levels do not cross.
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
        // An edge is numbered 2 · its first point, plus 1 when it leads to the next row.
        var next = [Int32](repeating: -1, count: columns * rows * 2)
        var starts: [Int] = []
        func join(_ from: Int, _ to: Int) {
            next[from] = Int32(to)
            starts.append(from)
        }
        for row in 0..<(rows - 1) {
            for column in 0..<(columns - 1) {
                let point = row * columns + column
                let mask =
                    (values[point] <= level ? 1 : 0) | (values[point + 1] <= level ? 2 : 0)
                    | (values[point + columns + 1] <= level ? 4 : 0) | (values[point + columns] <= level ? 8 : 0)
                guard mask != 0, mask != 15 else { continue }
                let (bottom, right, top, left) = (point * 2, (point + 1) * 2 + 1, (point + columns) * 2, point * 2 + 1)
                switch mask {
                case 1: join(bottom, left)
                case 2: join(right, bottom)
                case 3: join(right, left)
                case 4: join(top, right)
                case 5:
                    join(bottom, left)
                    join(top, right)
                case 6: join(top, bottom)
                case 7: join(top, left)
                case 8: join(left, top)
                case 9: join(bottom, top)
                case 10:
                    join(right, bottom)
                    join(left, top)
                case 11: join(right, top)
                case 12: join(left, right)
                case 13: join(bottom, right)
                default: join(left, bottom)
                }
            }
        }
        var rings: [[WorldPoint]] = []
        for start in starts where next[start] >= 0 {
            var ring: [WorldPoint] = []
            var at = start
            while next[at] >= 0 {
                ring.append(crossing(at, level))
                let onward = Int(next[at])
                next[at] = -1
                at = onward
            }
            if ring.count >= 3 { rings.append(ring) }
        }
        return rings
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
