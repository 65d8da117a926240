/// A run of typed tokens that matches names of the gazetteer.
struct SpanHit {
    /// The part of the names that the run covers.
    enum Shape {
        /// Whole names.
        case whole
        /// Some of the words of names.
        case partial
        /// The beginning of names, up to the middle of a word.
        case prefix
        /// Whole names with the first word typed as an initial. Rows can include longer names.
        case initial
    }

    /// The way in which the run matches the names.
    enum Tier { case sound, stem, fuzzySound, fuzzySpelling }

    /// The tokens, in the order typed.
    var tokens: Range<Int>
    var shape: Shape
    var tier: Tier
    /// Rows of the key table of the tier, see ``GazetteerFile/table(_:)``.
    var rows: KeyTable.Range
    /// The number of words of the name that are covered.
    var words: Int
    /// The cost of unusual readings.
    var cost: Int
    /// Type words typed with the name («οδός»).
    var types: WordClasses
    /// The number of typing mistakes.
    var distance = 0
    /// Whether every token was read by its letters or as a known abbreviation.
    var isLiteral: Bool
    /// Tokens read as abbreviations, one bit each.
    var abbreviated: UInt64 = 0
    /// Tokens skipped as type words or articles, one bit each.
    var skipped: UInt64 = 0

    /// The tokens, one bit each.
    var mask: UInt64 { TokenMask.bits(tokens) }
}

/// Sets of up to 64 tokens as bits.
enum TokenMask {
    @inline(__always)
    static func bits(_ range: Range<Int>) -> UInt64 {
        range.isEmpty
            ? 0 : (range.count >= 64 ? UInt64.max : ((1 << UInt64(range.count)) - 1)) << UInt64(range.lowerBound)
    }

    @inline(__always)
    static func bit(_ index: Int) -> UInt64 { 1 << UInt64(index) }
}
