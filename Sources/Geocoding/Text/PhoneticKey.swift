/// The phonetic key of a word in the index, and the keys that a typed word can have.
public enum PhoneticKey {
    /// Maximum number of readings of a Latin word.
    public static let readingLimit = 64

    /// Returns the key of `name` (any number of words separated by spaces) as the index stores it. O(n).
    public static func key(of name: String) -> String {
        var key: [UInt8] = []
        for token in AddressToken.read(name, forQuery: false) {
            if !key.isEmpty { key.append(0x20) }
            key += token.keys[0]
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// Returns all keys that `word` can have, most likely first: one for Greek, up to ``readingLimit`` for Latin
    /// letters (Greeklish).
    public static func readings(of word: String) -> [String] {
        let raw = WordSplitter.split(word)
        guard raw.count == 1, raw[0].script == .latin else { return [key(of: word)] }
        return readings(ofLatin: raw[0].folded).map { String(decoding: $0.key, as: UTF8.self) }
    }

    /// Appends the key of a folded word.
    static func append(_ folded: [Unicode.Scalar], script: Script, to key: inout [UInt8]) {
        switch script {
        case .latin: LatinPhonetics.appendKey(of: folded, to: &key)
        case .greek, .other: GreekPhonetics.appendKey(of: folded, to: &key)
        }
    }

    /// Returns the key of a folded word.
    static func key(_ folded: [Unicode.Scalar], script: Script) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(folded.count + 4)
        append(folded, script: script, to: &key)
        return key
    }

    /// Returns the keys of a folded Latin word with their costs: its own first, then its Greeklish readings.
    static func readings(ofLatin folded: [Unicode.Scalar]) -> [(key: [UInt8], cost: Int)] {
        let own = key(folded, script: .latin)
        var readings = [(key: own, cost: 0)]
        for reading in Greeklish.readings(of: folded, limit: readingLimit) where reading.key != own {
            readings.append(reading)
        }
        return Array(readings.prefix(readingLimit))
    }
}
