internal import Mustache
package import Records

/// A page value as the template library reads it. Its properties are read once; a tag is one look-up.
package struct PageTags: MustacheParent {
    fileprivate(set) var tags: [String: Any] = [:]
    fileprivate(set) var words: [String: String]

    /// Reads the properties of a value. O(properties), nested ones included.
    package init<Value: PageValue>(_ value: Value, in language: Language) {
        words = Value.words.tags[language] ?? [:]
        let reader = PropertyReader(language)
        do {
            try value.encode(to: reader)
        } catch {
            preconditionFailure("\(Value.self): \(error)")
        }
        tags = reader.tags
        if let base = tags.removeValue(forKey: "base") as? PageTags {
            tags.merge(base.tags) { own, _ in own }
            words.merge(base.words) { own, _ in own }
        }
    }

    /// The value of a tag, or the words for `t`; nil makes the library look in the outer value.
    package func child(named name: String) -> Any? {
        guard name == "t" else { return tags[name] }
        return words.isEmpty ? nil : words
    }
}

/// An absent property: it renders as nothing, and its section is left out.
struct Absence: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}

extension PageValue {
    package func tag(in language: Language) -> Any { PageTags(self, in: language) }
}

extension String: TagValue {
    package func tag(in language: Language) -> Any { self }
}

extension Bool: TagValue {
    package func tag(in language: Language) -> Any { self }
}

extension Int: TagValue {
    package func tag(in language: Language) -> Any { self }
}

extension Optional: TagValue where Wrapped: TagValue {
    package func tag(in language: Language) -> Any { map { $0.tag(in: language) } ?? Absence() }
}

extension Array: TagValue where Element: TagValue {
    package func tag(in language: Language) -> Any { map { $0.tag(in: language) } }
}
