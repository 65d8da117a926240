/// Sets of numbers that are joined and asked for (Tarjan 1975), with halved paths.
struct DisjointSets {
    private var root: [Int]

    /// Every number below `count` in a set of its own.
    init(count: Int) { root = (0..<count).map { $0 } }

    /// A number that stands for the set of `item`.
    mutating func find(_ item: Int) -> Int {
        var item = item
        while root[item] != item {
            root[item] = root[root[item]]
            item = root[item]
        }
        return item
    }

    /// Makes one set of two.
    mutating func join(_ a: Int, _ b: Int) { root[find(a)] = find(b) }
}
