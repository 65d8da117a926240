package import Records

/// A value of a tag in a template: a text, a flag, a count, a ``PageValue``, or an optional or array of these.
///
/// `Encodable` lets ``PropertyReader`` read it, and `Decodable` lets tests make a sample of each type in which nothing is
/// absent.
package protocol TagValue: Codable, Sendable {
    /// The value as the template library reads it.
    func tag(in language: Language) -> Any
}

/// A value that a template reads: each tag is the name of a stored property, and `t.NAME` is one of the words.
///
/// A template also reads the tags and words of the value in the property `base`, if there is one: those of a page are
/// preceded by those of its ``Layout``. An absent property renders as nothing; unlike in plain Mustache, a property of
/// that name in an outer value is not read in its place.
package protocol PageValue: TagValue {
    /// A struct whose stored properties are phrases.
    associatedtype Words: Sendable = NoWords
    /// The words of the template.
    static var words: WordList<Words> { get }
}

/// A value of a whole page.
package protocol SitePage: PageValue {
    /// The template of the page.
    static var template: PageTemplate { get }
}

/// A template with the name by which others include it.
package struct PageTemplate: Sendable {
    /// The name without extension.
    package let name: String
    /// The text in the language of Mustache.
    package let text: String

    /// Creates a template from a resource of the program.
    package init(_ name: String, _ resource: [UInt8]) {
        self.name = name
        text = String(decoding: resource, as: UTF8.self)
    }
}

/// The words of values that have none.
package struct NoWords: Sendable {
    fileprivate static let list = WordList(NoWords())
}

extension PageValue where Words == NoWords {
    /// No words.
    package static var words: WordList<NoWords> { NoWords.list }
}

/// The words of a template: properties in code, names in the template.
@dynamicMemberLookup
package struct WordList<Words: Sendable>: Sendable {
    private let words: Words
    /// The words by name in each language.
    package let tags: [Language: [String: String]]

    /// Lists the phrases of a struct, whose stored properties must all be of type `Phrase`.
    package init(_ words: Words) {
        self.words = words
        let phrases = Mirror(reflecting: words).children.map { child in
            guard let name = child.label, let phrase = child.value as? Phrase else {
                preconditionFailure("\(Words.self).\(child.label ?? ""): expected a Phrase, found \(child.value)")
            }
            return (name, phrase)
        }
        tags = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                (language, Dictionary(uniqueKeysWithValues: phrases.map { ($0, $1[language]) }))
            })
    }

    /// A phrase, by the name of its property.
    package subscript(dynamicMember path: KeyPath<Words, Phrase>) -> Phrase { words[keyPath: path] }
}
