/// Computes for each border point by how much the map would change without it, equally for all areas that share the
/// border.
///
/// Borders are split into arcs at the points where more than two lines meet. Each arc is weighed once (Douglas and
/// Peucker, 1973), so removing all points below a threshold leaves no gaps or overlaps between adjacent areas. O(n log
/// n) on average.
struct BorderSimplifier {
    /// The border of an area on the unit square, with the weight of each point: a distance on that square, infinite for
    /// points that are always kept.
    struct Ring: Sendable {
        var points: [WorldPoint]
        var weights: [Double]
        var box: WorldBox

        /// The points whose weight exceeds `tolerance`; fewer than three when the ring vanishes.
        func points(tolerance: Double) -> [WorldPoint] {
            guard tolerance > 0 else { return points }
            return points.indices.lazy.filter { weights[$0] > tolerance }.map { points[$0] }
        }
    }

    /// Each ring as numbers of its points; equal points have equal numbers.
    private let numbered: [[Int32]]
    private let rings: [[WorldPoint]]
    private var weights: [Double] = []
    private var isNode: [Bool] = []

    /// The rings with the weights of their points, in order; nil for a ring without points.
    static func weighed(_ rings: [[WorldPoint]]) -> [Ring?] {
        var simplifier = BorderSimplifier(rings)
        simplifier.weigh()
        return zip(rings, simplifier.numbered).map { points, numbers in
            WorldBox(points).map { box in
                Ring(points: points, weights: numbers.map { simplifier.weights[Int($0)] }, box: box)
            }
        }
    }

    private init(_ rings: [[WorldPoint]]) {
        var numbers: [WorldPoint: Int32] = [:]
        numbers.reserveCapacity(rings.reduce(0) { $0 + $1.count })
        self.rings = rings
        numbered = rings.map { ring in
            ring.map { point in
                if let number = numbers[point] { return number }
                let number = Int32(numbers.count)
                numbers[point] = number
                return number
            }
        }
        weights = Array(repeating: -1, count: numbers.count)
        isNode = Array(repeating: false, count: numbers.count)
    }

    private mutating func weigh() {
        var neighbours = [(Int32, Int32)](repeating: (-1, -1), count: weights.count)
        for ring in numbered {
            for index in ring.indices {
                for next in [
                    ring[index + 1 < ring.count ? index + 1 : 0], ring[index > 0 ? index - 1 : ring.count - 1],
                ] {
                    let point = Int(ring[index])
                    let known = neighbours[point]
                    if known.0 == next || known.1 == next { continue }
                    if known.0 < 0 {
                        neighbours[point].0 = next
                    } else if known.1 < 0 {
                        neighbours[point].1 = next
                    } else {
                        isNode[point] = true
                    }
                }
            }
        }
        for (ring, points) in zip(numbered, rings) where !ring.contains(where: { isNode[Int($0)] }) {
            // An isolated ring has no such point, so its first and last point in lexicographic order are used.
            for end in [
                points.indices.min(by: { Self.isLess(points[$0], points[$1]) }),
                points.indices.max(by: { Self.isLess(points[$0], points[$1]) }),
            ] {
                if let end { isNode[Int(ring[end])] = true }
            }
        }
        for point in isNode.indices where isNode[point] { weights[point] = .infinity }
        for (ring, points) in zip(numbered, rings) { weighArcs(of: ring, points) }
    }

    private mutating func weighArcs(of ring: [Int32], _ points: [WorldPoint]) {
        guard let start = ring.firstIndex(where: { isNode[Int($0)] }) else { return }
        var arc = [ring[start]]
        var shape = [points[start]]
        for step in 1...ring.count {
            let index = (start + step) % ring.count
            arc.append(ring[index])
            shape.append(points[index])
            guard isNode[Int(ring[index])] else { continue }
            // A shared arc has already been weighed for the adjacent area.
            if arc.count > 2, weights[Int(arc[1])] < 0 { weigh(arc, shape) }
            arc = [ring[index]]
            shape = [points[index]]
        }
    }

    private mutating func weigh(_ arc: [Int32], _ shape: [WorldPoint]) {
        var pending = [(first: 0, last: arc.count - 1, ceiling: Double.infinity)]
        while let (first, last, ceiling) = pending.popLast() {
            guard last - first > 1 else { continue }
            var farthest = first + 1
            var distance = -1.0
            for index in (first + 1)..<last {
                let away = Self.distance(shape[index], from: shape[first], to: shape[last])
                if away > distance { (farthest, distance) = (index, away) }
            }
            let weight = min(distance, ceiling)
            weights[Int(arc[farthest])] = weight
            pending.append((first, farthest, weight))
            pending.append((farthest, last, weight))
        }
    }

    private static func isLess(_ first: WorldPoint, _ second: WorldPoint) -> Bool {
        (first.x, first.y) < (second.x, second.y)
    }

    /// The distance of a point from a segment.
    private static func distance(_ point: WorldPoint, from start: WorldPoint, to end: WorldPoint) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = dx * dx + dy * dy
        let share = length > 0 ? ((point.x - start.x) * dx + (point.y - start.y) * dy) / length : 0
        let held = min(max(share, 0), 1)
        let (x, y) = (start.x + held * dx - point.x, start.y + held * dy - point.y)
        return (x * x + y * y).squareRoot()
    }
}
