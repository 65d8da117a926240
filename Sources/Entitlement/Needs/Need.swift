public import Records

/// Something that people need, in their words, and the kinds of structure that help with it.
public struct Need: Hashable, Sendable {
    /// A page that answers a need better than a list of structures.
    public enum Page: String, Sendable, CaseIterable {
        /// The questions about benefits that one may be entitled to.
        case benefits
        /// The numbers to call in danger.
        case help
    }

    /// Stable code, for example `food`.
    public var code: String
    /// Name, as people say it.
    public var names: LocalizedText
    /// What belongs to it, in a few words; empty when the name says enough.
    public var hints: LocalizedText
    /// Code of the kind of structure whose pictogram stands for it.
    public var pictogram: String
    /// Codes of the kinds of structure that help, the first one to ask first; empty when only ``page`` helps.
    public var kinds: [String]
    /// The page to offer before any structure.
    public var page: Page?
    /// Whether the start page offers it as a choice. Others are only found by their words.
    public var isListed: Bool
}
