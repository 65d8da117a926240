/// The keys that an unfinished word can have. Its last letter can be the first half of a pair («Νερα» of «Νεράιδα»).
enum PrefixKeys {
    /// Returns the keys of an unfinished token, its own first; at most 80.
    static func keys(for token: AddressToken) -> [[UInt8]] {
        guard let last = token.folded.last, !token.isOrdinal else { return token.keys }
        var result = Array(token.keys.prefix(48))
        let stem = Array(token.folded.dropLast())
        let tails: [UInt8]
        var bases: [[UInt8]]
        switch token.script {
        case .greek:
            tails = greek(last)
            bases = [PhoneticKey.key(stem, script: .greek)]
        case .latin:
            tails = latin(last)
            bases = tails.isEmpty ? [] : PhoneticKey.readings(ofLatin: stem).prefix(8).map(\.key)
        case .other:
            return result
        }
        for tail in tails {
            for base in bases {
                let key = base.last == tail ? base : base + [tail]
                if !key.isEmpty, !result.contains(key) { result.append(key) }
            }
        }
        return result
    }

    /// Returns the sounds of the pairs that begin with a Greek letter, other than the letter's own sound.
    private static func greek(_ letter: Unicode.Scalar) -> [UInt8] {
        switch letter {
        case "α": [0x65]  // αι
        case "ε": [0x69]  // ει
        case "ο": [0x69, 0x75]  // οι, ου
        case "μ": [0x62]  // μπ
        case "ν", "τ": [0x64]  // ντ, τζ
        default: []
        }
    }

    /// Returns the sounds of the pairs that begin with a Latin letter in Greeklish, other than the letter's own sound.
    private static func latin(_ letter: Unicode.Scalar) -> [UInt8] {
        switch letter {
        case "a": [0x65]  // ai
        case "e": [0x69]  // ei
        case "o": [0x69, 0x75]  // oi, ou
        case "m": [0x62]  // mp
        case "n": [0x64, 0x67]  // nt, ng, nch
        case "t": [0x71, 0x64]  // th, tz
        case "c", "k": [0x68]  // ch, kh
        case "p": [0x66]  // ph
        default: []
        }
    }
}
