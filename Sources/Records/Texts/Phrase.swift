/// One message in every language the pages are written in.
public struct Phrase: Hashable, Sendable {
    /// The Greek wording.
    public var greek: String
    /// The English wording.
    public var english: String

    /// A message with its two wordings.
    public init(el greek: String, en english: String) {
        self.greek = greek
        self.english = english
    }

    /// The wording for a reader of `language`.
    public subscript(language: Language) -> String {
        switch language {
        case .greek: greek
        case .english: english
        }
    }
}
