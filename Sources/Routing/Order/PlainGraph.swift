/// An undirected graph with plane coordinates, as used by the nested dissection.
struct PlainGraph: Sendable {
    /// The first place of each node's neighbours in `heads`, then their number.
    var firstOut: [Int32]
    /// The neighbours of all nodes, node by node, each list sorted.
    var heads: [Int32]
    /// Plane coordinates in any common unit.
    var x: [Float]
    var y: [Float]

    var nodeCount: Int { firstOut.count - 1 }

    /// Builds a simple graph from pairs of nodes; loops and repeated pairs are dropped. O(n + m log m).
    init(nodeCount: Int, edges: [(Int32, Int32)], x: [Float], y: [Float]) {
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        for (a, b) in edges where a != b {
            first[Int(a) + 1] += 1
            first[Int(b) + 1] += 1
        }
        for i in 0..<nodeCount { first[i + 1] += first[i] }
        var fill = first
        var raw = [Int32](repeating: 0, count: Int(first[nodeCount]))
        for (a, b) in edges where a != b {
            raw[Int(fill[Int(a)])] = b
            fill[Int(a)] += 1
            raw[Int(fill[Int(b)])] = a
            fill[Int(b)] += 1
        }
        firstOut = [0]
        firstOut.reserveCapacity(nodeCount + 1)
        heads = []
        heads.reserveCapacity(raw.count)
        for node in 0..<nodeCount {
            let range = Int(first[node])..<Int(first[node + 1])
            raw[range].sort()
            var last: Int32 = -1
            for head in raw[range] where head != last {
                heads.append(head)
                last = head
            }
            firstOut.append(Int32(heads.count))
        }
        self.x = x
        self.y = y
    }

    func neighbours(_ node: Int) -> ArraySlice<Int32> { heads[Int(firstOut[node])..<Int(firstOut[node + 1])] }

    /// The subgraph of some nodes, numbered in the order given. `scratch` must contain −1 for every node, and does so
    /// again afterwards.
    func subgraph(_ nodes: [Int32], scratch: inout [Int32]) -> PlainGraph {
        for (i, node) in nodes.enumerated() { scratch[Int(node)] = Int32(i) }
        var first: [Int32] = [0]
        first.reserveCapacity(nodes.count + 1)
        var inner: [Int32] = []
        for node in nodes {
            for head in neighbours(Int(node)) where scratch[Int(head)] >= 0 { inner.append(scratch[Int(head)]) }
            inner[Int(first[first.count - 1])...].sort()
            first.append(Int32(inner.count))
        }
        for node in nodes { scratch[Int(node)] = -1 }
        return PlainGraph(
            firstOut: first, heads: inner, x: nodes.map { x[Int($0)] }, y: nodes.map { y[Int($0)] })
    }

    private init(firstOut: [Int32], heads: [Int32], x: [Float], y: [Float]) {
        self.firstOut = firstOut
        self.heads = heads
        self.x = x
        self.y = y
    }

    /// The nodes of each connected component. O(n + m).
    func components() -> [[Int32]] {
        var seen = [Bool](repeating: false, count: nodeCount)
        var result: [[Int32]] = []
        for start in 0..<nodeCount where !seen[start] {
            var nodes: [Int32] = [Int32(start)]
            seen[start] = true
            var next = 0
            while next < nodes.count {
                for head in neighbours(Int(nodes[next])) where !seen[Int(head)] {
                    seen[Int(head)] = true
                    nodes.append(head)
                }
                next += 1
            }
            result.append(nodes)
        }
        return result
    }
}
