/// Parses opening hours from left to right.
///
/// Beyond the grammar it accepts common unambiguous variants: any case, one-digit hours, the dash «–», blanks around
/// dashes and after commas of a list, a `;` at the end.
struct HoursParser {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func rules() throws(HoursParseError) -> [HoursRule] {
        guard bytes.count <= 4096 else {
            position = 4096
            throw error(.length)
        }
        var rules = [try rule(.normal)]
        while true {
            skipBlanks()
            if isAtEnd { return rules }
            if take("||") {
                rules.append(try rule(.fallback))
            } else if take(";") {
                skipBlanks()
                if isAtEnd { return rules }
                rules.append(try rule(.normal))
            } else if take(",") {
                rules.append(try rule(.additional))
            } else {
                throw error(.separator)
            }
        }
    }

    private mutating func rule(_ separator: HoursRule.Separator) throws(HoursParseError) -> HoursRule {
        var rule = HoursRule(separator: separator)
        skipBlanks()
        let start = position
        var isColonLast = false
        try readLabel(&rule)
        if takeAlways() {
            rule.isAlways = true
        } else {
            isColonLast = try readWideSelectors(&rule)
            try readDays(&rule)
            skipBlanks()
            if isTimeAhead { rule.times = try spans() }
            if !rule.days.isEmpty || !rule.times.isEmpty { isColonLast = false }
        }
        let selectorsEnd = position
        skipBlanks()
        let hasModifier = try readModifier(&rule)
        if !hasModifier { position = selectorsEnd }
        // A colon must be followed by something.
        guard hasModifier || !isColonLast && (rule.label == nil || rule.hasSelectors) else {
            throw error(.selectorOrState)
        }
        guard position > start else { throw error(.rule) }
        return rule
    }

    /// Parses a comment with a colon at the start of a rule. A comment without a colon is left for the modifier.
    private mutating func readLabel(_ rule: inout HoursRule) throws(HoursParseError) {
        guard peek == UInt8(ascii: "\"") else { return }
        let start = position
        let text = try comment()
        skipBlanks()
        if take(":") {
            rule.label = text
            skipBlanks()
        } else {
            position = start
        }
    }

    private mutating func takeAlways() -> Bool {
        let start = position
        guard take("24/7") else { return false }
        if let next = peek, next.isDigit || next.isLetter || next == UInt8(ascii: ":") || next == UInt8(ascii: "-") {
            position = start
            return false
        }
        return true
    }

    /// Parses years, dates and weeks; returns whether a colon follows them.
    private mutating func readWideSelectors(_ rule: inout HoursRule) throws(HoursParseError) -> Bool {
        let start = position
        if isYearAhead, !isYearOfDateAhead { rule.years = try years() }
        skipBlanks()
        if isDateAhead { rule.dates = try dates() }
        skipBlanks()
        if takeWord("week") { rule.weeks = try weeks() }
        skipBlanks()
        let hasColon = position > start && take(":")
        skipBlanks()
        return hasColon
    }

    /// Parses a state, a comment or both; returns whether there was one.
    private mutating func readModifier(_ rule: inout HoursRule) throws(HoursParseError) -> Bool {
        if takeWord("open") {
            rule.modifier = .open
        } else if takeWord("off") || takeWord("closed") {
            rule.modifier = .off
        } else if takeWord("unknown") {
            rule.modifier = .unknown
        }
        let end = position
        skipBlanks()
        if peek == UInt8(ascii: "\"") {
            rule.comment = try comment()
        } else {
            position = end
        }
        return rule.modifier != nil || rule.comment != nil
    }

    private mutating func comment() throws(HoursParseError) -> String {
        let start = position
        position += 1
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") {
                return String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)
            }
        }
        position = start
        throw error(.comment)
    }
}

extension HoursRule {
    /// Whether it has a selector other than holidays in combination.
    var hasSelectors: Bool {
        isAlways || !years.isEmpty || !dates.isEmpty || !weeks.isEmpty || !days.isEmpty || !times.isEmpty
    }
}

// The scanner, used by all parts of the parser.
extension HoursParser {
    var isAtEnd: Bool { position >= bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    func peek(after count: Int) -> UInt8? {
        position + count < bytes.count ? bytes[position + count] : nil
    }

    mutating func restore(_ place: Int) { position = place }

    mutating func advance() { position = min(position + 1, bytes.count) }

    /// Skips blanks, tabs, line ends and no-break spaces.
    mutating func skipBlanks() {
        while let byte = peek {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                position += 1
            } else if byte == 0xC2, peek(after: 1) == 0xA0 {
                position += 2
            } else {
                return
            }
        }
    }

    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        position += count
        return true
    }

    /// Reads a hyphen or a dash «–» with blanks around it.
    mutating func takeDash() -> Bool {
        let start = position
        skipBlanks()
        if take("-") || take("\u{2013}") {
            skipBlanks()
            return true
        }
        position = start
        return false
    }

    /// Reads a comma with blanks before it.
    mutating func takeListComma() -> Bool {
        let start = position
        skipBlanks()
        if take(",") { return true }
        position = start
        return false
    }

    /// The letters that follow, in lower case.
    var wordAhead: HoursWord { HoursWord(at: bytes[position...]) }

    mutating func takeWord(_ word: StaticString) -> Bool {
        guard wordAhead == HoursWord(word) else { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    /// Reads one of `words` as a whole word; returns its index.
    mutating func takeWord(of words: [HoursWord]) -> Int? {
        let ahead = wordAhead
        guard let index = words.firstIndex(of: ahead) else { return nil }
        position += ahead.count
        return index
    }

    /// The number of digits that follow.
    var digitsAhead: Int { bytes[position...].prefix { $0.isDigit }.count }

    /// Reads a number of at most `digits` digits within `range`. An error is at its first digit.
    mutating func number(
        _ range: ClosedRange<Int>, digits: Int, _ expected: HoursParseError.Expectation
    ) throws(HoursParseError) -> Int {
        let count = digitsAhead
        guard count >= 1, count <= digits else { throw error(expected) }
        var value = 0
        for byte in bytes[position..<position + count] { value = value * 10 + Int(byte - 0x30) }
        guard range.contains(value) else { throw error(expected) }
        position += count
        return value
    }

    /// Returns an error at the current position with the word, number or character there.
    func error(_ expected: HoursParseError.Expectation) -> HoursParseError {
        let rest = bytes[min(position, bytes.count)...]
        var found = Array(rest.prefix { $0.isDigit || $0.isLetter }.prefix(20))
        if found.isEmpty, let first = rest.first {
            found = [first] + rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }
        }
        return HoursParseError(offset: position, expected: expected, found: String(decoding: found, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    fileprivate var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}
