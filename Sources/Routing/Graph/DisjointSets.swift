/// Disjoint sets of numbers with union and find (Tarjan 1975), using path halving.
package struct DisjointSets {
    private var root: [Int]

    /// Creates a set for each number below `count`.
    package init(count: Int) { root = (0..<count).map { $0 } }

    /// The representative of the set that contains `item`.
    package mutating func find(_ item: Int) -> Int {
        var item = item
        while root[item] != item {
            root[item] = root[root[item]]
            item = root[item]
        }
        return item
    }

    /// Merges the sets of two numbers.
    package mutating func join(_ a: Int, _ b: Int) { root[find(a)] = find(b) }

    /// Whether two numbers are in the same set.
    package mutating func areJoined(_ a: Int, _ b: Int) -> Bool { find(a) == find(b) }
}
