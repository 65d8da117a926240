/// A run of typed tokens that agrees with names of the gazetteer.
struct SpanHit {
    /// How much of the names the run covers.
    enum Shape {
        /// Whole names.
        case whole
        /// Some of their words.
        case partial
        /// Their beginning, up to the middle of a word.
        case prefix
        /// Whole names whose first word was typed as an initial; rows hold names to be checked by length.
        case initial
    }

    /// How the run agrees with the names.
    enum Tier { case sound, stem, fuzzySound, fuzzySpelling }

    /// Tokens covered, in the order typed.
    var tokens: Range<Int>
    var shape: Shape
    var tier: Tier
    /// Rows of the key table of the tier (see ``GazetteerFile/table(_:)``).
    var rows: KeyTable.Range
    /// Words of the name covered.
    var words: Int
    /// What unusual readings cost.
    var cost: Int
    /// Type words typed along («οδός»).
    var types: WordClasses
    /// Slips of the hand.
    var distance = 0
    /// Whether every token was read by its own letters or by a known abbreviation.
    var isLiteral: Bool
    /// Tokens read as abbreviations, one bit each.
    var abbreviated: UInt64 = 0
    /// Tokens left out as type words or articles, one bit each.
    var skipped: UInt64 = 0

    /// Tokens covered, one bit each.
    var mask: UInt64 { TokenMask.bits(tokens) }
}

/// Sets of at most 64 tokens.
enum TokenMask {
    @inline(__always)
    static func bits(_ range: Range<Int>) -> UInt64 {
        range.isEmpty
            ? 0 : (range.count >= 64 ? UInt64.max : ((1 << UInt64(range.count)) - 1)) << UInt64(range.lowerBound)
    }

    @inline(__always)
    static func bit(_ index: Int) -> UInt64 { 1 << UInt64(index) }
}
