/// Finds the best position for the label of an area: the inner point farthest from its border.
enum LabelPoint {
    private struct Cell {
        var centre: WorldPoint
        var half: Double
        var distance: Double
        var bound: Double { distance + half * 2.0.squareRoot() }
    }

    /// The point deepest inside the area of `rings` (exterior and holes, open), to 1/100 of the area's size; nil for an
    /// empty area.
    ///
    /// A branch-and-bound search over a quadtree of cells, as Polylabel does.
    static func of(_ rings: [[WorldPoint]]) -> WorldPoint? {
        guard let exterior = rings.first, let box = WorldBox(exterior) else { return nil }
        let (width, height) = (box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y)
        let side = min(width, height)
        guard side > 0 else { return exterior.first }
        let precision = max(width, height) / 100
        func cell(_ x: Double, _ y: Double, half: Double) -> Cell {
            let centre = WorldPoint(x: x, y: y)
            return Cell(centre: centre, half: half, distance: signedDistance(centre, rings))
        }
        var pending: [Cell] = []
        let half = side / 2
        for column in 0..<Int((width / side).rounded(.up)) {
            for row in 0..<Int((height / side).rounded(.up)) {
                let x = box.minimum.x + Double(column) * side + half
                pending.append(cell(x, box.minimum.y + Double(row) * side + half, half: half))
            }
        }
        var best = cell((box.minimum.x + box.maximum.x) / 2, (box.minimum.y + box.maximum.y) / 2, half: 0)
        while !pending.isEmpty {
            pending.sort { $0.bound < $1.bound }
            let top = pending.removeLast()
            if top.distance > best.distance { best = top }
            guard top.bound - best.distance > precision else { break }
            let quarter = top.half / 2
            for (dx, dy) in [(-1.0, -1.0), (1, -1), (-1, 1), (1, 1)] {
                pending.append(cell(top.centre.x + dx * quarter, top.centre.y + dy * quarter, half: quarter))
            }
        }
        return best.centre
    }

    /// The distance to the border, negative outside.
    private static func signedDistance(_ point: WorldPoint, _ rings: [[WorldPoint]]) -> Double {
        var isInside = false
        var least = Double.infinity
        for ring in rings {
            guard var previous = ring.last else { continue }
            for next in ring {
                if (previous.y > point.y) != (next.y > point.y),
                    point.x < previous.x + (point.y - previous.y) / (next.y - previous.y) * (next.x - previous.x)
                {
                    isInside.toggle()
                }
                let (dx, dy) = (next.x - previous.x, next.y - previous.y)
                let length = dx * dx + dy * dy
                let share = length > 0 ? ((point.x - previous.x) * dx + (point.y - previous.y) * dy) / length : 0
                let held = min(max(share, 0), 1)
                let (x, y) = (previous.x + held * dx - point.x, previous.y + held * dy - point.y)
                least = min(least, x * x + y * y)
                previous = next
            }
        }
        return isInside ? least.squareRoot() : -least.squareRoot()
    }
}
