/// Finds small balanced node separators by inertial flow (Schild, Sommer 2015): the nodes at both ends of a direction
/// are the sources and sinks of a maximum flow; the best of several directions is used.
struct InertialFlow {
    /// The fraction of nodes used as sources, and again as sinks.
    static let share = 0.25
    private static let directions: [(Float, Float)] = [
        (1, 0), (0, 1), (1, 1), (1, -1), (1, 0.414), (0.414, 1), (1, -0.414), (-0.414, 1),
    ]

    /// The nodes of a separator and of the two sides it separates; no edge joins the sides.
    struct Separation {
        var left: [Int32] = []
        var right: [Int32] = []
        var separator: [Int32] = []
    }

    /// Returns the best separation over eight directions (four for small graphs). O(directions · cut · m).
    static func separate(_ graph: PlainGraph) -> Separation {
        var flow = EdgeCutFlow(graph)
        var best: Separation?
        var bestScore = Double.infinity
        let count = graph.nodeCount > 200 ? 8 : 4
        let end = max(1, Int(Double(graph.nodeCount) * share))
        for direction in directions.prefix(count) {
            let keys = (0..<graph.nodeCount).map { graph.x[$0] * direction.0 + graph.y[$0] * direction.1 }
            let sorted = (0..<Int32(graph.nodeCount)).sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
            var role = [UInt8](repeating: 0, count: graph.nodeCount)
            for node in sorted.prefix(end) { role[Int(node)] = 1 }
            for node in sorted.suffix(end) { role[Int(node)] = 2 }
            let limit = bestScore.isFinite ? Int(bestScore * Double(graph.nodeCount) / 2) * 2 + 2 : Int.max
            guard let cut = flow.cut(role: role, limit: limit) else { continue }
            let found = separation(graph, sourceSide: cut.sourceSide)
            let smaller = min(found.left.count, found.right.count)
            let score = Double(found.separator.count) / Double(max(smaller, 1))
            if score < bestScore {
                bestScore = score
                best = found
            }
        }
        return best ?? Separation(left: [], right: [], separator: (0..<Int32(graph.nodeCount)).map { $0 })
    }

    /// Finds a smallest set of nodes that touches every cut edge: a minimum vertex cover by König's theorem.
    private static func separation(_ graph: PlainGraph, sourceSide: [Bool]) -> Separation {
        var match: [Int32: Int32] = [:]
        var boundary: [Int32] = []
        for node in 0..<graph.nodeCount where sourceSide[node] {
            if graph.neighbours(node).contains(where: { !sourceSide[Int($0)] }) { boundary.append(Int32(node)) }
        }
        func tryMatch(_ node: Int32, _ seen: inout Set<Int32>) -> Bool {
            for head in graph.neighbours(Int(node)) where !sourceSide[Int(head)] && seen.insert(head).inserted {
                guard let other = match[head] else {
                    match[head] = node
                    return true
                }
                if tryMatch(other, &seen) {
                    match[head] = node
                    return true
                }
            }
            return false
        }
        var unmatched: [Int32] = []
        for node in boundary {
            var seen: Set<Int32> = []
            if !tryMatch(node, &seen) { unmatched.append(node) }
        }
        // Alternating paths from unmatched nodes: cover = left nodes not reached + right nodes reached.
        var reachedLeft = Set(unmatched)
        var reachedRight: Set<Int32> = []
        var stack = unmatched
        while let node = stack.popLast() {
            for head in graph.neighbours(Int(node))
            where !sourceSide[Int(head)] && reachedRight.insert(head).inserted {
                if let partner = match[head], reachedLeft.insert(partner).inserted { stack.append(partner) }
            }
        }
        let cover = Set(boundary).subtracting(reachedLeft).union(reachedRight)
        var result = Separation()
        for node in 0..<Int32(graph.nodeCount) {
            if cover.contains(node) {
                result.separator.append(node)
            } else if sourceSide[Int(node)] {
                result.left.append(node)
            } else {
                result.right.append(node)
            }
        }
        return result
    }
}
