internal import Geocoding

/// Parses a yes or no as written in files.
enum FlagText {
    /// What is accepted, for messages.
    static let expected = "yes or no, true or false, 1 or 0"

    private static let yes: Set = ["1", "true", "yes", "ναι"]
    private static let no: Set = ["0", "false", "no", "οχι"]

    /// The value of `text`, ignoring case, accents and surrounding blanks; nil for any other word. O(n).
    static func value(of text: String) -> Bool? {
        let folded = TextFolding.fold(text)
        if yes.contains(folded) { return true }
        return no.contains(folded) ? false : nil
    }
}
