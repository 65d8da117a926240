/// The distances from the points of a grid to the nearest of some lines, up to the width of a buffer.
struct DistanceGrid {
    private let origin: SIMD2<Double>
    /// Metres between two grid points; other lengths here are in this unit.
    private let cell: Double
    private let columns: Int
    private let rows: Int
    /// The number of places in a row: eight more than columns, so that eight can be written at once.
    private let width: Int
    private let reach: Float
    /// The squared distance at each grid point; a value beyond the buffer where no line is near.
    private var squares: [Float]
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
        let cell = max(buffer / 3, max(size.x, size.y) / Double(Self.largestSide))
        let metres = max(buffer, cell * 1.5)
        // A margin of two empty cells closes every contour.
        let margin = metres + 2 * cell
        let origin = low - margin
        self.cell = cell
        self.origin = origin
        reach = Float(metres / cell)
        columns = Int(((size.x + 2 * margin) / cell).rounded(.up)) + 1
        rows = Int(((size.y + 2 * margin) / cell).rounded(.up)) + 1
        width = columns + 8
        squares = Array(repeating: reach * reach * 4, count: width * rows)
        for line in lines {
            guard let first = line.first else { continue }
            var last = SIMD2<Float>((first - origin) / cell)
            if line.count == 1 { mark(last, last) }
            for place in line.dropFirst() {
                let next = SIMD2<Float>((place - origin) / cell)
                mark(last, next)
                last = next
            }
        }
    }

    /// Lowers the distances around a straight piece.
    private mutating func mark(_ a: SIMD2<Float>, _ b: SIMD2<Float>) {
        // Long pieces are cut so that the boxes around them stay small.
        let step = b - a
        let length = (step * step).sum().squareRoot()
        let count = max(1, Int((length / (reach * 2)).rounded(.up)))
        for index in 0..<count {
            lower(
                a + step * (Float(index) / Float(count)), a + step * (Float(index + 1) / Float(count)))
        }
    }

    private mutating func lower(_ a: SIMD2<Float>, _ b: SIMD2<Float>) {
        let along = b - a
        let length = (along * along).sum()
        let perLength = length > 0 ? 1 / length : 0
        let low = pointwiseMin(a, b) - reach
        let high = pointwiseMax(a, b) + reach
        let (first, last) = (max(0, Int(low.x)), min(columns - 1, Int(high.x) + 1))
        let (bottom, top) = (max(0, Int(low.y)), min(rows - 1, Int(high.y) + 1))
        guard first <= last, bottom <= top else { return }
        let steps = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
        let (none, all) = (SIMD8<Float>(repeating: 0), SIMD8<Float>(repeating: 1))
        let width = width
        squares.withUnsafeMutableBytes { bytes in
            for row in bottom...top {
                let y = Float(row) - a.y
                // Invariant: `last` is a column, so the eight places from it on belong to the row.
                for column in Swift.stride(from: first, through: last, by: 8) {
                    let x = steps + (Float(column) - a.x)
                    var share = (x * along.x + y * along.y) * perLength
                    share.replace(with: none, where: share .< none)
                    share.replace(with: all, where: share .> all)
                    let (aside, above) = (x - share * along.x, y - share * along.y)
                    let square = aside * aside + above * above
                    let offset = (row * width + column) * 4
                    var known = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                    known.replace(with: square, where: square .< known)
                    bytes.storeBytes(of: known, toByteOffset: offset, as: SIMD8<Float>.self)
                }
            }
        }
    }

    /// Removes grid points within the buffer for which `isOut` returns true.
    mutating func clear(where isOut: (SIMD2<Double>) -> Bool) {
        for row in 0..<rows {
            for at in row * width..<row * width + columns where squares[at] < reach * reach {
                if isOut(origin + SIMD2(Double(at - row * width), Double(row)) * cell) {
                    squares[at] = reach * reach * 4
                }
            }
        }
    }

    /// Closed rings where the distance equals the buffer, with the inside on the left.
    ///
    /// Rings cross grid edges strictly between their ends, and opposite corners of a cell are never joined through its
    /// middle; so rings neither cross nor touch.
    func contours() -> [[SIMD2<Double>]] {
        // The edge that follows each edge, or −1; see `MarchingSquares`.
        var next = [Int32](repeating: -1, count: squares.count * 2)
        var starts: [Int32] = []
        squares.withUnsafeBufferPointer { squares in
            next.withUnsafeMutableBufferPointer { next in
                for row in 0..<rows - 1 { join(row: row, squares, into: next, &starts) }
            }
        }
        return MarchingSquares.rings(from: starts, &next, crossing: crossing)
    }

    /// Joins the edges that the contour crosses in the cells above one row of points.
    private func join(
        row: Int, _ squares: UnsafeBufferPointer<Float>, into next: UnsafeMutableBufferPointer<Int32>,
        _ starts: inout [Int32]
    ) {
        let limit = reach * reach
        var before = 0
        for column in 0..<columns {
            let upper = (row + 1) * width + column
            // Bits of the corners: lower left, lower right, upper right, upper left.
            let here = (squares[row * width + column] < limit ? 2 : 0) | (squares[upper] < limit ? 4 : 0)
            let mask = (before & 2) >> 1 | here | (before & 4) << 1
            before = here
            if column == 0 || mask == 0 || mask == 15 { continue }
            let point = row * width + column - 1
            MarchingSquares.forEachLine(mask, at: point, width: width) { from, to in
                next[from] = Int32(to)
                starts.append(Int32(from))
            }
        }
    }

    /// The point where the contour crosses a grid edge.
    private func crossing(_ edge: Int) -> SIMD2<Double> {
        let point = edge / 2
        let other = edge & 1 == 0 ? point + 1 : point + width
        let (a, b) = (Double(squares[point].squareRoot()), Double(squares[other].squareRoot()))
        // Kept away from the ends, where rings of neighbouring cells could touch.
        let share = min(0.98, max(0.02, (Double(reach) - a) / (b - a)))
        let from = SIMD2(Double(point % width), Double(point / width))
        let to = SIMD2(Double(other % width), Double(other / width))
        return origin + (from + (to - from) * share) * cell
    }
}
