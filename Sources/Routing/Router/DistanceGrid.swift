/// Distances in metres from grid points to the nearest of some lines, as far as a buffer reaches.
struct DistanceGrid {
    private let origin: SIMD2<Double>
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private let buffer: Float
    /// Distance by grid point; beyond the buffer it is twice the buffer.
    private var distances: [Float]
    private static let largestSide = 1200

    init(_ lines: [[SIMD2<Double>]], buffer: Double) {
        var low = SIMD2<Double>(repeating: .infinity)
        var high = -low
        for line in lines {
            for place in line {
                low = pointwiseMin(low, place)
                high = pointwiseMax(high, place)
            }
        }
        let size = high - low
        cell = max(buffer / 3, max(size.x, size.y) / Double(Self.largestSide))
        self.buffer = Float(max(buffer, cell * 1.5))
        // Two cells of nothing all around close every contour.
        let margin = Double(self.buffer) + 2 * cell
        origin = low - margin
        columns = Int(((size.x + 2 * margin) / cell).rounded(.up)) + 1
        rows = Int(((size.y + 2 * margin) / cell).rounded(.up)) + 1
        distances = Array(repeating: self.buffer * 2, count: columns * rows)
        for line in lines {
            if line.count == 1 { mark(line[0], line[0]) }
            for (a, b) in zip(line, line.dropFirst()) { mark(a, b) }
        }
    }

    private mutating func mark(_ a: SIMD2<Double>, _ b: SIMD2<Double>) {
        // Long pieces are cut, so that the boxes around them stay small.
        let length = ((b - a) * (b - a)).sum().squareRoot()
        let count = max(1, Int((length / (Double(buffer) * 2)).rounded(.up)))
        for index in 0..<count {
            let from = a + (b - a) * (Double(index) / Double(count))
            let to = a + (b - a) * (Double(index + 1) / Double(count))
            let reach = Double(buffer)
            let low = (pointwiseMin(from, to) - reach - origin) / cell
            let high = (pointwiseMax(from, to) + reach - origin) / cell
            for row in max(0, Int(low.y))...min(rows - 1, Int(high.y) + 1) {
                for column in max(0, Int(low.x))...min(columns - 1, Int(high.x) + 1) {
                    let place = origin + SIMD2(Double(column), Double(row)) * cell
                    let distance = Float(PlaneGeometry.nearest(to: place, on: from, to).distance)
                    let at = row * columns + column
                    distances[at] = min(distances[at], distance)
                }
            }
        }
    }

    /// Takes grid points out that lie within the buffer and in the given places.
    mutating func clear(where isOut: (SIMD2<Double>) -> Bool) {
        for row in 0..<rows {
            for column in 0..<columns where distances[row * columns + column] < buffer {
                if isOut(origin + SIMD2(Double(column), Double(row)) * cell) {
                    distances[row * columns + column] = buffer * 2
                }
            }
        }
    }

    /// Closed rings where the distance equals the buffer, the inside to the left.
    ///
    /// Each ring crosses edges of the grid strictly between their ends; opposite corners inside a cell are never joined
    /// through its middle, so rings neither cross nor touch.
    func contours() -> [[SIMD2<Double>]] {
        func isIn(_ column: Int, _ row: Int) -> Bool { distances[row * columns + column] < buffer }
        // An edge of the grid by its lower left point and direction: 2 · point for rightward, + 1 for upward.
        var next: [Int: Int] = [:]
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                let corners = [
                    isIn(column, row), isIn(column + 1, row), isIn(column + 1, row + 1), isIn(column, row + 1),
                ]
                let mask = corners.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
                guard mask != 0, mask != 15 else { continue }
                let point = row * columns + column
                let (bottom, right, top, left) = (point * 2, (point + 1) * 2 + 1, (point + columns) * 2, point * 2 + 1)
                // From the edge where the line comes in to the one where it leaves, the inside on its left.
                switch mask {
                case 1: next[bottom] = left
                case 2: next[right] = bottom
                case 3: next[right] = left
                case 4: next[top] = right
                case 5:
                    next[bottom] = left
                    next[top] = right
                case 6: next[top] = bottom
                case 7: next[top] = left
                case 8: next[left] = top
                case 9: next[bottom] = top
                case 10:
                    next[right] = bottom
                    next[left] = top
                case 11: next[right] = top
                case 12: next[left] = right
                case 13: next[bottom] = right
                default: next[left] = bottom
                }
            }
        }
        var rings: [[SIMD2<Double>]] = []
        for start in next.keys.sorted() where next[start] != nil {
            var ring: [SIMD2<Double>] = []
            var at = start
            while let onward = next.removeValue(forKey: at) {
                ring.append(crossing(at))
                at = onward
            }
            rings.append(ring)
        }
        return rings
    }

    /// Where the contour crosses an edge of the grid.
    private func crossing(_ edge: Int) -> SIMD2<Double> {
        let point = edge / 2
        let other = edge & 1 == 0 ? point + 1 : point + columns
        let (a, b) = (Double(distances[point]), Double(distances[other]))
        // Kept off the ends, where rings of neighbouring cells could touch.
        let share = min(0.98, max(0.02, (Double(buffer) - a) / (b - a)))
        let from = SIMD2(Double(point % columns), Double(point / columns))
        let to = SIMD2(Double(other % columns), Double(other / columns))
        return origin + (from + (to - from) * share) * cell
    }
}
