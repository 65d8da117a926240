internal import Routing

/// The values of a surface at every 2ⁿth crossing of its grid.
///
/// A crossing beyond the region takes the value of one beside it that is not: so land never lies between the last coarse
/// crossing of the region and nothing.
struct ValueLevel: Sendable {
    /// First column and row, in cells of this level from the corner of the map's square.
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int
    private let values: [UInt32]

    /// The finest level: a lattice as it was sampled.
    init(_ lattice: CoverageLattice, _ values: [UInt32]) {
        (column, row, columns, rows) = (lattice.column, lattice.row, lattice.columns, lattice.rows)
        self.values = values
    }

    /// The next coarser level. O(crossings).
    init(halving finer: ValueLevel) {
        let (column, row) = (finer.column >> 1, finer.row >> 1)
        let columns = (finer.column + finer.columns) / 2 - column + 1
        let rows = (finer.row + finer.rows) / 2 - row + 1
        (self.column, self.row, self.columns, self.rows) = (column, row, columns, rows)
        values = (0..<columns * rows).map { at in
            let (x, y) = (2 * (column + at % columns), 2 * (row + at / columns))
            let own = finer[x, y]
            guard own == CoverageLattice.outside else { return own }
            for (dx, dy) in [(0, -1), (-1, 0), (1, 0), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)] {
                let beside = finer[x + dx, y + dy]
                if beside != CoverageLattice.outside { return beside }
            }
            return own
        }
    }

    /// The value at a crossing, in cells from the corner of the map's square.
    subscript(x: Int, y: Int) -> UInt32 {
        let (column, row) = (x - column, y - row)
        guard column >= 0, column < columns, row >= 0, row < rows else { return CoverageLattice.outside }
        return values[row * columns + column]
    }
}
