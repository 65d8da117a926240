/// Finds the letters of a label that match the typed words.
enum Highlight {
    /// Returns the matching ranges of `label` in UTF-16 code units, in order, without overlaps. O(words of both).
    static func ranges(in label: String, _ tokens: [AddressToken]) -> [Range<Int>] {
        let scalars = Array(label.unicodeScalars)
        var result: [Range<Int>] = []
        for word in AddressToken.read(label, forQuery: false) {
            guard let end = agreement(of: word, scalars, tokens) else { continue }
            let start = offset(scalars, word.range.lowerBound)
            let length = offset(scalars, end) - start
            if length > 0 { result.append(start..<(start + length)) }
        }
        return result
    }

    /// Returns the end of the part of `word` that matches a token; nil when none matches.
    private static func agreement(of word: AddressToken, _ scalars: [Unicode.Scalar], _ tokens: [AddressToken]) -> Int?
    {
        let key = word.keys[0]
        for (index, token) in tokens.enumerated() {
            if token.keys.contains(key) { return word.range.upperBound }
            if token.number != nil || word.number != nil { continue }
            if index == tokens.count - 1 || token.isInitial, let end = beginning(of: word, key, scalars, token) {
                return end
            }
            if token.expansions.contains(key) { return word.range.upperBound }
            let stem = WordStem.stem(key)
            if stem.count >= 3, token.keys.prefix(16).contains(where: { WordStem.stem($0) == stem }) {
                return word.range.upperBound
            }
        }
        return nil
    }

    /// Returns the end of the part of `word` that an unfinished token matches; nil when it does not.
    private static func beginning(
        of word: AddressToken, _ key: [UInt8], _ scalars: [Unicode.Scalar], _ token: AddressToken
    ) -> Int? {
        let begins = PrefixKeys.keys(for: token).filter { !$0.isEmpty && key.starts(with: $0) }
        guard let longest = begins.max(by: { $0.count < $1.count }) else { return nil }
        // The shortest prefix of the word whose key begins with the key of what was typed.
        for end in (word.range.lowerBound + 1)...word.range.upperBound {
            let part = TextFolding.letters(scalars[word.range.lowerBound..<end])
            if PhoneticKey.key(part, script: word.script).starts(with: longest) { return end }
        }
        return word.range.upperBound
    }

    private static func offset(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
        scalars[..<index].reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
    }
}
