internal import GeoIndex

/// A raster of land and sea. It checks whether a line stays on land, returns the landmass of a point, and finds paths
/// over land.
///
/// A cell is land when an outline passes through it or its centre is inside. So land narrower than a cell still
/// connects, and straits narrower than a cell are bridged.
struct LandRaster: Sendable {
    /// In metres; a point farther than this from all land is an island of its own.
    private static let reach = 5000.0

    private let origin: SIMD2<Double>
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private var isLand: [Bool]
    private var parts: [Int32] = []

    /// Rasters the polygons near the points completely, and connects points near the coast to it.
    init(areas: [MultiPolygon], points: [SIMD2<Double>], plane: SamplePlane) {
        var box = Box(points)
        box.grow(by: 2 * Self.reach + 0.2 * max(box.size.x, box.size.y))
        let near = areas.joined().map { $0.rings.map { $0.map(plane.point) } }
            .map { (rings: $0, box: Box($0.joined())) }
            .filter { $0.box.meets(box) }
        for polygon in near { box.include(polygon.box) }
        box.grow(by: 1000)
        // At most about four million cells.
        cell = max(400, (box.size.x * box.size.y / 4e6).squareRoot())
        origin = box.low
        columns = Int(box.size.x / cell) + 1
        rows = Int(box.size.y / cell) + 1
        isLand = [Bool](repeating: false, count: columns * rows)
        for polygon in near { fill(polygon.rings) }
        let bridges = points.map { ($0, nearestLand($0)) }
        for (point, coast) in bridges { mark(point, coast ?? point) }
        labelParts()
    }

    /// A rectangle in metres.
    private struct Box {
        var low = SIMD2(Double.infinity, Double.infinity)
        var high = SIMD2(-Double.infinity, -Double.infinity)

        init(_ points: some Sequence<SIMD2<Double>>) {
            for point in points {
                low = SIMD2(min(low.x, point.x), min(low.y, point.y))
                high = SIMD2(max(high.x, point.x), max(high.y, point.y))
            }
        }

        var size: SIMD2<Double> { high - low }

        mutating func grow(by metres: Double) {
            low -= SIMD2(metres, metres)
            high += SIMD2(metres, metres)
        }

        mutating func include(_ other: Box) { self = Box([low, high, other.low, other.high]) }

        func meets(_ other: Box) -> Bool {
            low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y && other.low.y <= high.y
        }
    }

    /// The number of the landmass at one of the points given to `init`.
    func part(_ point: SIMD2<Double>) -> Int { Int(parts[index(point)]) }

    /// Whether a point is on land.
    func isOnLand(_ point: SIMD2<Double>) -> Bool { isInside(point) && isLand[index(point)] }

    /// Whether the straight line between two points stays on land.
    func isOnLand(from: SIMD2<Double>, to: SIMD2<Double>) -> Bool {
        let steps = Int(from.distance(to: to) / cell * 4) + 1
        return (0...steps).allSatisfy { isOnLand(from.mixed(with: to, share: Double($0) / Double(steps))) }
    }

    /// A way over land with few bends between two points of one landmass, including both ends (Dijkstra over cells).
    func path(from: SIMD2<Double>, to: SIMD2<Double>) -> [SIMD2<Double>]? {
        let (start, goal) = (index(from), index(to))
        var lengths = [Double](repeating: .infinity, count: isLand.count)
        var before = [Int](repeating: -1, count: isLand.count)
        var queue = SampleQueue()
        lengths[start] = 0
        queue.push(0, start)
        while let (reached, at) = queue.pop() {
            if at == goal { break }
            if reached > lengths[at] { continue }
            forEachNeighbour(at) { next, step in
                guard isLand[next], reached + step < lengths[next] else { return }
                lengths[next] = reached + step
                before[next] = at
                queue.push(reached + step, next)
            }
        }
        guard lengths[goal].isFinite else { return nil }
        var cells = [goal]
        while let last = cells.last, last != start { cells.append(before[last]) }
        let points = [from] + cells.reversed().dropFirst().dropLast().map(middle) + [to]
        return straightened(points)
    }

    /// Drops points as long as the line past them stays on land.
    private func straightened(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
        var kept = [points[0]]
        var at = 0
        while at < points.count - 1 {
            var next = at + 1
            while next + 1 < points.count, isOnLand(from: points[at], to: points[next + 1]) { next += 1 }
            kept.append(points[next])
            at = next
        }
        return kept
    }

