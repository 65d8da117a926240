public import Records

/// A danger that people put in words, and whom to call in it.
public struct HelpTopic: Hashable, Sendable {
    /// Code, part of the address of its page.
    public var code: String
    /// What it is called.
    public var names: LocalizedText
    /// What to do, in short sentences.
    public var advice: [LocalizedText]
    /// Telephone lines, the first to call first.
    public var lines: [HelpLine]
    /// Codes of the kinds of structure that help with it.
    public var kinds: [String]
    /// Whether somebody who reads over a shoulder must not see what it is about.
    public var isDiscreet: Bool
}

/// A telephone line.
public struct HelpLine: Hashable, Sendable {
    /// Number, as it is dialled.
    public var phone: String
    /// What it is called.
    public var names: LocalizedText
    /// When somebody answers, and at what price, as its source tells.
    public var notes: LocalizedText
    /// Web address of the page that attests it.
    public var source: String
    /// Date of that page, ISO 8601 as far as it is known.
    public var sourceDate: String?
}
