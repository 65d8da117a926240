/// Computes for each vertex of a line or ring the first zoom at which it is drawn (Douglas and Peucker, 1973).
enum VertexLevels {
    /// The levels of a line's vertices: 0 at both ends, 15 for vertices never drawn. O(n log n) on average, O(n²) at
    /// worst.
    static func ofLine(_ line: [MapPoint]) -> [UInt8] {
        var levels = [UInt8](repeating: 15, count: line.count)
        guard line.count > 1 else { return [UInt8](repeating: 0, count: line.count) }
        levels[0] = 0
        levels[line.count - 1] = 0
        weigh(line, 0, line.count - 1, &levels)
        return levels
    }

    /// The levels of an open ring's vertices. Its westernmost vertex and the one farthest from it are drawn at every
    /// zoom.
    static func ofRing(_ ring: [MapPoint]) -> [UInt8] {
        guard ring.count > 3 else { return [UInt8](repeating: 0, count: ring.count) }
        let first = ring.indices.min { (ring[$0].x, ring[$0].y) < (ring[$1].x, ring[$1].y) } ?? 0
        let turned = Array(ring[first...] + ring[..<first]) + [ring[first]]
        let far =
            turned.indices.dropLast().max {
                squared(turned[$0], turned[0]) < squared(turned[$1], turned[0])
            } ?? 0
        var levels = [UInt8](repeating: 15, count: turned.count)
        for end in [0, far, turned.count - 1] { levels[end] = 0 }
        weigh(turned, 0, far, &levels)
        weigh(turned, far, turned.count - 1, &levels)
        levels.removeLast()
        return ring.indices.map { levels[($0 - first + ring.count) % ring.count] }
    }

    private static func weigh(_ line: [MapPoint], _ first: Int, _ last: Int, _ levels: inout [UInt8]) {
        var pending = [(first: first, last: last, ceiling: Double.infinity)]
        while let (first, last, ceiling) = pending.popLast() {
            guard last - first > 1 else { continue }
            let (a, b) = (line[first], line[last])
            let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
            let length = dx * dx + dy * dy
            var farthest = first + 1
            var distance = -1.0
            for index in (first + 1)..<last {
                let (px, py) = (Double(line[index].x) - Double(a.x), Double(line[index].y) - Double(a.y))
                let share = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
                let (x, y) = (px - share * dx, py - share * dy)
                let away = x * x + y * y
                if away > distance { (farthest, distance) = (index, away) }
            }
            let weight = min(distance, ceiling)
            levels[farthest] = MapTolerance.level(distance: weight.squareRoot())
            pending.append((first, farthest, weight))
            pending.append((farthest, last, weight))
        }
    }

    private static func squared(_ a: MapPoint, _ b: MapPoint) -> Double {
        let (x, y) = (Double(a.x) - Double(b.x), Double(a.y) - Double(b.y))
        return x * x + y * y
    }
}
