import TestSupport
import Testing
import TileServer

@Suite struct RowOrderTests {
    @Test(arguments: [0, 1, 256, 257, 5000]) func sortsAsTheStandardLibraryDoes(_ count: Int) {
        var random = SeededGenerator(seed: UInt64(count) + 3)
        for most in [1, 2047, 2048, 5_000_000] {
            let rows = (0..<count).map { _ in Int.random(in: 0...most, using: &random) }
            #expect(RowOrder.ascending(rows) == rows.sorted())
        }
    }
}

@Suite struct RowTableTests {
    @Test func answersAsADictionary() {
        var random = SeededGenerator(seed: 8)
        var table = RowTable(bits: 3)
        var known: [UInt64: UInt32] = [:]
        for step in 0..<5000 {
            let key = UInt64.random(in: 0...1500, using: &random) << UInt64.random(in: 0...50, using: &random)
            #expect(table.row(key) == known[key])
            if step.isMultiple(of: 2) {
                let row = UInt32.random(in: 0..<UInt32.max, using: &random)
                table.set(key, row)
                known[key] = row
            }
        }
        #expect(known.allSatisfy { table.row($0.key) == $0.value })
    }
}
