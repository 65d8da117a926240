/// A language of the pages and messages.
public enum Language: String, CaseIterable, Hashable, Sendable {
    /// Greek.
    case greek = "el"
    /// English.
    case english = "en"

    /// BCP 47 tag.
    public var tag: String { rawValue }
}
