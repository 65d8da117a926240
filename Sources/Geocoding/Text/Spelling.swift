/// A word with one byte per letter, so that a typing mistake is one edit whatever it does to the sound.
enum Spelling {
    /// Returns the bytes of a folded word. A Greek letter becomes a Latin one by its look, a Cyrillic one by its sound;
    /// other letters are UTF-8.
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

    /// Returns the bytes of a token; its key for a number or ordinal.
    static func bytes(of token: AddressToken) -> [UInt8] {
        token.isOrdinal || token.number != nil ? token.keys[0] : bytes(token.folded)
    }

    /// Latin letters for а to џ.
    private static let cyrillic = Array("abvgdejziiklmnoprstufxchwwqyqeyaeedgezijlnhkiud".utf8)
    /// Latin letters for α to ω, including final sigma.
    private static let letters = Array("abgdezhqiklmncoprsstufxyw".utf8)
}
