/// A word or number of a typed address, with everything later steps ask of it.
package struct AddressToken: Sendable {
    /// Which part of a structured query the token came from.
    enum Field: Sendable { case any, street, locality }

    /// Folded letters.
    var folded: [Unicode.Scalar]
    /// Alphabet of most letters.
    var script: Script
    /// Offsets in the scalars of the text.
    package var range: Range<Int>
    /// Number of commas, brackets and line ends before it.
    var segment: Int
    /// Whether a full stop follows directly.
    var hasDot: Bool
    /// Whether it stands in brackets.
    var isBracketed: Bool
    /// Whether a slash or `&` parts it from the token before.
    var isAfterSlash: Bool
    /// Possible keys, its own first.
    package var keys: [[UInt8]]
    /// How unusual each of ``keys`` is; those past the end count as the last.
    var keyCosts: [Int] = []
    /// Keys of the words it may be short for.
    var expansions: [[UInt8]]
    /// What it can do in an address.
    var classes: WordClasses
    /// Its value when it is a number, not an ordinal.
    var number: HouseNumber?
    /// Whether it is a number that belongs to a name («28ης», «28» before a month).
    var isOrdinal: Bool
    /// The part of a structured query it came from.
    var field: Field = .any

    /// Whether it can stand for a longer word by its first letters: one letter, or a few and a full stop.
    var isInitial: Bool {
        guard number == nil, !isOrdinal, let first = folded.first, !first.isDigit else { return false }
        return folded.count == 1 || (hasDot && folded.count <= 5)
    }

    /// Whether it is a number with a letter behind a blank: «8 Α».
    var isJoinedByBlank = false

    /// Whether it is a free number, a candidate for a house number.
    var isNumber: Bool { number != nil && !isOrdinal }
}
