/// Transliterates Greek by ELOT 743 (ISO 843:1997 type 2) without accents, as on road signs and passports.
public enum Elot743 {
    /// Returns `text` in Latin letters. Characters that are not Greek are unchanged. O(n).
    public static func transliterate(_ text: String) -> String {
        let letters = decompose(text)
        var output = String.UnicodeScalarView()
        var index = 0
        while index < letters.count {
            index += appendNext(letters, at: index, to: &output)
        }
        return String(output)
    }

    /// A letter without its marks, and which marks it had.
    private struct Letter {
        var original: Unicode.Scalar
        var plain: Unicode.Scalar
        var isUpper: Bool
        var hasTonos: Bool
        var hasDialytika: Bool
        var isGreek: Bool
    }

    private static func decompose(_ text: String) -> [Letter] {
        var letters: [Letter] = []
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x300, scalar.value < 0x370, let last = letters.last, last.isGreek {
                letters[letters.count - 1].hasTonos = last.hasTonos || [0x301, 0x300, 0x342].contains(scalar.value)
                letters[letters.count - 1].hasDialytika = last.hasDialytika || scalar.value == 0x308
                continue
            }
            var folded: [Unicode.Scalar] = []
            LetterTable.appendFolded(scalar, to: &folded)
            let isGreek = scalar.script == .greek && scalar.isWordPart && folded.count == 1
            let isAccented = isGreek && scalar != "ς" && scalar.properties.lowercaseMapping != String(folded[0])
            let dialytika = "ϊΐϋΰΪΫ\u{1FD2}\u{1FD3}\u{1FE2}\u{1FE3}".unicodeScalars.contains(scalar)
            letters.append(
                Letter(
                    original: scalar, plain: isGreek ? folded[0] : scalar, isUpper: scalar.properties.isUppercase,
                    hasTonos: isAccented && !"ϊϋΪΫ".unicodeScalars.contains(scalar), hasDialytika: dialytika,
                    isGreek: isGreek))
        }
        return letters
    }

    /// Appends the letter or pair at `index`; returns the number of letters read.
    private static func appendNext(
        _ letters: [Letter], at index: Int, to output: inout String.UnicodeScalarView
    ) -> Int {
        let letter = letters[index]
        guard letter.isGreek else {
            output.append(letter.original)
            return 1
        }
        let next = index + 1 < letters.count && letters[index + 1].isGreek ? letters[index + 1] : nil
        let isFirst = index == 0 || !letters[index - 1].isGreek
        if let next, let pair = pair(letter, next, isFirst: isFirst, after: letters, index + 2) {
            append(pair, isUpper: letter.isUpper, next: next, to: &output)
            return 2
        }
        append(single(letter.plain), isUpper: letter.isUpper, next: next, to: &output)
        return 1
    }

    private static func pair(
        _ first: Letter, _ second: Letter, isFirst: Bool, after letters: [Letter], _ index: Int
    ) -> String? {
        switch (first.plain, second.plain) {
        case ("ο", "υ"): return first.hasTonos || second.hasDialytika ? nil : "ou"
        case ("α", "υ"), ("ε", "υ"), ("η", "υ"):
            guard !first.hasTonos, !second.hasDialytika else { return nil }
            let following = index < letters.count && letters[index].isGreek ? letters[index].plain : nil
            let isVoiced = following.map { "αεηιουωβγδζλμνρ".unicodeScalars.contains($0) } ?? false
            return single(first.plain) + (isVoiced ? "v" : "f")
        case ("γ", "γ"): return "ng"
        case ("γ", "ξ"): return "nx"
        case ("γ", "χ"): return "nch"
        case ("μ", "π"):
            let isLast = index >= letters.count || !letters[index].isGreek
            return isFirst || isLast ? "b" : "mp"
        default: return nil
        }
    }

    private static func append(
        _ latin: String, isUpper: Bool, next: Letter?, to output: inout String.UnicodeScalarView
    ) {
        guard isUpper, let first = latin.first else { return output.append(contentsOf: latin.unicodeScalars) }
        let isAllUpper = next.map(\.isUpper) ?? (output.last.map { $0.properties.isUppercase } ?? false)
        let text = isAllUpper ? latin.uppercased() : first.uppercased() + latin.dropFirst()
        output.append(contentsOf: text.unicodeScalars)
    }

    private static func single(_ letter: Unicode.Scalar) -> String {
        switch letter {
        case "α": "a"
        case "β": "v"
        case "γ": "g"
        case "δ": "d"
        case "ε": "e"
        case "ζ": "z"
        case "η", "ι": "i"
        case "θ": "th"
        case "κ": "k"
        case "λ": "l"
        case "μ": "m"
        case "ν": "n"
        case "ξ": "x"
        case "ο", "ω": "o"
        case "π": "p"
        case "ρ": "r"
        case "σ": "s"
        case "τ": "t"
        case "υ": "y"
        case "φ": "f"
        case "χ": "ch"
        case "ψ": "ps"
        default: String(letter)
        }
    }
}
