/// A message in each language of the pages.
public struct Phrase: Hashable, Sendable {
    /// The Greek wording.
    public var greek: String
    /// The English wording, by which translations are found.
    private var source: SourceText

    /// Creates a message from its wordings in Greek and English.
    ///
    /// - Parameter meaning: What distinguishes it from another message with the same English wording.
    public init(el greek: String, en source: SourceText, meaning: String? = nil) {
        self.greek = greek
        self.source = source
        self.source.meaning = meaning
    }

    /// The English wording.
    public var english: String { source.text }

    /// The wording in `language`. O(1) in Greek and English; a missing translation gives the English wording, marked
    /// as such, see ``ForeignText``.
    public subscript(language: Language) -> String {
        switch language {
        case .greek: greek
        case .english: source.text
        case .albanian, .arabic, .ukrainian: Catalogue.of(language).translation(of: source)
        }
    }
}

extension Language {
    /// Returns the wording of a message in this language. Like ``Phrase``, but makes only the wording that is asked for.
    package func words(el greek: @autoclosure () -> String, en source: @autoclosure () -> SourceText) -> String {
        switch self {
        case .greek: greek()
        case .english: source().text
        case .albanian, .arabic, .ukrainian: Catalogue.of(self).translation(of: source())
        }
    }
}
