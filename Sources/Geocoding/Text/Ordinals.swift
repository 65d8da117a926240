/// Ordinal numbers in street names: «28ης», «28η», «28is», «Εικοστής Ογδόης».
enum Ordinals {
    private static let suffixes: Set<String> = Set(
        "ησ η ησ οσ ου ο ασ ων hs h is i os ou oy o st nd rd th as".split(separator: " ").map(String.init))

    private static let words: [String: Int] = {
        let units = [
            "πρωτη", "δευτερη", "τριτη", "τεταρτη", "πεμπτη", "εκτη", "εβδομη", "ογδοη", "ενατη", "δεκατη", "ενδεκατη",
            "δωδεκατη",
        ]
        var result: [String: Int] = [:]
        for (index, word) in units.enumerated() {
            result[word] = index + 1
            result[word + "σ"] = index + 1
        }
        for (word, value) in [("δευτερα", 2), ("εικοστη", 20), ("τριακοστη", 30)] {
            result[word] = value
            result[word + "σ"] = value
        }
        return result
    }()

    private static let latinWords: [[UInt8]: Int] = Dictionary(
        words.map { (PhoneticKey.key(Array($0.key.unicodeScalars), script: .greek), $0.value) },
        uniquingKeysWith: { first, _ in first })

    /// Returns whether a folded ending makes an ordinal of the digits before it.
    static func isSuffix(_ ending: ArraySlice<Unicode.Scalar>) -> Bool {
        ending.count <= 2 && suffixes.contains(String(String.UnicodeScalarView(ending)))
    }

    /// Returns whether a folded ending makes an ordinal of 1 only: «Albert 1er».
    static func isSuffixOfOne(_ ending: ArraySlice<Unicode.Scalar>) -> Bool {
        ending.elementsEqual("er".unicodeScalars) || ending.elementsEqual("re".unicodeScalars)
    }

    /// Returns the value of an ordinal word with one of `keys`, or nil.
    static func value(of keys: [[UInt8]]) -> Int? {
        for key in keys.prefix(8) {
            if let value = latinWords[key] { return value }
        }
        return nil
    }
}
