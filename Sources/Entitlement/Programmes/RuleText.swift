internal import Records

/// Fills values into sentences.
struct RuleText: Sendable {
    /// The number format of a language.
    struct NumberStyle: Hashable, Sendable {
        var group: String
        var decimal: String
    }

    /// Number formats by BCP 47 tag.
    var styles: [String: NumberStyle]
    /// The text for an unknown value.
    var unknown: LocalizedText
    /// The text appended to a sentence that depends on an unconfirmed figure.
    var doubtful: LocalizedText

    /// Returns `text` in all its languages with each `{name}` replaced by its value.
    func fill(_ text: LocalizedText, isDoubtful: Bool, value: (String) -> AnswerValue?) -> LocalizedText {
        var filled: [String: String] = [:]
        for entry in text.entries {
            var result = ""
            var rest = entry.text[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                result += rest[..<open]
                result += word(value(String(rest[rest.index(after: open)..<close])), in: entry.tag)
                rest = rest[rest.index(after: close)...]
            }
            result += rest
            if isDoubtful { result += " " + doubtful.text(in: entry.tag) }
            filled[entry.tag] = result
        }
        return LocalizedText(filled)
    }

    /// Returns the names in braces in `text`.
    static func names(in text: LocalizedText) -> [String] {
        text.entries.flatMap { entry in
            entry.text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
                String($0.prefix { $0 != "}" })
            }
        }
    }

    private func word(_ value: AnswerValue?, in tag: String) -> String {
        switch value {
        case .number(let number): self.number(number, in: tag)
        case .choice(let code): code
        case .flag, nil: unknown.text(in: tag)
        }
    }

    /// Returns a number with thousands grouped and two decimals, or none when it is whole.
    func number(_ number: Double, in tag: String) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return unknown.text(in: tag) }
        let style = styles[tag] ?? NumberStyle(group: ",", decimal: ".")
        let cents = Int((abs(number) * 100).rounded())
        var digits = String(cents / 100)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        let sign = number < 0 && cents > 0 ? "−" : ""
        let whole = sign + groups.joined(separator: style.group)
        let rest = cents % 100
        return rest == 0 ? whole : whole + style.decimal + (rest < 10 ? "0" : "") + String(rest)
    }
}
