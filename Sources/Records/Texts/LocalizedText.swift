/// A text in any number of languages, keyed by BCP 47 tag.
public struct LocalizedText: Hashable, Sendable {
    /// The text in one language.
    public struct Entry: Hashable, Sendable {
        /// BCP 47 language tag, lower case (`el`, `en`, `sq`, `und` when the source does not say).
        public var tag: String
        /// The text, as its source wrote it.
        public var text: String

        /// Pairs a tag with a text.
        public init(tag: String, text: String) {
            self.tag = tag
            self.text = text
        }
    }

    /// The entries sorted by tag, one per tag, none empty.
    public private(set) var entries: [Entry]

    /// Creates an empty text.
    public init() {
        entries = []
    }

    /// Creates a text from texts by tag. Tags become lower case; empty texts are left out.
    public init(_ texts: [String: String]) {
        entries =
            texts
            .compactMap { $0.value.isEmpty ? nil : Entry(tag: $0.key.lowercased(), text: $0.value) }
            .sorted { ($0.tag, $0.text) < ($1.tag, $1.text) }
        entries = entries.enumerated().filter { $0.offset == 0 || entries[$0.offset - 1].tag != $0.element.tag }
            .map(\.element)
    }

    /// Whether no language has a text.
    public var isEmpty: Bool { entries.isEmpty }

    /// The text for exactly this tag, or nil.
    public subscript(tag: String) -> String? {
        get { entries.first { $0.tag == tag }?.text }
        set {
            entries.removeAll { $0.tag == tag }
            guard let newValue, !newValue.isEmpty else { return }
            let place = entries.firstIndex { $0.tag > tag } ?? entries.endIndex
            entries.insert(Entry(tag: tag, text: newValue), at: place)
        }
    }

    /// Returns the best text for a reader of `tag`: in that tag, its base language, `und`, Greek, English, then any
    /// other; empty only when there is none.
    public func text(in tag: String) -> String {
        if let exact = self[tag] { return exact }
        if let base = tag.split(separator: "-").first, let text = self[String(base)] { return text }
        return self["und"] ?? self["el"] ?? self["en"] ?? entries.first?.text ?? ""
    }

    /// Returns the best text for a reader of a language of the pages. For a language of translations that is its own
    /// text, the program's translation of the English one, or the English one marked as such; else like
    /// ``text(in:)-(String)``.
    public func text(in language: Language) -> String {
        guard language.isTranslated else { return text(in: language.tag) }
        if let own = self[language.tag] { return own }
        guard let english = self["en"] else { return text(in: language.tag) }
        return Catalogue.of(language)[english: english] ?? ForeignText.marked(english, Language.english.tag)
    }
}

extension LocalizedText {
    /// All entries in one string: tag, U+001F, text; entries separated by U+001E.
    package var packed: String {
        entries.map { "\($0.tag)\u{1F}\($0.text)" }.joined(separator: "\u{1E}")
    }

    /// Creates a text from a string that ``packed`` produced. A part without a tag gets the tag `und`.
    package init(packed: String) {
        // Works on bytes: splitting into characters would cost more than the rest of an answer.
        var read: [Entry] = []
        for part in packed.utf8.split(separator: 0x1E) {
            if let cut = part.firstIndex(of: 0x1F) {
                read.append(
                    Entry(
                        tag: String(Substring(part[..<cut])), text: String(Substring(part[part.index(after: cut)...]))))
            } else {
                read.append(Entry(tag: "und", text: String(Substring(part))))
            }
        }
        let isInOrder =
            zip(read, read.dropFirst()).allSatisfy { $0.tag < $1.tag } && !read.contains { $0.text.isEmpty }
        if isInOrder {
            self.init()
            entries = read
        } else {
            self.init(Dictionary(read.map { ($0.tag, $0.text) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}
