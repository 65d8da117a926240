import Testing

import Caching

struct RecentTableTests {
    /// The simplest table: an array in the order of use.
    private struct SimpleTable {
        var entries: [(key: Int, value: Int, cost: Int)] = []

        mutating func use(_ key: Int) -> Int? {
            guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
            entries.append(entries.remove(at: place))
            return entries.last?.value
        }
    }

    @Test(arguments: 1...20)
    func agreesWithTheSimplestTable(_ seed: UInt64) {
        var random = seed &* 0x9E37_79B9_7F4A_7C15
        func next(below bound: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(bound))
        }
        var (table, simple) = (RecentTable<Int, Int>(), SimpleTable())
        for step in 0..<2000 {
            let key = next(below: 30)
            switch next(below: 4) {
            case 0:
                let removed = simple.entries.isEmpty ? nil : simple.entries.removeFirst().value
                #expect(table.removeOldest() == removed)
            case 1 where !simple.entries.contains(where: { $0.key == key }):
                let cost = next(below: 5)
                table.add(step, for: key, cost: cost)
                simple.entries.append((key, step, cost))
            default: #expect(table.use(key) == simple.use(key))
            }
            #expect(table.count == simple.entries.count)
            #expect(table.cost == simple.entries.reduce(0) { $0 + $1.cost })
        }
        while let removed = table.removeOldest() { #expect(removed == simple.entries.removeFirst().value) }
        #expect(simple.entries.isEmpty && table.cost == 0)
    }
}