    private func isInside(_ point: SIMD2<Double>) -> Bool {
        let place = (point - origin) / cell
        return place.x >= 0 && place.y >= 0 && place.x < Double(columns) && place.y < Double(rows)
    }

    private func index(_ point: SIMD2<Double>) -> Int {
        let place = (point - origin) / cell
        let column = max(0, min(columns - 1, Int(max(-1, min(1e9, place.x)))))
        let row = max(0, min(rows - 1, Int(max(-1, min(1e9, place.y)))))
        return row * columns + column
    }

    private func middle(_ index: Int) -> SIMD2<Double> {
        origin + (SIMD2(Double(index % columns), Double(index / columns)) + 0.5) * cell
    }

    private func forEachNeighbour(_ index: Int, _ visit: (Int, Double) -> Void) {
        let (column, row) = (index % columns, index / columns)
        for (across, up) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
            let (nextColumn, nextRow) = (column + across, row + up)
            guard (0..<columns).contains(nextColumn), (0..<rows).contains(nextRow) else { continue }
            visit(nextRow * columns + nextColumn, across != 0 && up != 0 ? 1.5 * cell : cell)
        }
    }

    /// Marks the cells whose centre is inside by the even-odd rule, and those that the outline passes through.
    private mutating func fill(_ rings: [[SIMD2<Double>]]) {
        var crossings = [[Double]](repeating: [], count: rows)
        for ring in rings {
            guard var from = ring.last else { continue }
            for to in ring {
                mark(from, to)
                let (low, high) = from.y < to.y ? (from, to) : (to, from)
                let first = max(0, ((low.y - origin.y) / cell - 0.5).rounded(.up))
                let last = min(Double(rows - 1), ((high.y - origin.y) / cell - 0.5).rounded(.up) - 1)
                if first <= last {
                    for row in Int(first)...Int(last) {
                        let share = (origin.y + (Double(row) + 0.5) * cell - low.y) / (high.y - low.y)
                        crossings[row].append(low.x + share * (high.x - low.x))
                    }
                }
                from = to
            }
        }
        for row in 0..<rows {
            let sorted = crossings[row].sorted()
            for pair in stride(from: 0, to: sorted.count - 1, by: 2) {
                let first = max(0, ((sorted[pair] - origin.x) / cell - 0.5).rounded(.up))
                let last = min(Double(columns - 1), ((sorted[pair + 1] - origin.x) / cell - 0.5).rounded(.down))
                if first <= last {
                    for column in Int(first)...Int(last) { isLand[row * columns + column] = true }
                }
            }
        }
    }

    /// Marks the cells along a line.
    private mutating func mark(_ from: SIMD2<Double>, _ to: SIMD2<Double>) {
        let steps = min(1e6, (from.distance(to: to) / cell * 4).rounded(.up))
        for step in 0...Int(max(1, steps)) {
            let point = from.mixed(with: to, share: Double(step) / max(1, steps))
            if isInside(point) { isLand[index(point)] = true }
        }
    }

    /// The point itself when it is on land, otherwise the centre of the nearest land cell within reach, otherwise nil.
    private func nearestLand(_ point: SIMD2<Double>) -> SIMD2<Double>? {
        let at = index(point)
        guard !isLand[at] else { return point }
        let (column, row) = (at % columns, at / columns)
        let cells = Int(Self.reach / cell) + 1
        var best: (metres: Double, point: SIMD2<Double>)?
        for up in -cells...cells {
            for across in -cells...cells {
                guard (0..<columns).contains(column + across), (0..<rows).contains(row + up) else { continue }
                let other = (row + up) * columns + column + across
                guard isLand[other] else { continue }
                let metres = point.distance(to: middle(other))
                if metres < best?.metres ?? Self.reach { best = (metres, middle(other)) }
            }
        }
        return best?.point
    }

    private mutating func labelParts() {
        parts = [Int32](repeating: -1, count: isLand.count)
        var count: Int32 = 0
        var waiting: [Int] = []
        for start in isLand.indices where isLand[start] && parts[start] < 0 {
            parts[start] = count
            waiting.append(start)
            while let at = waiting.popLast() {
                var found: [Int] = []
                forEachNeighbour(at) { next, _ in
                    if isLand[next], parts[next] < 0 { found.append(next) }
                }
                for next in found {
                    parts[next] = count
                    waiting.append(next)
                }
            }
            count += 1
        }
    }
}
