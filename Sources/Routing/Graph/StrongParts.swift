/// The strongly connected parts of a network by Tarjan's algorithm (1972), without recursion.
struct StrongParts {
    /// The part of each junction.
    private(set) var part: [Int]
    /// The number of junctions of each part.
    private(set) var sizes: [Int] = []

    /// The number of junctions in the part of a junction.
    func size(of node: Int) -> Int { sizes[part[node]] }

    /// Finds the parts of the network formed by the arcs that `isOpen` accepts. O(nodes + arcs).
    init(_ draft: RoadNetworkDraft, isOpen: (Int) -> Bool) {
        let count = draft.nodes.count
        let (first, out) = HierarchyBuilder.grouped(
            0..<UInt32(draft.arcCount), by: { Int(draft.tail(Int($0))) }, groups: count)
        var index = [Int](repeating: -1, count: count)
        var low = [Int](repeating: 0, count: count)
        part = [Int](repeating: -1, count: count)
        var cursor = first.map { Int($0) }
        var next = 0
        var open: [Int] = []
        for start in 0..<count where index[start] < 0 {
            var stack = [start]
            while let node = stack.last {
                if index[node] < 0 {
                    index[node] = next
                    low[node] = next
                    next += 1
                    open.append(node)
                }
                var descends = false
                while cursor[node] < Int(first[node + 1]) {
                    let arc = Int(out[cursor[node]])
                    cursor[node] += 1
                    guard isOpen(arc) else { continue }
                    let head = Int(draft.head(arc))
                    if index[head] < 0 {
                        stack.append(head)
                        descends = true
                        break
                    }
                    if part[head] < 0 { low[node] = min(low[node], index[head]) }
                }
                if descends { continue }
                stack.removeLast()
                if let parent = stack.last { low[parent] = min(low[parent], low[node]) }
                guard low[node] == index[node] else { continue }
                sizes.append(0)
                while let member = open.popLast() {
                    part[member] = sizes.count - 1
                    sizes[sizes.count - 1] += 1
                    if member == node { break }
                }
            }
        }
    }
}
