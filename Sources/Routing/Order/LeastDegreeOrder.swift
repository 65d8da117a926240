/// Orders a part too small to cut: always the node with the fewest neighbours in the graph contracted so far.
enum LeastDegreeOrder {
    /// Returns the order of a graph's nodes. O(n³) at worst; meant for a few dozen nodes.
    static func order(_ graph: PlainGraph) -> [Int32] {
        var neighbours = (0..<graph.nodeCount).map { Set(graph.neighbours($0)) }
        var left = Set(0..<Int32(graph.nodeCount))
        var result: [Int32] = []
        while let next = left.min(by: { (neighbours[Int($0)].count, $0) < (neighbours[Int($1)].count, $1) }) {
            left.remove(next)
            result.append(next)
            let around = neighbours[Int(next)]
            for node in around {
                neighbours[Int(node)].formUnion(around)
                neighbours[Int(node)].remove(node)
                neighbours[Int(node)].remove(next)
            }
        }
        return result
    }
}
