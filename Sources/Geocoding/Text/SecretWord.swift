/// A word of a place, prepared for comparison.
struct SecretWord: Sendable {
    /// The stems of all words that it can be read as or abbreviate.
    let stems: Set<[UInt8]>
    /// The stem of its own reading.
    private let own: [UInt8]

    /// Returns the keys of words separated by blanks.
    static func keys(_ words: String) -> Set<[UInt8]> {
        Set(AddressToken.read(words, forQuery: true).map { $0.keys[0] })
    }

    init(_ token: AddressToken) {
        own = WordStem.stem(token.keys[0])
        stems = Set((token.keys + token.expansions).map(WordStem.stem))
    }

    /// Returns whether `token` is this word in another form or spelling, with a typing mistake, or joined to other
    /// words («#kryfi7»).
    func `is`(_ token: AddressToken) -> Bool {
        let other = SecretWord(token)
        if !stems.isDisjoint(with: other.stems) { return true }
        guard token.number == nil, own.count >= 5 else { return false }
        return token.keys.prefix(8).contains { key in
            Self.holds(key, own)
                || (own.count >= 6 && EditDistance.distance(WordStem.stem(key), own, limit: 1) != nil)
        }
    }

    private static func holds(_ key: [UInt8], _ part: [UInt8]) -> Bool {
        guard key.count >= part.count else { return false }
        return (0...(key.count - part.count)).contains { key[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
