/// The grid cells of an area index while it is built.
struct AreaCells {
    private let grid: AreaGrid
    private let shapes: AreaShapes
    /// One entry per area and cell in which the area has edges or which it covers: area by area, cells ascending. It
    /// records the edges and whether the area contains the cell's reference point.
    private var entries: [Entry] = []
    private var entryEdges: [UInt32] = []

    private struct Entry {
        var cell: UInt32
        var area: UInt32
        var holdsReference: Bool
        var edges: Range<Int>
    }

    /// Returns nil when a vertex has the longitude or latitude of a reference point, or an edge runs through one; the
    /// caller then tries again with `attempt + 1`.
    init?(_ shapes: AreaShapes, attempt: Int) {
        self.shapes = shapes
        let bounds = shapes.bounds
        let wanted = max(16, min(4 * shapes.edgeCount, 1 << 24))
        grid = AreaGrid(
            around: bounds.isEmpty ? BoundingBox(west: 0, south: 0, east: 1, north: 1) : bounds, cells: wanted,
            attempt: attempt)
        for vertex in 0..<shapes.vertices.count / 2 where isOnLine(shapes.coordinate(vertex)) { return nil }
        for area in shapes.boxes.indices where !shapes.boxes[area].isEmpty {
            guard append(area) else { return nil }
        }
    }

    private func isOnLine(_ coordinate: Coordinate) -> Bool {
        let column = Int((coordinate.longitude - grid.west) / grid.cellWidth)
        let row = Int((coordinate.latitude - grid.south) / grid.cellHeight)
        // Rounding may place the coordinate in either of the two neighbouring cells.
        return (column - 1...column + 1).contains { grid.line(column: $0) == coordinate.longitude }
            || (row - 1...row + 1).contains { grid.line(row: $0) == coordinate.latitude }
    }

    /// The columns and rows of the grid that a box overlaps.
    private struct Window {
        var columns: Range<Int>
        var rows: Range<Int>
    }

    private func window(_ box: BoundingBox) -> Window {
        // A millionth of a cell on each side absorbs rounding.
        func span(_ low: Double, _ high: Double, _ start: Double, _ size: Double, _ count: Int) -> Range<Int> {
            let first = max(0, min(count - 1, Int(((low - start) / size - 1e-6).rounded(.down))))
            let last = max(first, min(count - 1, Int(((high - start) / size + 1e-6).rounded(.down))))
            return first..<(last + 1)
        }
        return Window(
            columns: span(box.west, box.east, grid.west, grid.cellWidth, grid.columns),
            rows: span(box.south, box.north, grid.south, grid.cellHeight, grid.rows))
    }

    private mutating func append(_ area: Int) -> Bool {
        let window = window(shapes.boxes[area])
        let width = window.columns.count
        // The extra column takes the crossings east of all reference points.
        var crossings = [Bool](repeating: false, count: (width + 1) * window.rows.count)
        var touched: [(cell: UInt32, edge: UInt32)] = []
        for ring in shapes.rings(of: area) {
            for first in shapes.vertices(of: ring).dropLast() {
                let (a, b) = (shapes.coordinate(first), shapes.coordinate(first + 1))
                if a == b { continue }
                guard addCrossings(a, b, window, &crossings) else { return false }
                addCells(a, b) { touched.append((UInt32($0), UInt32(first))) }
            }
        }
        // Sorted so that equal areas always give equal bytes.
        touched.sort { ($0.cell, $0.edge) < ($1.cell, $1.edge) }
        var next = 0
        for row in window.rows {
            var isInside = false
            let start = (row - window.rows.lowerBound) * (width + 1)
            for column in window.columns {
                if crossings[start + column - window.columns.lowerBound] { isInside.toggle() }
                let cell = UInt32(row * grid.columns + column)
                let firstEdge = entryEdges.count
                while next < touched.count && touched[next].cell == cell {
                    entryEdges.append(touched[next].edge)
                    next += 1
                }
                if isInside || entryEdges.count > firstEdge {
                    entries.append(
                        Entry(
                            cell: cell, area: UInt32(area), holdsReference: isInside,
                            edges: firstEdge..<entryEdges.count))
                }
            }
        }
        return true
    }

