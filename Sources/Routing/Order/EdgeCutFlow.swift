/// Maximum flow with unit edge capacities in an undirected graph, from a set of sources to a set of sinks (Dinic 1970).
/// Created once per graph and reused for several pairs of sets.
struct EdgeCutFlow {
    private let graph: PlainGraph
    private let reverse: [Int32]
    private var flow: [Int8]
    private var level: [Int32]
    private var cursor: [Int32]
    private var queue: [Int32]

    init(_ graph: PlainGraph) {
        self.graph = graph
        // Neighbour lists are sorted, so reverse arcs are met in order when tails are visited in order.
        var fill = graph.firstOut
        var reverse = [Int32](repeating: 0, count: graph.heads.count)
        for tail in 0..<graph.nodeCount {
            for arc in Int(graph.firstOut[tail])..<Int(graph.firstOut[tail + 1]) {
                let head = Int(graph.heads[arc])
                reverse[arc] = fill[head]
                fill[head] += 1
            }
        }
        self.reverse = reverse
        flow = [Int8](repeating: 0, count: graph.heads.count)
        level = [Int32](repeating: -1, count: graph.nodeCount)
        cursor = [Int32](repeating: 0, count: graph.nodeCount)
        queue = []
        queue.reserveCapacity(graph.nodeCount)
    }

    /// Computes a minimum cut: its size and for each node whether it is on the side of the sources; nil when the cut
    /// exceeds `limit`. O(cut · m) at worst, a few passes in practice.
    ///
    /// - Parameter role: For each node 1 for a source, 2 for a sink, otherwise 0.
    mutating func cut(role: [UInt8], limit: Int) -> (size: Int, sourceSide: [Bool])? {
        for i in 0..<flow.count { flow[i] = 0 }
        let sources = (0..<graph.nodeCount).filter { role[$0] == 1 }.map { Int32($0) }
        var total = 0
        while labelLevels(from: sources, role: role) {
            for i in 0..<graph.nodeCount { cursor[i] = graph.firstOut[i] }
            for source in sources {
                while augment(from: source, role: role) {
                    total += 1
                    if total > limit { return nil }
                }
            }
        }
        let fromSources = level.map { $0 >= 0 }
        let toSinks = reachingSinks(role: role)
        // Both are minimum cuts; the more balanced one is better.
        let size = fromSources.count { $0 }
        let other = toSinks.count { !$0 }
        let half = graph.nodeCount / 2
        return (total, abs(size - half) <= abs(other - half) ? fromSources : toSinks.map { !$0 })
    }

    private mutating func labelLevels(from sources: [Int32], role: [UInt8]) -> Bool {
        for i in 0..<level.count { level[i] = -1 }
        queue.removeAll(keepingCapacity: true)
        for source in sources {
            level[Int(source)] = 0
            queue.append(source)
        }
        var found = false
        var next = 0
        while next < queue.count {
            let tail = Int(queue[next])
            next += 1
            for arc in Int(graph.firstOut[tail])..<Int(graph.firstOut[tail + 1]) where flow[arc] < 1 {
                let head = Int(graph.heads[arc])
                guard level[head] < 0 else { continue }
                level[head] = level[tail] + 1
                if role[head] == 2 { found = true } else { queue.append(Int32(head)) }
            }
        }
        return found
    }

    private mutating func augment(from source: Int32, role: [UInt8]) -> Bool {
        var path: [Int] = []
        var tail = Int(source)
        while true {
            if role[tail] == 2 {
                for arc in path {
                    flow[arc] += 1
                    flow[Int(reverse[arc])] -= 1
                }
                return true
            }
            var advanced = false
            while cursor[tail] < graph.firstOut[tail + 1] {
                let arc = Int(cursor[tail])
                let head = Int(graph.heads[arc])
                if flow[arc] < 1, level[head] == level[tail] + 1 {
                    path.append(arc)
                    tail = head
                    advanced = true
                    break
                }
                cursor[tail] += 1
            }
            if advanced { continue }
            guard let back = path.popLast() else { return false }
            tail = Int(graph.heads[Int(reverse[back])])
            cursor[tail] += 1
        }
    }

    private mutating func reachingSinks(role: [UInt8]) -> [Bool] {
        var reaching = role.map { $0 == 2 }
        queue.removeAll(keepingCapacity: true)
        for node in 0..<graph.nodeCount where reaching[node] { queue.append(Int32(node)) }
        var next = 0
        while next < queue.count {
            let head = Int(queue[next])
            next += 1
            for arc in Int(graph.firstOut[head])..<Int(graph.firstOut[head + 1]) {
                let tail = Int(graph.heads[arc])
                guard !reaching[tail], flow[Int(reverse[arc])] < 1 else { continue }
                reaching[tail] = true
                queue.append(Int32(tail))
            }
        }
        return reaching
    }
}
