/// A condition on a tag, in a row of the table of kinds.
struct OSMTagCondition: Hashable, Sendable {
    enum Test: Hashable, Sendable {
        /// `key=a|b`: one of the values; in a list `a;b` in the tag, any item.
        case isAny([String])
        /// `key=*`
        case isPresent
        /// `key!=a|b`
        case isNone([String])
        /// `key!=*`
        case isAbsent
        /// `key~word|two words`: the value contains one of these as whole words, ignoring case and full stops.
        case hasWords([String])
    }

    var key: String
    var test: Test

    /// Parses a condition such as `key=value|value`; nil when it is not one.
    init?(_ text: some StringProtocol) {
        guard let cut = text.firstIndex(where: { "=!~".contains($0) }), cut > text.startIndex else { return nil }
        key = String(text[..<cut].trimmingSpace)
        var rest = text[cut...]
        let isNegated = rest.first == "!"
        if isNegated { rest = rest.dropFirst() }
        guard let sign = rest.popFirst(), sign == "=" || (sign == "~" && !isNegated) else { return nil }
        let values = rest.split(separator: "|", omittingEmptySubsequences: false).map { String($0.trimmingSpace) }
        guard !values.contains("") else { return nil }
        switch (sign, isNegated, values) {
        case ("~", _, _): test = .hasWords(values)
        case (_, false, ["*"]): test = .isPresent
        case (_, true, ["*"]): test = .isAbsent
        case (_, false, _): test = .isAny(values)
        case (_, true, _): test = .isNone(values)
        }
    }

    /// Whether the tags satisfy the condition.
    func holds(for tags: OSMTags) -> Bool {
        let value = tags[key]
        switch test {
        case .isPresent: return value != nil
        case .isAbsent: return value == nil
        case .isAny(let wanted): return value.map { Self.parts(of: $0).contains { wanted.contains($0) } } ?? false
        case .isNone(let refused): return !(value.map { Self.parts(of: $0).contains { refused.contains($0) } } ?? false)
        case .hasWords(let wanted):
            guard let value else { return false }
            let words = Self.words(of: value)
            return wanted.contains { phrase in
                let sought = Self.words(of: phrase)
                return words.indices.contains { words[$0...].starts(with: sought) }
            }
        }
    }

    private static func parts(of value: String) -> [String] {
        value.split(separator: ";").map { String($0.trimmingSpace) }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().filter { $0 != "." }.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
