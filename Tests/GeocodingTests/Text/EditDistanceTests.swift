import Geocoding
import Testing
import TestSupport

@Suite struct EditDistanceTests {
    /// The textbook table, in which editing a digit is too expensive for any path.
    private func slow(_ a: [UInt8], _ b: [UInt8]) -> Int {
        func price(_ byte: UInt8) -> Int { (0x30...0x39).contains(byte) ? 1000 : 1 }
        var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                if i == 0 && j == 0 { continue }
                var best = Int.max
                if i > 0 { best = min(best, table[i - 1][j] + price(a[i - 1])) }
                if j > 0 { best = min(best, table[i][j - 1] + price(b[j - 1])) }
                if i > 0, j > 0 {
                    let change = a[i - 1] == b[j - 1] ? 0 : max(price(a[i - 1]), price(b[j - 1]))
                    best = min(best, table[i - 1][j - 1] + change)
                }
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, table[i - 2][j - 2] + max(price(a[i - 1]), price(b[j - 1])))
                }
                table[i][j] = best
            }
        }
        return table[a.count][b.count]
    }

    @Test func agreesWithTheTextbook() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<4000 {
            let a = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                Array("abc2".utf8).randomElement(using: &random)!
            }
            let b = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                Array("abc2".utf8).randomElement(using: &random)!
            }
            for limit in 0...2 {
                let expected = slow(a, b)
                #expect(EditDistance.distance(a, b, limit: limit) == (expected <= limit ? expected : nil))
            }
        }
    }

    @Test func digitsAreNeverEdited() {
        #expect(EditDistance.distance(Array("23 oktovriu".utf8), Array("28 oktovriu".utf8), limit: 2) == nil)
        #expect(EditDistance.distance(Array("28 oktovriu".utf8), Array("82 oktovriu".utf8), limit: 2) == nil)
        #expect(EditDistance.distance(Array("28 oktvoriu".utf8), Array("28 oktovriu".utf8), limit: 2) == 1)
    }
}
