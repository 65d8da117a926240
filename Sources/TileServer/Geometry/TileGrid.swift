/// Items of a tile, indexed by the cells of a square grid that their boxes touch.
struct TileGrid<Item> {
    private let items: [Item]
    private let shift: Int32
    private let side: Int
    private let origin: Int32
    private let firstOfCell: [Int32]
    private let rows: [Int32]

    /// Indexes `items` by their boxes; `corners` returns two opposite corners in tile units.
    init(_ items: [Item], _ corners: (Item) -> (TilePoint, TilePoint)) {
        var low = Int32.max
        var high = Int32.min
        for item in items {
            let (first, second) = corners(item)
            low = min(low, first.x, first.y, second.x, second.y)
            high = max(high, first.x, first.y, second.x, second.y)
        }
        if items.isEmpty { (low, high) = (0, 0) }
        // About one item per cell, and at most 128 × 128 cells.
        var shift: Int32 = 0
        let span = Int64(high) - Int64(low) + 1
        while span >> Int64(shift) >= 128 || (span >> Int64(shift)) * (span >> Int64(shift)) > Int64(items.count) {
            shift += 1
        }
        let side = Int(span >> Int64(shift)) + 1
        self.items = items
        self.shift = shift
        self.side = side
        origin = low
        var counts = [Int32](repeating: 0, count: side * side + 1)
        for item in items { Self.cells(corners(item), low, shift, side) { counts[$0 + 1] += 1 } }
        for cell in 0..<(side * side) { counts[cell + 1] += counts[cell] }
        firstOfCell = counts
        var rows = [Int32](repeating: 0, count: Int(counts[side * side]))
        for (row, item) in items.enumerated() {
            Self.cells(corners(item), low, shift, side) { cell in
                rows[Int(counts[cell])] = Int32(row)
                counts[cell] += 1
            }
        }
        self.rows = rows
    }

    /// Calls `body` with the row of each item in the cells between two corners, possibly more than once.
    func visitRows(_ first: TilePoint, _ second: TilePoint, _ body: (Int) -> Void) {
        Self.cells((first, second), origin, shift, side) { cell in
            for index in firstOfCell[cell]..<firstOfCell[cell + 1] { body(Int(rows[Int(index)])) }
        }
    }

    /// Calls `body` with each item in the cells of the box between two corners, enlarged by a unit; an item that is a
    /// point is visited once.
    func visit(_ first: TilePoint, _ second: TilePoint, _ body: (Item) -> Void) {
        let low = TilePoint(x: min(first.x, second.x) - 1, y: min(first.y, second.y) - 1)
        let high = TilePoint(x: max(first.x, second.x) + 1, y: max(first.y, second.y) + 1)
        visitRows(low, high) { body(items[$0]) }
    }

    @inline(__always)
    private static func cells(
        _ corners: (TilePoint, TilePoint), _ origin: Int32, _ shift: Int32, _ side: Int, _ body: (Int) -> Void
    ) {
        func cell(_ value: Int32) -> Int { min(max(Int((value - origin) >> shift), 0), side - 1) }
        let (west, east) = (cell(min(corners.0.x, corners.1.x)), cell(max(corners.0.x, corners.1.x)))
        let (north, south) = (cell(min(corners.0.y, corners.1.y)), cell(max(corners.0.y, corners.1.y)))
        for row in north...south {
            for column in west...east { body(row * side + column) }
        }
    }
}
