/// The streets of a place: a square grid around its centre, as far as there is land.
struct SampleTown {
    /// The distance between streets in metres.
    static let block = 120.0

    /// The number of blocks from the centre to the edge.
    let half: Int
    /// Whether each crossing exists, row by row from the south-west.
    private var exists: [Bool]

    /// Creates the grid of a place with this population; it stays well within the distance `room`, in metres, to the
    /// next place.
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

    /// Whether there is a crossing this many blocks east and north of the centre.
    func hasCrossing(_ column: Int, _ row: Int) -> Bool {
        abs(column) <= half && abs(row) <= half && exists[index(column, row)]
    }

    /// The end of the main street that faces a direction, in blocks; the centre when there is water.
    func gate(towards direction: SIMD2<Double>) -> (column: Int, row: Int) {
        let step =
            abs(direction.x) > abs(direction.y) ? (direction.x > 0 ? 1 : -1, 0) : (0, direction.y > 0 ? 1 : -1)
        var reach = 0
        while reach < half, hasCrossing(step.0 * (reach + 1), step.1 * (reach + 1)) { reach += 1 }
        return (step.0 * reach, step.1 * reach)
    }

    private func index(_ column: Int, _ row: Int) -> Int { (row + half) * (2 * half + 1) + column + half }

    /// Removes crossings that no street connects to the centre.
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
