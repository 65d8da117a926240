/// A word of a text as written, folded, with the separators around it.
struct RawWord {
    /// The separators between the previous word and this one.
    struct Separators: OptionSet {
        let rawValue: UInt16
        static let comma = Separators(rawValue: 1)
        static let slash = Separators(rawValue: 2)
        static let dash = Separators(rawValue: 4)
        static let opening = Separators(rawValue: 8)
        static let closing = Separators(rawValue: 16)
        static let dot = Separators(rawValue: 32)
        static let space = Separators(rawValue: 64)
        static let apostrophe = Separators(rawValue: 128)
    }

    /// Folded scalars after script repair.
    var folded: [Unicode.Scalar]
    /// The letters as written, with accents and case.
    var written: [Unicode.Scalar]
    /// A second reading of a word with letters of two alphabets.
    var alternative: [Unicode.Scalar]?
    /// The alphabet of most of its letters.
    var script: Script
    /// Whether it was written in capitals only.
    var isUppercase: Bool
    /// The range of the word in the scalars of the text.
    var range: Range<Int>
    /// The separators before it.
    var before: Separators
    /// Whether a full stop follows directly.
    var hasDot: Bool
}

/// Splits a text into words, in the same way for names in the index and for queries.
enum WordSplitter {
    /// Returns the words of `text` in order. O(n).
    static func split(_ text: String) -> [RawWord] {
        let scalars = Array(text.unicodeScalars)
        var words: [RawWord] = []
        var separators: RawWord.Separators = []
        var position = 0
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar.isWordPart {
                var end = position + 1
                while end < scalars.count, continuesWord(scalars, at: end) { end += 1 }
                appendPieces(of: scalars, position..<end, before: separators, to: &words)
                separators = []
                position = end
                continue
            }
            if scalar == "&" {
                words.append(
                    RawWord(
                        folded: Array("και".unicodeScalars), written: [scalar], script: .greek, isUppercase: false,
                        range: position..<(position + 1), before: separators, hasDot: false))
                separators = []
            } else {
                separators.insert(kind(of: scalar))
                if scalar == ".", !words.isEmpty, words[words.count - 1].range.upperBound == position {
                    words[words.count - 1].hasDot = true
                }
            }
            position += 1
        }
        return SlashWords.join(words)
    }

    /// Returns whether the word continues. A middle dot between two l is a letter of Catalan.
    private static func continuesWord(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        let scalar = scalars[index]
        if scalar.isWordPart { return true }
        guard scalar.value == 0xB7, index + 1 < scalars.count else { return false }
        return isL(scalars[index - 1]) && isL(scalars[index + 1])
    }

    private static func isL(_ scalar: Unicode.Scalar) -> Bool { scalar == "l" || scalar == "L" }

    private static func kind(of scalar: Unicode.Scalar) -> RawWord.Separators {
        switch scalar {
        case ",", ";", "\n", "\u{37E}", "|": .comma
        case "/": .slash
        case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": .dash
        case "(", "[": .opening
        case ")", "]": .closing
        case ".", "\u{2024}": .dot
        case "'", "\u{2019}", "\u{2BC}", "\u{B4}", "`", "\u{2018}": .apostrophe
        default: .space
        }
    }

    /// Appends the word; digits directly after letters become a word of their own («Ερμού12»), but not in «Skia8os»,
    /// «8Α», «23ης».
    private static func appendPieces(
        of scalars: [Unicode.Scalar], _ range: Range<Int>, before: RawWord.Separators, to words: inout [RawWord]
    ) {
        var tail = range.upperBound
        while tail > range.lowerBound, scalars[tail - 1].isDigit { tail -= 1 }
        let digits = range.upperBound - tail
        let letters = digits > 0 ? TextFolding.letters(scalars[range.lowerBound..<tail]).count : 0
        let mayBeLetter = digits == 1 && "3489".unicodeScalars.contains(scalars[range.upperBound - 1])
        let onlyLetters = !scalars[range.lowerBound..<tail].contains { $0.isDigit }
        let isLatin = letters > 0 && scalars[range.lowerBound].script == .latin
        if digits > 0, letters >= 3 || (letters == 2 && digits >= 4), onlyLetters, !(mayBeLetter && isLatin) {
            words.append(word(scalars, range.lowerBound..<tail, before: before))
            words.append(word(scalars, tail..<range.upperBound, before: []))
        } else {
            words.append(word(scalars, range, before: before))
        }
    }

    private static func word(_ scalars: [Unicode.Scalar], _ range: Range<Int>, before: RawWord.Separators) -> RawWord {
        let repaired = ScriptRepair.repair(scalars[range])
        let folded = TextFolding.letters(repaired.scalars.lazy.filter { $0.value != 0xB7 })
        return RawWord(
            folded: folded, written: repaired.scalars,
            alternative: repaired.alternative.map { TextFolding.letters($0) },
            script: repaired.script,
            isUppercase: !scalars[range].contains { $0.properties.isLowercase },
            range: range, before: before, hasDot: false)
    }
}
