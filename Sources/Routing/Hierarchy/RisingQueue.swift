/// A set of numbers below a bound from which the least is taken again and again, each larger than the one before.
///
/// Two levels of bits; empty again after use, so that it is made once. What is added must be larger than what was taken
/// last. Taking one is a few instructions, plus one per 4,096 numbers passed over.
final class RisingQueue {
    // Invariant: bit i of `words` says that i is in the set; bit j of `summary` that word j is not 0.
    private let words: Block<UInt64>
    private let summary: Block<UInt64>
    private var summaryPlace = 0

    init(below bound: Int) {
        words = Block(repeating: 0, count: bound / 64 + 1)
        summary = Block(repeating: 0, count: bound / 4096 + 1)
    }

    /// Adds a number; nothing happens when it is there already.
    @inline(__always)
    func insert(_ number: Int) {
        let word = number >> 6
        words.base[word] |= 1 << UInt64(number & 63)
        summary.base[word >> 6] |= 1 << UInt64(word & 63)
        // The first additions come in any order, before anything is taken.
        if word >> 6 < summaryPlace { summaryPlace = word >> 6 }
    }

    /// Takes the least number out, if it lies below `limit`; nil when there is none, and the queue, when it is empty, is
    /// ready for its next use.
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
