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

    private struct Word {
        let key: [UInt8]
        let stem: [UInt8]
        /// The number of letters: «ΕΕΕ» sounds like «e», which is a word of its own.
        let count: Int
    }

    private struct Phrase {
        let words: [Word]
        let value: Int
        let isAlone: Bool
    }

    /// The least number of bytes of a stem that identifies a word without its ending.
    private static let shortestStem = 4

    private let phrases: [Phrase]
    /// Rows of ``phrases`` by the key of their first word, and by its stem when other endings match.
    private let byKey: [[UInt8]: [Int]]
    private let byStem: [[UInt8]: [Int]]

    /// Creates a list. Entries without a letter or digit are left out, see ``isPhrase(_:)``.
    ///
    /// - Parameter inflects: Whether other endings of a word match too: «επιδόματα» for «επίδομα».
    init(_ entries: [Entry], inflects: Bool = false) {
        // Longer phrases first: «με χτυπάει ο άντρας μου» before «χτυπάει».
        let phrases = entries.compactMap { entry in
            let tokens = AddressToken.read(entry.words, forQuery: false)
            let words = tokens.compactMap { token in
                token.keys.first.map { Word(key: $0, stem: token.stems.first ?? $0, count: token.range.count) }
            }
            return words.isEmpty ? nil : Phrase(words: words, value: entry.value, isAlone: entry.isAlone)
        }
        .sorted { $0.words.count > $1.words.count }
        self.phrases = phrases
        byKey = Dictionary(grouping: phrases.indices) { phrases[$0].words[0].key }
        byStem = inflects ? Dictionary(grouping: phrases.indices) { phrases[$0].words[0].stem } : [:]
    }

    /// Whether there is nothing to find.
    var isEmpty: Bool { phrases.isEmpty }

    /// Returns whether a text has a letter or digit, so that it can be found.
    static func isPhrase(_ words: String) -> Bool { !AddressToken.read(words, forQuery: false).isEmpty }

    /// Returns the value of the longest phrase in `tokens`, of equally long ones one that is spelt so, and marks the tokens of all phrases in `taken`; nil when
    /// there is none. O(tokens · phrases with the same first word).
    func search(_ tokens: [AddressToken], taken: inout [Bool]) -> Int? {
        let stems = byStem.isEmpty ? [] : tokens.map(\.stems)
        func matches(_ word: Word, _ index: Int) -> Bool {
            guard word.key.count > 1 || tokens[index].range.count == word.count else { return false }
            return tokens[index].keys.contains(word.key)
                || (!stems.isEmpty && word.stem.count >= Self.shortestStem && stems[index].contains(word.stem))
        }
        var value: Int?
        for (row, start) in beginnings(in: tokens, stems) {
            let phrase = phrases[row]
            let range = start..<(start + phrase.words.count)
            guard range.upperBound <= tokens.count, !phrase.isAlone || range.count == tokens.count,
                range.allSatisfy({ !taken[$0] && matches(phrase.words[$0 - start], $0) })
            else { continue }
            value = value ?? phrase.value
            for index in range { taken[index] = true }
        }
        return value
    }

    /// Returns the phrases whose first word is one of `tokens`, and where: longer ones first, of equally long ones those that
    /// begin as it is written, then in the order of ``phrases``.
    private func beginnings(in tokens: [AddressToken], _ stems: [[[UInt8]]]) -> [(row: Int, start: Int)] {
        var found: [(row: Int, start: Int)] = []
        for (start, token) in tokens.enumerated() {
            var rows: Set<Int> = []
            for key in token.keys { rows.formUnion(byKey[key] ?? []) }
            if !stems.isEmpty { for stem in stems[start] { rows.formUnion(byStem[stem] ?? []) } }
            found += rows.map { ($0, start) }
        }
        func order(_ one: (row: Int, start: Int)) -> (Int, Int, Int, Int) {
            let words = phrases[one.row].words
            return (-words.count, tokens[one.start].keys.first == words[0].key ? 0 : 1, one.row, one.start)
        }
        return found.sorted { order($0) < order($1) }
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
