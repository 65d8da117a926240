/// The sound of Greek spelling as an ASCII key. Vowels and pairs that sound alike (η/ι/υ/ει/οι, αι/ε, ω/ο), consonant
/// pairs and doubled letters become equal.
///
/// θ is `q`, because digits in keys are numbers.
enum GreekPhonetics {
    /// Appends the key of a folded Greek word. Scalars of other alphabets are appended as UTF-8. O(n).
    static func appendKey(of word: some Collection<Unicode.Scalar>, to key: inout [UInt8]) {
        let letters = Array(word)
        let start = key.count
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let next: Unicode.Scalar? = index + 1 < letters.count ? letters[index + 1] : nil
            if let next, let pair = pair(letter, next) {
                append(pair, to: &key, from: start)
                index += 2
                continue
            }
            if let single = single(letter) {
                append(single, to: &key, from: start)
            } else {
                KeyBytes.appendUTF8(letter, to: &key)
            }
            index += 1
        }
    }

    private static func append(_ sound: StaticString, to key: inout [UInt8], from start: Int) {
        sound.withUTF8Buffer { bytes in
            for (offset, byte) in bytes.enumerated() {
                if offset == 0, key.count > start, key[key.count - 1] == byte { continue }
                key.append(byte)
            }
        }
    }

    private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> StaticString? {
        switch (first, second) {
        case ("α", "ι"): "e"
        case ("ε", "ι"), ("ο", "ι"), ("υ", "ι"): "i"
        case ("ο", "υ"): "u"
        case ("α", "υ"): "af"
        case ("ε", "υ"): "ef"
        case ("η", "υ"): "if"
        case ("μ", "π"): "b"
        case ("ν", "τ"): "d"
        case ("γ", "γ"), ("γ", "κ"): "g"
        case ("τ", "σ"): "ts"
        case ("τ", "ζ"): "dz"
        default: nil
        }
    }

    private static func single(_ letter: Unicode.Scalar) -> StaticString? {
        switch letter {
        case "α": "a"
        case "β": "v"
        case "γ": "g"
        case "δ": "d"
        case "ε": "e"
        case "ζ": "z"
        case "η", "ι", "υ": "i"
        case "θ": "q"
        case "κ": "k"
        case "λ": "l"
        case "μ": "m"
        case "ν": "n"
        case "ξ": "ks"
        case "ο", "ω": "o"
        case "π": "p"
        case "ρ": "r"
        case "σ", "ς": "s"
        case "τ": "t"
        case "φ": "f"
        case "χ": "h"
        case "ψ": "ps"
        default: nil
        }
    }
}

/// Helpers for keys, which are UTF-8 bytes, mostly ASCII.
enum KeyBytes {
    /// Appends the UTF-8 form of `scalar`.
    static func appendUTF8(_ scalar: Unicode.Scalar, to key: inout [UInt8]) {
        if scalar.isASCII { key.append(UInt8(scalar.value)) } else { key.append(contentsOf: UTF8.encode(scalar)!) }
    }

    /// Returns whether `byte` is a digit `0`...`9`.
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
