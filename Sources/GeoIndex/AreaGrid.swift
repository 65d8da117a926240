/// A grid of equal cells in degrees; each cell has a reference point at its south-west corner.
struct AreaGrid: Sendable {
    let west: Double
    let south: Double
    let cellWidth: Double
    let cellHeight: Double
    let columns: Int
    let rows: Int

    var cellCount: Int { columns * rows }

    /// The longitude of the reference points of a column; always rounded in the same way.
    @inline(__always)
    func line(column: Int) -> Double { west + Double(column) * cellWidth }

    /// The latitude of the reference points of a row; always rounded in the same way.
    @inline(__always)
    func line(row: Int) -> Double { south + Double(row) * cellHeight }

    /// The cell of a position, or nil outside of the grid.
    ///
    /// Rounding may put a position on the line between two cells into either; cells know what is near to them.
    @inline(__always)
    func cell(_ coordinate: Coordinate) -> (column: Int, row: Int)? {
        let x = (coordinate.longitude - west) / cellWidth
        let y = (coordinate.latitude - south) / cellHeight
        // Also false for NaN.
        guard x >= 0 && y >= 0 && x < Double(columns) && y < Double(rows) else { return nil }
        return (Int(x), Int(y))
    }

    /// A grid around a box with about so many cells, shifted by a different part of a cell in each attempt.
    init(around box: BoundingBox, cells: Int, attempt: Int) {
        let (width, height) = (max(box.east - box.west, 1e-7), max(box.north - box.south, 1e-7))
        let side = (width * height / Double(cells)).squareRoot()
        let (across, up) = (
            min(Double(cells), (width / side).rounded(.up)), min(Double(cells), (height / side).rounded(.up))
        )
        cellWidth = width / across
        cellHeight = height / up
        // Odd parts keep the lines off round coordinates.
        let shift = 0.381_966 + 0.006_18 * Double(attempt)
        west = box.west - cellWidth * shift
        south = box.south - cellHeight * (1 - shift)
        columns = Int(across) + 2
        rows = Int(up) + 2
    }

    /// The stored grid, or nil when the numbers make none.
    init?(numbers: some Collection<Double>, size: some Collection<UInt32>) {
        guard numbers.count == 4, size.count == 2, numbers.allSatisfy(\.isFinite) else { return nil }
        let numbers = Array(numbers)
        let size = size.map(Int.init)
        guard numbers[2] > 0, numbers[3] > 0, size[0] > 0, size[1] > 0,
            !size[0].multipliedReportingOverflow(by: size[1]).overflow
        else { return nil }
        (west, south, cellWidth, cellHeight) = (numbers[0], numbers[1], numbers[2], numbers[3])
        (columns, rows) = (size[0], size[1])
    }
}
