package import Records

/// Something in an imported file that a person should know: what was not understood, or what is worth a look.
package struct ImportFinding: Hashable, Sendable {
    /// The column, field or path in the file; nil for the whole row or file.
    package var place: String?
    /// What stands there, in one line of at most 80 characters; nil where nothing does.
    package var found: String?
    /// What was expected, or what follows.
    package var message: Phrase

    /// Creates a finding.
    init(_ place: String? = nil, found: String? = nil, el greek: String, en english: String) {
        self.place = place
        self.found = found.map(PlainText.line)
        message = Phrase(el: greek, en: "\(english)")
    }

    /// Creates the finding that an error of the registry is.
    init(_ error: RegistryError, found: String? = nil) {
        self.init(error.place, found: found, el: error.greek ?? error.reason, en: error.reason)
    }

    /// Place, by its name where it is an input of a field, what was found and message in one line.
    package func text(in language: Language) -> String {
        let name = place.map { place in
            let field = DirectoryField.allCases.first { $0.rawValue == place || $0.inputs.contains(place) }
            return field.map { FieldNames.name(ofInput: place, of: $0, in: language) } ?? place
        }
        return [name, found.map { "«\($0)»" }, message[language]].compactMap { $0 }.joined(separator: ": ")
    }
}
