import Dispatch
import Synchronization

/// Computes a contraction order by nested dissection: both sides of a small separator, then the separator itself,
/// recursively (Dibbelt, Strasser, Wagner 2016).
public enum NestedDissection {
    /// Parts of at most this size are ordered by least degree.
    private static let leafSize = 12

    /// Returns the order (rank → node) of an undirected graph, given as pairs of nodes and the nodes' plane
    /// coordinates.
    ///
    /// Deterministic. O(n log n) passes of maximum flow; the parts are shared among the cores.
    public static func order(nodeCount: Int, edges: [(Int32, Int32)], x: [Float], y: [Float]) -> [UInt32] {
        let graph = PlainGraph(nodeCount: nodeCount, edges: edges, x: x, y: y)
        let reduction = GraphReduction(graph)
        let core = PlainGraph(
            nodeCount: reduction.coreNodes.count, edges: reduction.coreEdges,
            x: reduction.coreNodes.map { x[Int($0)] }, y: reduction.coreNodes.map { y[Int($0)] })
        var order = reduction.early.map { UInt32($0) }
        for node in dissect(core, depth: 0) { order.append(UInt32(reduction.coreNodes[Int(node)])) }
        return order
    }

    private static func dissect(_ graph: PlainGraph, depth: Int) -> [Int32] {
        if graph.nodeCount <= leafSize { return LeastDegreeOrder.order(graph) }
        let components = graph.components()
        if components.count > 1 {
            return parts(of: graph, components, depth: depth).flatMap { $0 }
        }
        let found = InertialFlow.separate(graph)
        if found.left.isEmpty && found.right.isEmpty { return LeastDegreeOrder.order(graph) }
        var result = parts(of: graph, [found.left, found.right], depth: depth).flatMap { $0 }
        result.append(contentsOf: found.separator)
        return result
    }

    private static func parts(of graph: PlainGraph, _ parts: [[Int32]], depth: Int) -> [[Int32]] {
        @Sendable func one(_ nodes: [Int32]) -> [Int32] {
            if nodes.count == 1 { return nodes }
            var scratch = [Int32](repeating: -1, count: graph.nodeCount)
            let inner = dissect(graph.subgraph(nodes, scratch: &scratch), depth: depth + 1)
            return inner.map { nodes[Int($0)] }
        }
        if depth > 5 || parts.count != 2 || graph.nodeCount < 2000 {
            return sequentially(parts, of: graph, depth: depth)
        }
        let results = Mutex<[[Int32]]>([[], []])
        DispatchQueue.concurrentPerform(iterations: 2) { side in
            let ordered = one(parts[side])
            results.withLock { $0[side] = ordered }
        }
        return results.withLock { $0 }
    }

    private static func sequentially(_ parts: [[Int32]], of graph: PlainGraph, depth: Int) -> [[Int32]] {
        var scratch = [Int32](repeating: -1, count: graph.nodeCount)
        return parts.map { nodes in
            if nodes.count <= 1 { return nodes }
            let inner = dissect(graph.subgraph(nodes, scratch: &scratch), depth: depth + 1)
            return inner.map { nodes[Int($0)] }
        }
    }
}
