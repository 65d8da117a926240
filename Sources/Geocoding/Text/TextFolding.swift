/// Normalises text for comparison: no accents, lower case, no final sigma, no punctuation.
public enum TextFolding {
    /// Returns the comparison form of `text`: folded letters and digits, words separated by single spaces, `&` as
    /// «και», slash words («Κων/νου») expanded. O(n).
    public static func fold(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for word in WordSplitter.split(text) {
            if !result.isEmpty { result.append(" ") }
            result.append(contentsOf: word.folded)
        }
        return String(result)
    }

    /// Returns the folded letters of a text. Other characters are unchanged. O(n).
    static func letters(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in scalars { LetterTable.appendFolded(scalar, to: &result) }
        return result
    }
}