    /// For each row whose reference line the edge crosses, toggles the first column whose reference point lies east of
    /// the edge.
    ///
    /// Returns false when the edge runs through a reference point.
    private func addCrossings(_ a: Coordinate, _ b: Coordinate, _ window: Window, _ crossings: inout [Bool]) -> Bool {
        let (low, high) = a.latitude < b.latitude ? (a, b) : (b, a)
        let span = self.window(
            BoundingBox(west: low.longitude, south: low.latitude, east: low.longitude, north: high.latitude))
        for row in span.rows {
            let y = grid.line(row: row)
            guard low.latitude < y && y < high.latitude else { continue }
            func side(_ column: Int) -> Double {
                Orientation.of(
                    grid.line(column: column), y, low.longitude, low.latitude, high.longitude, high.latitude)
            }
            let x =
                low.longitude
                + (high.longitude - low.longitude) * (y - low.latitude) / (high.latitude - low.latitude)
            var column = max(0, min(grid.columns, Int(((x - grid.west) / grid.cellWidth).rounded(.up))))
            while column > 0 && side(column - 1) < 0 { column -= 1 }
            while column < grid.columns && side(column) > 0 { column += 1 }
            if (column < grid.columns && side(column) == 0) || (column > 0 && side(column - 1) == 0) { return false }
            let place = max(0, min(window.columns.count, column - window.columns.lowerBound))
            crossings[(row - window.rows.lowerBound) * (window.columns.count + 1) + place].toggle()
        }
        return true
    }

    /// Calls the closure for every cell that the edge runs through, or passes within a millionth of a cell.
    private func addCells(_ a: Coordinate, _ b: Coordinate, _ add: (Int) -> Void) {
        let (low, high) = a.latitude <= b.latitude ? (a, b) : (b, a)
        let west = min(a.longitude, b.longitude)
        let east = max(a.longitude, b.longitude)
        let rows = window(BoundingBox(west: west, south: low.latitude, east: east, north: high.latitude)).rows
        let slope = high.latitude > low.latitude ? (high.longitude - low.longitude) / (high.latitude - low.latitude) : 0
        for row in rows {
            var (from, to) = (west, east)
            if high.latitude > low.latitude && rows.count > 1 {
                // The part of the edge within this row, slightly extended to absorb rounding.
                let slack = 1e-6 * grid.cellHeight
                let bottom = max(low.latitude, grid.line(row: row) - slack)
                let top = min(high.latitude, grid.line(row: row + 1) + slack)
                let (x1, x2) = (
                    low.longitude + slope * (bottom - low.latitude), low.longitude + slope * (top - low.latitude)
                )
                (from, to) = (max(west, min(x1, x2)), min(east, max(x1, x2)))
            }
            let columns = window(BoundingBox(west: from, south: low.latitude, east: max(from, to), north: low.latitude))
                .columns
            for column in columns { add(row * grid.columns + column) }
        }
    }

    /// Adds the sections of the grid.
    func add(to writer: inout PackedFileWriter, prefix: String) {
        // Entries are ordered by area; a stable sort by cell keeps that order within each cell.
        let order = RadixSort.order(of: entries.map { UInt64($0.cell) })
        var cells = [UInt32](repeating: 0, count: grid.cellCount)
        var groupAreas: [UInt32] = []
        var groupStarts: [UInt32] = []
        var edges: [UInt32] = []
        var next = 0
        while next < order.count {
            let cell = entries[Int(order[next])].cell
            var end = next
            // Areas after one that covers the whole cell can never be the answer.
            var covering: Int?
            while end < order.count && entries[Int(order[end])].cell == cell {
                if covering == nil && entries[Int(order[end])].edges.isEmpty { covering = end }
                end += 1
            }
            let last = covering ?? end - 1
            if covering == next {
                cells[Int(cell)] = entries[Int(order[next])].area + 1
            } else {
                cells[Int(cell)] = AreaIndex.groupFlag | UInt32(groupAreas.count)
                for position in next...last {
                    let entry = entries[Int(order[position])]
                    groupStarts.append(UInt32(edges.count))
                    edges.append(contentsOf: entryEdges[entry.edges])
                    groupAreas.append(
                        entry.area | (entry.holdsReference ? AreaIndex.insideFlag : 0)
                            | (position == last ? AreaIndex.lastFlag : 0))
                }
            }
            next = end
        }
        groupStarts.append(UInt32(edges.count))
        writer.add(prefix + ".grid", [grid.west, grid.south, grid.cellWidth, grid.cellHeight])
        writer.add(prefix + ".grid-size", [UInt32(grid.columns), UInt32(grid.rows)])
        writer.add(prefix + ".cells", cells)
        writer.add(prefix + ".group-areas", groupAreas)
        writer.add(prefix + ".group-edges", groupStarts)
        writer.add(prefix + ".edges", edges)
    }
}
