internal import Geocoding

/// A yes or no as files write it.
enum FlagText {
    /// What a text should be.
    static let expected = "yes or no, true or false, 1 or 0"

    private static let yes: Set = ["1", "true", "yes", "ναι"]
    private static let no: Set = ["0", "false", "no", "οχι"]

    /// What `text` says, case, accents and blanks around it aside; nothing when it is none of these words. O(n).
    static func value(of text: String) -> Bool? {
        let folded = TextFolding.fold(text)
        if yes.contains(folded) { return true }
        return no.contains(folded) ? false : nil
    }
}
