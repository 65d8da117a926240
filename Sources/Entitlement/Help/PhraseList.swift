internal import Geocoding

/// Phrases that are found in texts by their sound: accents, alphabet and different spellings of a sound do not matter.
struct PhraseList: Sendable {
    /// A phrase to find.
    struct Entry {
        /// The words.
        var words: String
        /// The number that the search returns.
        var value: Int
        /// Whether it counts only when it is the whole text: «112» can also be a house number.
        var isAlone = false
    }

    private struct Phrase {
        let words: [(key: [UInt8], stem: [UInt8])]
        let value: Int
        let isAlone: Bool
    }

    /// The least number of bytes of a stem that identifies a word without its ending.
    private static let shortestStem = 4

    private let phrases: [Phrase]
    private let inflects: Bool

    /// Creates a list. Entries without a letter or digit are left out, see ``isPhrase(_:)``.
    ///
    /// - Parameter inflects: Whether other endings of a word match too: «επιδόματα» for «επίδομα».
    init(_ entries: [Entry], inflects: Bool = false) {
        self.inflects = inflects
        phrases = entries.compactMap { entry in
            let tokens = AddressToken.read(entry.words, forQuery: false)
            let words = tokens.compactMap { token in
                token.keys.first.map { (key: $0, stem: token.stems.first ?? $0) }
            }
            return words.isEmpty ? nil : Phrase(words: words, value: entry.value, isAlone: entry.isAlone)
        }
        // Longer phrases first: «με χτυπάει ο άντρας μου» before «χτυπάει».
        .sorted { $0.words.count > $1.words.count }
    }

    /// Whether there is nothing to find.
    var isEmpty: Bool { phrases.isEmpty }

    /// Returns whether a text has a letter or digit, so that it can be found.
    static func isPhrase(_ words: String) -> Bool { !AddressToken.read(words, forQuery: false).isEmpty }

    /// Returns the value of the longest phrase in `tokens`, and marks the tokens of all phrases in `taken`; nil when
    /// there is none. O(tokens · phrases).
    func search(_ tokens: [AddressToken], taken: inout [Bool]) -> Int? {
        let stems = inflects ? tokens.map(\.stems) : []
        var value: Int?
        for phrase in phrases
        where phrase.isAlone ? phrase.words.count == tokens.count : phrase.words.count <= tokens.count {
            for start in 0...(tokens.count - phrase.words.count) {
                let range = start..<(start + phrase.words.count)
                let isHere = range.allSatisfy { index in
                    let word = phrase.words[index - start]
                    guard !taken[index] else { return false }
                    return tokens[index].keys.contains(word.key)
                        || (inflects && word.stem.count >= Self.shortestStem && stems[index].contains(word.stem))
                }
                guard isHere else { continue }
                value = value ?? phrase.value
                for index in range { taken[index] = true }
            }
        }
        return value
    }

    /// Returns the parts of `text` whose tokens are not `taken`, joined by blanks.
    static func rest(of text: String, _ tokens: [AddressToken], taken: [Bool]) -> String {
        let scalars = Array(text.unicodeScalars)
        var rest = String.UnicodeScalarView()
        for (token, isTaken) in zip(tokens, taken) where !isTaken {
            if !rest.isEmpty { rest.append(" ") }
            rest.append(contentsOf: scalars[token.range])
        }
        return String(rest)
    }
}
