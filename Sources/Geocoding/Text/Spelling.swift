/// A word letter by letter in one byte each, where a slip of the hand is one step whatever it does to the sound.
enum Spelling {
    /// The bytes of a folded word: a Latin letter for each Greek one by its look and each Cyrillic one by its sound, other
    /// letters as UTF-8.
    static func bytes(_ folded: [Unicode.Scalar]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(folded.count)
        for scalar in folded {
            if scalar.value >= 0x3B1, scalar.value <= 0x3C9 {
                result.append(letters[Int(scalar.value) - 0x3B1])
            } else if scalar.value >= 0x430, scalar.value <= 0x45F {
                result.append(cyrillic[Int(scalar.value) - 0x430])
            } else {
                KeyBytes.appendUTF8(scalar, to: &result)
            }
        }
        return result
    }

    /// The bytes of a token; a number or ordinal is its key.
    static func bytes(of token: AddressToken) -> [UInt8] {
        token.isOrdinal || token.number != nil ? token.keys[0] : bytes(token.folded)
    }

    /// а to џ; letters without marks only.
    private static let cyrillic = Array("abvgdejziiklmnoprstufxchwwqyqeyaeedgezijlnhkiud".utf8)
    /// α to ω, final sigma included.
    private static let letters = Array("abgdezhqiklmncoprsstufxyw".utf8)
}
