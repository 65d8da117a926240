internal import Records

/// The values of a row under construction.
struct LayerRow {
    /// The values, in the order of the layer's fields.
    private(set) var values: [SQLValue] = []
    /// The population by year, for the population layer.
    private(set) var years: [(year: Int, total: Int)] = []
    /// Messages about values that were left out of a row that is kept.
    private(set) var notes: [String] = []
    /// Whether the part of the row read so far says that it must not be located.
    private(set) var isMarked = false
    /// The reason why the row cannot be used.
    private(set) var refusal: String?
    private var pendingYear: Int?
    private var details: [String: String] = [:]

    /// Adds the default value of a field that the mapping does not have.
    mutating func addDefault(for field: LayerFields.Field) {
        switch (field.type, field.name) {
        case (.texts, "tags"): addTexts(LocalizedText(details))
        case (.flag, _): values.append(.flag(false))
        case (.text, "kind") where !field.isRequired: values.append(.text("settlement"))
        default: values.append(.null)
        }
    }

    /// Adds a list; null when it is empty.
    mutating func addList(_ texts: [String]) {
        values.append(texts.isEmpty ? .null : .text(JSONText.array(texts)))
    }

    /// Adds texts by tag; null when there are none.
    mutating func addTexts(_ texts: LocalizedText) {
        var texts = texts
        // The details precede the tags, which are the last of a structure's fields.
        for (key, text) in details { texts[key] = text }
        details = [:]
        values.append(texts.isEmpty ? .null : .text(JSONText.object(texts)))
    }

    /// Keeps a detail for the tags, or records why it cannot be used.
    mutating func addDetail(_ detail: DetailField, _ text: String, language: String?) {
        guard !text.isEmpty else { return }
        if detail == .redacted {
            addMark(text)
        } else if let expected = detail.expectation(unmetBy: text) {
            notes.append("kept without \(detail.rawValue): expected \(expected), found \"\(text)\"")
        } else {
            details[detail.key(language: language)] = text
        }
    }

    /// Keeps the mark for a structure that must not be located. An unreadable mark counts as yes and is stored as
    /// unknown, so that the checks report it; its text is not quoted, because it may contain anything.
    private mutating func addMark(_ text: String) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let mark = FlagText.value(of: text)
        isMarked = mark != false
        details[DetailField.redacted.key(language: nil)] = mark.map { $0 ? "yes" : "no" } ?? "unknown"
        if mark == nil { notes.append("kept as redacted: expected \(FlagText.expected)") }
    }

    /// Adds a text as the field's type.
    mutating func add(_ text: String?, as field: LayerFields.Field, decimal: Character) {
        guard let text else { return addDefault(for: field) }
        switch field.type {
        case .flag:
            if let flag = FlagText.value(of: text) {
                values.append(.flag(flag))
            } else if field.name == "isRedacted", text.contains(where: { !$0.isWhitespace }) {
                notes.append("kept with isRedacted true: expected \(FlagText.expected), found \"\(text)\"")
                values.append(StoredKinds.unreadableMark)
            } else {
                notes.append("kept with \(field.name) false: expected \(FlagText.expected), found \"\(text)\"")
                values.append(.flag(false))
            }
        case .integer, .real: addNumber(text, as: field, decimal: decimal)
        case .text, .list, .texts, .years: values.append(.text(text))
        }
    }

    private mutating func addNumber(_ text: String, as field: LayerFields.Field, decimal: Character) {
        let number = DecimalNumber.value(of: text, decimal: decimal)
        let whole = number.flatMap { Int(exactly: $0.rounded()) }
        switch field.name {
        case "year": pendingYear = whole
        case "total":
            if let year = pendingYear, let whole, whole >= 0 {
                years.append((year, whole))
            } else {
                refusal = "expected a year and a number of residents, found \"\(text)\""
            }
        default: break
        }
        if field.type == .real, let number {
            values.append(.real(number))
        } else if field.type == .integer, let whole {
            values.append(.integer(Int64(whole)))
        } else {
            notes.append("kept without \(field.name): expected a number, found \"\(text)\"")
            values.append(.null)
        }
    }

    /// Adds the population by year.
    mutating func addYears(_ texts: [String: String], decimal: Character) {
        values.append(.null)
        for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
            if let year = Int(key), let total = DecimalNumber.value(of: text, decimal: decimal),
                let whole = Int(exactly: total), whole >= 0
            {
                years.append((year, whole))
            } else {
                notes.append("kept without the year \(key): expected a number of residents, found \"\(text)\"")
            }
        }
        if years.isEmpty { refusal = "has no number of residents" }
    }
}
