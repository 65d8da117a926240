/// A word or number of a typed address.
package struct AddressToken: Sendable {
    /// The part of a structured query that a token belongs to.
    enum Field: Sendable { case any, street, locality }

    /// Folded letters.
    var folded: [Unicode.Scalar]
    /// The alphabet of most of its letters.
    var script: Script
    /// Its range in the scalars of the text.
    package var range: Range<Int>
    /// Number of commas, brackets and line ends before it.
    var segment: Int
    /// Whether a full stop follows directly.
    var hasDot: Bool
    /// Whether it is in brackets.
    var isBracketed: Bool
    /// Whether a slash or `&` separates it from the token before.
    var isAfterSlash: Bool
    /// Its possible keys, its own first.
    package var keys: [[UInt8]]
    /// The cost of each of ``keys``; further keys cost 1 when the list is shorter.
    var keyCosts: [Int] = []
    /// Keys of the words that it can abbreviate.
    var expansions: [[UInt8]]
    /// Its possible functions in an address.
    var classes: WordClasses
    /// Its value when it is a number and not an ordinal.
    var number: HouseNumber?
    /// Whether it is a number that is part of a name («28ης», «28» before a month).
    var isOrdinal: Bool
    /// The part of a structured query that it belongs to.
    var field: Field = .any

    /// Whether it can abbreviate a longer word by its first letters: one letter, or up to five and a full stop.
    var isInitial: Bool {
        guard number == nil, !isOrdinal, let first = folded.first, !first.isDigit else { return false }
        return folded.count == 1 || (hasDot && folded.count <= 5)
    }

    /// Whether it is a number with a letter after a blank: «8 Α».
    var isJoinedByBlank = false

    /// Whether it can be a word or a number. One letter three times or more is none, although «qqqqqq» sounds like the
    /// beginning of many names; «III» is.
    var isReadable: Bool {
        guard folded.count > 2, let first = folded.first, !first.isDigit, first != "i", first != "ι" else {
            return true
        }
        return folded.contains { $0 != first }
    }

    /// Whether it is a number that can be a house number.
    var isNumber: Bool { number != nil && !isOrdinal }
}
