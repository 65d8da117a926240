public import GeoIndex

/// The preprocessing phase: completes a network to a chordal graph under an order and writes it as columns.
public enum HierarchyBuilder {
    /// Writes the hierarchy over `arcs` into a packed file under names that begin with `prefix`. O(arcs of the
    /// hierarchy · log).
    ///
    /// Loops are left out: no shortest way uses one.
    ///
    /// - Parameters:
    ///   - networkArcCount: The number of arcs of the network; those that `arcs` name are below it.
    ///   - order: The contraction order; contains each of the `nodeCount` nodes once.
    public static func build(
        nodeCount: Int, networkArcCount: Int, arcs: [InputArc], order: [UInt32],
        into writer: inout PackedFileWriter, prefix: String = "hierarchy."
    ) {
        let adjacency = PlainGraph(
            nodeCount: nodeCount, edges: arcs.map { (Int32($0.tail), Int32($0.head)) }, x: [], y: [])
        let tree = EliminationTree(
            nodeCount: nodeCount, order: order, firstOut: adjacency.firstOut, heads: adjacency.heads)
        let (upFirst, upHead) = complete(adjacency, tree)
        let m = upHead.count

        var depth = [UInt32](repeating: 0, count: nodeCount)
        var subtree = (0..<UInt32(nodeCount)).map { $0 }
        for rank in stride(from: nodeCount - 1, through: 0, by: -1)
        where tree.parent[rank] != EliminationTree.noParent {
            depth[rank] = depth[Int(tree.parent[rank])] + 1
        }
        for rank in 0..<nodeCount where tree.parent[rank] != EliminationTree.noParent {
            let above = Int(tree.parent[rank])
            subtree[above] = min(subtree[above], subtree[rank])
        }
        var arcTail = [UInt32](repeating: 0, count: m)
        for rank in 0..<nodeCount {
            for arc in Int(upFirst[rank])..<Int(upFirst[rank + 1]) { arcTail[arc] = UInt32(rank) }
        }
        let (downFirst, downArc) = grouped((0..<UInt32(m)), by: { Int(upHead[Int($0)]) }, groups: nodeCount)

        writer.add(prefix + "rank", tree.rankOf)
        writer.add(prefix + "node", tree.nodeOf)
        writer.add(prefix + "parent", tree.parent)
        writer.add(prefix + "depth", depth)
        writer.add(prefix + "subtree", subtree)
        writer.add(prefix + "up.first", upFirst)
        writer.add(prefix + "up.head", upHead)
        writer.add(prefix + "up.depth", upHead.map { depth[Int($0)] })
        writer.add(prefix + "arc.tail", arcTail)
        writer.add(prefix + "down.first", downFirst)
        writer.add(prefix + "down.arc", downArc)
        writer.add(prefix + "down.tail", downArc.map { arcTail[Int($0)] })
        addInputs(
            arcs, networkArcCount: networkArcCount, rankOf: tree.rankOf, upFirst: upFirst, upHead: upHead,
            into: &writer, prefix: prefix)
    }

    /// The upper neighbours of every rank after contraction: its own and those inherited from its children.
    private static func complete(_ graph: PlainGraph, _ tree: EliminationTree) -> ([UInt32], [UInt32]) {
        let n = graph.nodeCount
        var first: [UInt32] = [0]
        first.reserveCapacity(n + 1)
        var heads: [UInt32] = []
        heads.reserveCapacity(graph.heads.count)
        var marker = [UInt32](repeating: UInt32.max, count: n)
        let ranked = (0..<UInt32(n)).filter { tree.parent[Int($0)] != EliminationTree.noParent }
        let (childFirst, children) = grouped(ranked, by: { Int(tree.parent[Int($0)]) }, groups: n)
        for rank in 0..<n {
            let start = heads.count
            marker[rank] = UInt32(rank)
            for head in graph.neighbours(Int(tree.nodeOf[rank])) {
                let other = tree.rankOf[Int(head)]
                if other > rank, marker[Int(other)] != UInt32(rank) {
                    marker[Int(other)] = UInt32(rank)
                    heads.append(other)
                }
            }
            for child in children[Int(childFirst[rank])..<Int(childFirst[rank + 1])] {
                for arc in Int(first[Int(child)])..<Int(first[Int(child) + 1]) {
                    let other = heads[arc]
                    if marker[Int(other)] != UInt32(rank) {
                        marker[Int(other)] = UInt32(rank)
                        heads.append(other)
                    }
                }
            }
            heads[start...].sort()
            first.append(UInt32(heads.count))
        }
        return (first, heads)
    }

    private static func addInputs(
        _ arcs: [InputArc], networkArcCount: Int, rankOf: [UInt32], upFirst: [UInt32], upHead: [UInt32],
        into writer: inout PackedFileWriter, prefix: String
    ) {
        var arcOf: [UInt32] = []
        var used: [InputArc] = []
        for arc in arcs where arc.tail != arc.head {
            let (tail, head) = (rankOf[Int(arc.tail)], rankOf[Int(arc.head)])
            let (low, high) = (Int(min(tail, head)), max(tail, head))
            var from = Int(upFirst[low])
            var to = Int(upFirst[low + 1])
            while from < to {
                let middle = (from + to) / 2
                if upHead[middle] < high { from = middle + 1 } else { to = middle }
            }
            arcOf.append(UInt32(from))
            used.append(arc)
        }
        let (first, places) = grouped((0..<UInt32(used.count)), by: { Int(arcOf[Int($0)]) }, groups: upHead.count)
        let sorted = places.map { used[Int($0)] }
        let sortedArc = places.map { arcOf[Int($0)] }
        writer.add(prefix + "input.first", first)
        writer.add(
            prefix + "input.link",
            sorted.map { $0.arc << 1 | (rankOf[Int($0.tail)] > rankOf[Int($0.head)] ? 1 : 0) })
        writer.add(prefix + "input.bans", sorted.map(\.bans))
        writer.add(prefix + "input.arc", sortedArc)
        let (instanceFirst, instance) = grouped(
            (0..<UInt32(sorted.count)), by: { Int(sorted[Int($0)].arc) }, groups: networkArcCount)
        writer.add(prefix + "instance.first", instanceFirst)
        writer.add(prefix + "instance", instance)
    }

    /// Sorts items by group, keeping their order within each, and returns where each group begins (counting sort).
    static func grouped(
        _ items: some Collection<UInt32>, by group: (UInt32) -> Int, groups: Int
    ) -> ([UInt32], [UInt32]) {
        var first = [UInt32](repeating: 0, count: groups + 1)
        for item in items { first[group(item) + 1] += 1 }
        for i in 0..<groups { first[i + 1] += first[i] }
        var fill = first
        var result = [UInt32](repeating: 0, count: items.count)
        for item in items {
            let place = group(item)
            result[Int(fill[place])] = item
            fill[place] += 1
        }
        return (first, result)
    }
}
