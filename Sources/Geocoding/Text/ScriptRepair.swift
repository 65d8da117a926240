/// Repairs words with letters of two alphabets, which result from a wrong keyboard layout: «ΛAPIΣA».
enum ScriptRepair {
    /// A word in one alphabet, with a second reading when a letter is ambiguous.
    struct Repaired {
        var scalars: [Unicode.Scalar]
        var alternative: [Unicode.Scalar]?
        var script: Script
    }

    /// Latin letters that look like Greek ones, for each case.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "A": "Α", "B": "Β", "E": "Ε", "Z": "Ζ", "H": "Η", "I": "Ι", "K": "Κ", "M": "Μ", "N": "Ν", "O": "Ο", "P": "Ρ",
        "T": "Τ", "Y": "Υ", "X": "Χ", "v": "ν", "o": "ο", "u": "υ", "a": "α", "i": "ι", "p": "ρ", "x": "χ", "k": "κ",
        "t": "τ", "n": "η", "y": "γ", "w": "ω", "e": "ε",
    ]

    /// Latin letters without a Greek look-alike, by their key on the keyboard.
    private static let byKey: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "β", "c": "σ", "d": "δ", "f": "φ", "g": "γ", "h": "η", "j": "ξ", "l": "λ", "m": "μ", "q": "θ", "r": "ρ",
        "s": "σ", "z": "ζ", "C": "Σ", "D": "Δ", "F": "Φ", "G": "Γ", "J": "Ξ", "L": "Λ", "Q": "Θ", "R": "Ρ", "S": "Σ",
        "U": "Υ", "V": "Ν", "W": "Ω",
    ]

    private static let greekToLatin: [Unicode.Scalar: Unicode.Scalar] = {
        var result: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (latin, greek) in lookAlikes where latin != "y" { result[greek] = latin }
        return result
    }()

    /// Returns `word` in one alphabet. It becomes Greek when every Latin letter has a Greek look-alike or most letters
    /// are Greek, else Latin. A word of one alphabet is unchanged.
    static func repair(_ word: ArraySlice<Unicode.Scalar>) -> Repaired {
        var greek = 0
        var latin = 0
        var likeGreek = 0
        var other = 0
        for scalar in word where !scalar.isDigit {
            switch scalar.script {
            case .greek: greek += 1
            case .latin:
                latin += 1
                if lookAlikes[scalar] != nil { likeGreek += 1 }
            case .other: other += scalar.value >= 0x300 && scalar.value < 0x370 ? 0 : 1
            }
        }
        guard greek > 0, latin > 0 else {
            let script: Script = greek > 0 ? .greek : latin > 0 ? .latin : .other
            return Repaired(scalars: Array(word), script: other > greek + latin ? .other : script)
        }
        if likeGreek == latin || greek > latin {
            let scalars = word.map { lookAlikes[$0] ?? byKey[$0] ?? $0 }
            let second: [Unicode.Scalar]? =
                word.contains { $0 == "n" || $0 == "y" || $0 == "v" }
                ? word.map { $0 == "n" ? "ν" : $0 == "y" ? "υ" : $0 == "v" ? "β" : lookAlikes[$0] ?? byKey[$0] ?? $0 }
                : nil
            return Repaired(scalars: scalars, alternative: second, script: .greek)
        }
        return Repaired(
            scalars: word.map { scalar in
                if let letter = greekToLatin[scalar] { return letter }
                var plain: [Unicode.Scalar] = []
                LetterTable.appendFolded(scalar, to: &plain)
                return plain.first.flatMap { greekToLatin[$0] } ?? scalar
            }, script: .latin)
    }

    /// Returns the Greek reading of a word in Latin capitals that all look Greek («APTA»); nil for others. Used for
    /// queries only.
    static func visualGreek(_ folded: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        var differs = false
        for scalar in folded {
            guard scalar.value >= 0x61, scalar.value <= 0x7A, let upper = Unicode.Scalar(scalar.value - 0x20),
                let greek = lookAlikes[upper]
            else { return nil }
            if "phyxb".unicodeScalars.contains(scalar) { differs = true }
            LetterTable.appendFolded(greek, to: &result)
        }
        return differs ? result : nil
    }
}
