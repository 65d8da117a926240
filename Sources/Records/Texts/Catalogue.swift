/// The translations of the program's messages into one language.
///
/// The files `Catalogues/sq.json`, `ar.json` and `uk.json` hold the translation of each message by its English wording, in which
/// `{0}` stands for the first value. A message with a count has one translation for each plural form. Where two messages
/// have the same wording, the key ends with ` [meaning]`. `scripts/check-words` compares the files with the code.
package struct Catalogue: Sendable {
    private enum Entry: Sendable {
        case plain(String)
        case byCount([PluralForm: String])
    }

    private let language: Language
    private let entries: [String: Entry]

    /// Reads a file of translations (UTF-8).
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error; a plural form that the language does not have, or
    ///   lacks, is one.
    package init(_ bytes: [UInt8], language: Language, file: String) throws(DataFileError) {
        var entries: [String: Entry] = [:]
        for (key, node) in try DataNode(reading: bytes, file: file).dictionary() {
            guard let forms = try? node.dictionary() else {
                entries[key] = .plain(try node.string())
                continue
            }
            let needed = PluralForm.all(in: language)
            guard Set(forms.map(\.key)) == Set(needed.map(\.rawValue)) else {
                throw node.fault(
                    needed.map(\.rawValue).joined(separator: ", "),
                    found: forms.map(\.key).joined(separator: ", "))
            }
            var byCount: [PluralForm: String] = [:]
            for (name, form) in forms { byCount[PluralForm(rawValue: name) ?? .other] = try form.string() }
            entries[key] = .byCount(byCount)
        }
        self.language = language
        self.entries = entries
    }

    /// The translations into a language; none for Greek and English.
    package static func of(_ language: Language) -> Catalogue {
        switch language {
        case .albanian: albanian
        case .arabic: arabic
        case .ukrainian: ukrainian
        case .greek, .english: empty
        }
    }

    private static let albanian = own(PackageResources.sq_json, .albanian)
    private static let arabic = own(PackageResources.ar_json, .arabic)
    private static let ukrainian = own(PackageResources.uk_json, .ukrainian)
    private static let empty = own(Array("{}".utf8), .english)

    private static func own(_ bytes: [UInt8], _ language: Language) -> Catalogue {
        do {
            return try Catalogue(bytes, language: language, file: "\(language.tag).json")
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Returns the translation of a text with its values; without one the text itself, marked as English.
    package func translation(of source: SourceText) -> String {
        let (pattern, values) = source.parts
        let key = source.meaning.map { "\(pattern) [\($0)]" } ?? pattern
        let translation: String? =
            switch entries[key] {
            case .plain(let text): text
            case .byCount(let forms): forms[PluralForm(source.count ?? 0, in: language)]
            case nil: nil
            }
        guard let translation else { return ForeignText.marked(source.text, Language.english.tag) }
        return fill(translation, values)
    }

    /// Returns the translation of a text without values, or nil.
    package subscript(english english: String) -> String? {
        if case .plain(let text) = entries[english] { text } else { nil }
    }

    /// Puts the values in their places. In text from right to left each is isolated (UAX #9), so that a number or a name
    /// does not change the order of what stands beside it.
    private func fill(_ translation: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return translation }
        var text = ""
        var rest = translation[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}"), let index = Int(rest[..<close]), values.indices.contains(index)
            else {
                text += "{"
                continue
            }
            text += language.isRightToLeft ? Self.isolated(values[index]) : values[index]
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// A value that runs in the direction of its first letter, from left to right if it has none. The renderer's own choice
    /// (U+2068) would pass over the letters of isolated parts within the value.
    private static func isolated(_ value: String) -> String {
        let first = value.unicodeScalars.first { $0.properties.isAlphabetic }
        let isRightToLeft = first.map { (0x590...0x8FF).contains($0.value) } ?? false
        return "\(isRightToLeft ? "\u{2067}" : "\u{2066}")\(value)\u{2069}"
    }
}
