/// A message in each language of the pages.
public struct Phrase: Hashable, Sendable {
    /// The Greek wording.
    public var greek: String
    /// The English wording.
    public var english: String

    /// Creates a message from its two wordings.
    public init(el greek: String, en english: String) {
        self.greek = greek
        self.english = english
    }

    /// The wording in `language`.
    public subscript(language: Language) -> String {
        switch language {
        case .greek: greek
        case .english: english
        }
    }
}
