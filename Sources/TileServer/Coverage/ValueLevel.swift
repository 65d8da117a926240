internal import Routing

/// The values of a surface at every 2ⁿth crossing of its grid.
///
/// A coarse crossing outside the region takes the value of an adjacent fine one inside it, so that thinning does not
/// lose land at the border of the region.
struct ValueLevel: Sendable {
    /// The first column and row, in cells of this level from the corner of the map's square.
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int
    private let values: [UInt32]

    /// The finest level, with the values of a lattice.
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
