/// Splits off the parts of a road network that need no separator: trees that end in dead ends, and chains of nodes with
/// two neighbours.
///
/// They are contracted first: trees from their leaves, chains so that the middle comes last. What remains is the core,
/// whose edges represent single edges or whole chains.
struct GraphReduction {
    /// The nodes to contract before the core, in order.
    private(set) var early: [Int32] = []
    /// The nodes of the core.
    private(set) var coreNodes: [Int32] = []
    /// The edges of the core, as pairs of indices in `coreNodes`.
    private(set) var coreEdges: [(Int32, Int32)] = []

    init(_ graph: PlainGraph) {
        var degree = (0..<graph.nodeCount).map { Int32(graph.neighbours($0).count) }
        var gone = [Bool](repeating: false, count: graph.nodeCount)
        var leaves = (0..<Int32(graph.nodeCount)).filter { degree[Int($0)] <= 1 }
        while let leaf = leaves.popLast() {
            guard !gone[Int(leaf)] else { continue }
            gone[Int(leaf)] = true
            early.append(leaf)
            for head in graph.neighbours(Int(leaf)) where !gone[Int(head)] {
                degree[Int(head)] -= 1
                if degree[Int(head)] == 1 { leaves.append(head) }
            }
        }
        var place = [Int32](repeating: -1, count: graph.nodeCount)
        func keep(_ node: Int32) {
            place[Int(node)] = Int32(coreNodes.count)
            coreNodes.append(node)
        }
        for node in 0..<graph.nodeCount where !gone[node] && degree[node] >= 3 { keep(Int32(node)) }
        var inChain = [Bool](repeating: false, count: graph.nodeCount)
        var next = 0
        var rest = 0
        while true {
            while next < coreNodes.count {
                followChains(from: coreNodes[next], graph, gone: gone, place: place, inChain: &inChain)
                next += 1
            }
            // Nodes left over form separate rings: one node of each joins the core.
            while rest < graph.nodeCount, gone[rest] || place[rest] >= 0 || inChain[rest] { rest += 1 }
            guard rest < graph.nodeCount else { break }
            keep(Int32(rest))
        }
    }

    private mutating func followChains(
        from start: Int32, _ graph: PlainGraph, gone: [Bool], place: [Int32], inChain: inout [Bool]
    ) {
        for first in graph.neighbours(Int(start)) where !gone[Int(first)] {
            if place[Int(first)] >= 0 {
                if first > start { coreEdges.append((place[Int(start)], place[Int(first)])) }
                continue
            }
            guard !inChain[Int(first)] else { continue }
            var chain: [Int32] = []
            var previous = start
            var node = first
            while place[Int(node)] < 0 {
                chain.append(node)
                inChain[Int(node)] = true
                let onward = graph.neighbours(Int(node)).first { !gone[Int($0)] && $0 != previous }
                guard let onward else { break }
                previous = node
                node = onward
            }
            if place[Int(node)] >= 0, node != start { coreEdges.append((place[Int(start)], place[Int(node)])) }
            appendMiddleLast(chain[...])
        }
    }

    private mutating func appendMiddleLast(_ chain: ArraySlice<Int32>) {
        guard !chain.isEmpty else { return }
        let middle = chain.startIndex + chain.count / 2
        appendMiddleLast(chain[..<middle])
        appendMiddleLast(chain[(middle + 1)...])
        early.append(chain[middle])
    }
}
