/// A word of up to eight ASCII letters in lower case, stored in one integer for quick comparison.
struct HoursWord: Hashable, Sendable {
    private var letters: UInt64 = 0

    /// Creates a word from the letters at the start of `bytes`. A longer word equals no word of up to eight letters.
    init(at bytes: ArraySlice<UInt8>) {
        var count = 0
        for byte in bytes {
            let lower = byte | 0x20
            guard lower >= 0x61, lower <= 0x7A else { break }
            count += 1
            letters = letters << 8 | UInt64(lower)
            if count > 8 {
                letters = .max
                break
            }
        }
    }

    init(_ word: StaticString) {
        for index in 0..<min(word.utf8CodeUnitCount, 8) {
            letters = letters << 8 | UInt64(word.utf8Start[index])
        }
    }

    /// The number of letters; 8 for a longer word.
    var count: Int { 8 - letters.leadingZeroBitCount / 8 }
}
