/// A grid of equal cells in degrees; each cell has a reference point at its south-west corner.
struct AreaGrid: Sendable {
    let west: Double
    let south: Double
    let cellWidth: Double
    let cellHeight: Double
    let columns: Int
    let rows: Int

    var cellCount: Int { columns * rows }

    /// The longitude of a column's reference points, computed by the same expression everywhere so that it always
    /// rounds alike.
    @inline(__always)
    func line(column: Int) -> Double { west + Double(column) * cellWidth }

    /// The latitude of a row's reference points, computed by the same expression everywhere so that it always rounds
    /// alike.
    @inline(__always)
    func line(row: Int) -> Double { south + Double(row) * cellHeight }

    /// The cell that contains a position, or nil outside of the grid.
    ///
    /// Rounding may assign a position on the line between two cells to either; both hold the edges near that line.
    @inline(__always)
    func cell(_ coordinate: Coordinate) -> (column: Int, row: Int)? {
        let x = (coordinate.longitude - west) / cellWidth
        let y = (coordinate.latitude - south) / cellHeight
        // Also false for NaN.
        guard x >= 0 && y >= 0 && x < Double(columns) && y < Double(rows) else { return nil }
        return (Int(x), Int(y))
    }

    /// Lays a grid of about `cells` cells around a box. Each attempt shifts it by a different fraction of a cell.
    init(around box: BoundingBox, cells: Int, attempt: Int) {
        let (width, height) = (max(box.east - box.west, 1e-7), max(box.north - box.south, 1e-7))
        let side = (width * height / Double(cells)).squareRoot()
        let (across, up) = (
            min(Double(cells), (width / side).rounded(.up)), min(Double(cells), (height / side).rounded(.up))
        )
        cellWidth = width / across
        cellHeight = height / up
        // Irregular fractions keep the grid lines off round coordinates.
        let shift = 0.381_966 + 0.006_18 * Double(attempt)
        west = box.west - cellWidth * shift
        south = box.south - cellHeight * (1 - shift)
        columns = Int(across) + 2
        rows = Int(up) + 2
    }

    /// The grid stored in a file, or nil when the numbers describe no grid.
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
