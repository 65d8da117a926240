/// The restricted Damerau–Levenshtein distance (optimal string alignment), in which digits cannot be edited.
package enum EditDistance {
    /// Returns the number of single-letter edits between two keys; nil when it is more than `limit` or a digit would
    /// have to change. O(|a|·|b|). F. Damerau, CACM 7(3), 1964.
    package static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        let tooFar = limit + 1
        var beforeLast = [Int](repeating: tooFar, count: b.count + 1)
        var last = [Int](repeating: 0, count: b.count + 1)
        for j in 0..<b.count { last[j + 1] = last[j] + cost(b[j], tooFar) }
        var row = last
        for i in 0..<a.count {
            row[0] = last[0] + cost(a[i], tooFar)
            var least = row[0]
            for j in 0..<b.count {
                var best = last[j] + (a[i] == b[j] ? 0 : max(cost(a[i], tooFar), cost(b[j], tooFar)))
                best = min(best, last[j + 1] + cost(a[i], tooFar), row[j] + cost(b[j], tooFar))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, beforeLast[j - 1] + max(cost(a[i], tooFar), cost(b[j], tooFar)))
                }
                row[j + 1] = min(best, tooFar)
                least = min(least, row[j + 1])
            }
            if least > limit { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }

    /// Returns how many edits a key of `length` bytes may have: none below five bytes, one up to seven, two from eight
    /// on.
    package static func allowance(forLength length: Int) -> Int { length < 5 ? 0 : length < 8 ? 1 : 2 }

    /// Digits must not be lost, added, changed or moved.
    @inline(__always)
    private static func cost(_ byte: UInt8, _ tooFar: Int) -> Int { KeyBytes.isDigit(byte) ? tooFar : 1 }
}
