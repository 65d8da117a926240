/// Reduces text to what people mean by «the same letters»: no accents, no case, no final sigma, no punctuation.
public enum TextFolding {
    /// The comparison form of `text`: folded letters and digits, words parted by single spaces, `&` as «και», slash
    /// words («Κων/νου») written out; O(n).
    public static func fold(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for word in WordSplitter.split(text) {
            if !result.isEmpty { result.append(" ") }
            result.append(contentsOf: word.folded)
        }
        return String(result)
    }

    /// The folded letters of `text` with everything else kept as it stands; O(n).
    static func letters(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in scalars { LetterTable.appendFolded(scalar, to: &result) }
        return result
    }
}
