/// Sorts rows of a layer into drawing order, which is the order of the file.
package enum RowOrder {
    private static let bits = 11

    /// The rows in ascending order; none may be negative. O(n) for many rows (radix sort, eleven bits at a time).
    package static func ascending(_ rows: [Int]) -> [Int] {
        guard rows.count > 256, let most = rows.max() else { return rows.sorted() }
        var (from, to) = (rows, [Int](repeating: 0, count: rows.count))
        var shift = 0
        while most >> shift > 0 {
            var starts = [Int](repeating: 0, count: 1 << bits + 1)
            for row in from { starts[(row >> shift) & (1 << bits - 1) + 1] += 1 }
            for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
            for row in from {
                let digit = (row >> shift) & (1 << bits - 1)
                to[starts[digit]] = row
                starts[digit] += 1
            }
            swap(&from, &to)
            shift += bits
        }
        return from
    }
}
