public import Records

/// A danger that people describe in words, and whom to call.
public struct HelpTopic: Hashable, Sendable {
    /// Code, part of the address of its page.
    public var code: String
    /// Name.
    public var names: LocalizedText
    /// What to do, in short sentences.
    public var advice: [LocalizedText]
    /// Telephone lines, the most important first.
    public var lines: [HelpLine]
    /// Codes of the kinds of structure that help with it.
    public var kinds: [String]
    /// Whether the topic must not be recognisable to a person who looks at the screen by chance.
    public var isDiscreet: Bool
}

/// A telephone line.
public struct HelpLine: Hashable, Sendable {
    /// The number to dial.
    public var phone: String
    /// Name.
    public var names: LocalizedText
    /// Hours and price, as in its source.
    public var notes: LocalizedText
    /// Web address of the source.
    public var source: String
    /// Date of the source, ISO 8601, to the precision that is known.
    public var sourceDate: String?
}
