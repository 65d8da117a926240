/// The elimination tree of a graph under a contraction order (Liu 1990), with ranks assigned so that every subtree is a
/// contiguous range that ends with its root.
struct EliminationTree {
    /// The rank of each node, and the node of each rank.
    let rankOf: [UInt32]
    let nodeOf: [UInt32]
    /// The parent of each rank; `noParent` for a root.
    let parent: [UInt32]

    static let noParent = UInt32.max

    /// Builds the tree of a graph given by neighbour lists. `order` contains each node once. O(m α(n)).
    init(nodeCount: Int, order: [UInt32], firstOut: [Int32], heads: [Int32]) {
        var place = [Int32](repeating: 0, count: nodeCount)
        for (rank, node) in order.enumerated() { place[Int(node)] = Int32(rank) }
        // Liu's algorithm: climb from each lower neighbour to its current root, compressing the path.
        var parent = [Int32](repeating: -1, count: nodeCount)
        var ancestor = [Int32](repeating: -1, count: nodeCount)
        for rank in 0..<nodeCount {
            let node = Int(order[rank])
            for index in Int(firstOut[node])..<Int(firstOut[node + 1]) {
                var lower = place[Int(heads[index])]
                while lower < rank, lower >= 0 {
                    let next = ancestor[Int(lower)]
                    ancestor[Int(lower)] = Int32(rank)
                    if next < 0 { parent[Int(lower)] = Int32(rank) }
                    if next == Int32(rank) { break }
                    lower = next
                }
            }
        }
        // Postorder without recursion: count the nodes below, then number from the roots down.
        var size = [Int32](repeating: 1, count: nodeCount)
        for rank in 0..<nodeCount where parent[rank] >= 0 { size[Int(parent[rank])] += size[rank] }
        var end = [Int32](repeating: 0, count: nodeCount)
        var free = [Int32](repeating: 0, count: nodeCount)
        var rootEnd = Int32(nodeCount)
        for rank in stride(from: nodeCount - 1, through: 0, by: -1) {
            if parent[rank] >= 0 {
                let above = Int(parent[rank])
                end[rank] = free[above]
                free[above] -= size[rank]
            } else {
                end[rank] = rootEnd
                rootEnd -= size[rank]
            }
            free[rank] = end[rank] - 1
        }
        var rankOf = [UInt32](repeating: 0, count: nodeCount)
        var nodeOf = [UInt32](repeating: 0, count: nodeCount)
        var newParent = [UInt32](repeating: Self.noParent, count: nodeCount)
        for rank in 0..<nodeCount {
            let new = Int(end[rank] - 1)
            rankOf[Int(order[rank])] = UInt32(new)
            nodeOf[new] = order[rank]
            if parent[rank] >= 0 { newParent[new] = UInt32(end[Int(parent[rank])] - 1) }
        }
        self.rankOf = rankOf
        self.nodeOf = nodeOf
        self.parent = newParent
    }
}
