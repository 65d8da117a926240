/// A set of numbers below a bound from which the least is removed repeatedly, each larger than the one before.
///
/// Uses two levels of bits, and is empty again after use, so that it can be reused. A number added must be larger than
/// the last one removed. Removing takes a few instructions, plus one per 4,096 numbers skipped.
final class RisingQueue {
    // Invariant: bit i of `words` is set when i is in the set; bit j of `summary` when word j is not 0.
    private let words: Block<UInt64>
    private let summary: Block<UInt64>
    private var summaryPlace = 0

    init(below bound: Int) {
        words = Block(repeating: 0, count: bound / 64 + 1)
        summary = Block(repeating: 0, count: bound / 4096 + 1)
    }

    /// Adds a number; has no effect when it is in the set.
    @inline(__always)
    func insert(_ number: Int) {
        let word = number >> 6
        words.base[word] |= 1 << UInt64(number & 63)
        summary.base[word >> 6] |= 1 << UInt64(word & 63)
        // The first numbers are added in any order, before any is removed.
        if word >> 6 < summaryPlace { summaryPlace = word >> 6 }
    }

    /// Removes and returns the least number when it is below `limit`, otherwise returns nil. Once empty, the queue is
    /// ready for reuse.
    func popFirst(below limit: Int = .max) -> Int? {
        while summaryPlace < summary.count {
            let bits = summary.base[summaryPlace]
            if bits == 0 {
                summaryPlace += 1
                continue
            }
            let word = summaryPlace << 6 | bits.trailingZeroBitCount
            let left = words.base[word]
            let number = word << 6 | left.trailingZeroBitCount
            if number >= limit { return nil }
            let rest = left & (left &- 1)
            words.base[word] = rest
            if rest == 0 { summary.base[summaryPlace] = bits & (bits &- 1) }
            return number
        }
        summaryPlace = 0
        return nil
    }
}
