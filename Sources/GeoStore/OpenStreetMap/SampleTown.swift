/// A place's streets: a square grid around its middle, as far as there is land.
struct SampleTown {
    /// Metres between streets.
    static let block = 120.0

    /// Blocks from the middle to the edge.
    let half: Int
    /// Which crossings exist, row by row from the south-west.
    private var exists: [Bool]

    /// The grid of a place with so many residents, not reaching far towards a place at `room` metres.
    init(middle: SIMD2<Double>, population: Int, room: Double, raster: LandRaster?) {
        let wanted = population < 300 ? 0 : max(1, Int(Double(population).squareRoot() / 45))
        let half = max(0, min(8, wanted, Int(min(1e6, 0.4 * room / Self.block))))
        self.half = half
        exists = []
        for row in -half...half {
            for column in -half...half {
                let point = middle + SIMD2(Double(column), Double(row)) * Self.block
                exists.append((row == 0 && column == 0) || raster?.isOnLand(point) ?? true)
            }
        }
        keepConnected()
    }

    /// Whether there is a crossing so many blocks east and north of the middle.
    func hasCrossing(_ column: Int, _ row: Int) -> Bool {
        abs(column) <= half && abs(row) <= half && exists[index(column, row)]
    }

    /// The end of a main street that faces a direction, in blocks; the middle when water has taken it.
    func gate(towards direction: SIMD2<Double>) -> (column: Int, row: Int) {
        let step =
            abs(direction.x) > abs(direction.y) ? (direction.x > 0 ? 1 : -1, 0) : (0, direction.y > 0 ? 1 : -1)
        var reach = 0
        while reach < half, hasCrossing(step.0 * (reach + 1), step.1 * (reach + 1)) { reach += 1 }
        return (step.0 * reach, step.1 * reach)
    }

    private func index(_ column: Int, _ row: Int) -> Int { (row + half) * (2 * half + 1) + column + half }

    /// Drops crossings that no street joins to the middle.
    private mutating func keepConnected() {
        var reached = [Bool](repeating: false, count: exists.count)
        reached[index(0, 0)] = true
        var waiting = [(0, 0)]
        while let (column, row) = waiting.popLast() {
            for (across, up) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                let next = (column + across, row + up)
                guard hasCrossing(next.0, next.1), !reached[index(next.0, next.1)] else { continue }
                reached[index(next.0, next.1)] = true
                waiting.append(next)
            }
        }
        exists = reached
    }
}
