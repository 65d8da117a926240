internal import InputFiles

extension JSONLexer {
    /// Skips the next value.
    mutating func skipValue(level: Int = 0) throws(InputError) {
        _ = try scalarOrRaw(level: level, keepsText: false)
    }

    /// The next value as text: strings without quotes, numbers as written, arrays and objects as JSON; nil for null.
    mutating func valueText() throws(InputError) -> String? {
        try scalarOrRaw(level: 0, keepsText: true)
    }

    private mutating func scalarOrRaw(level: Int, keepsText: Bool) throws(InputError) -> String? {
        switch try peekToken() {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var raw: [UInt8] = []
            try composite(level: level + 1, into: &raw, keepsText: keepsText)
            return keepsText ? String(decoding: raw, as: UTF8.self) : nil
        default: return try scalar()
        }
    }

    private mutating func scalar() throws(InputError) -> String? {
        switch try peekToken() {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "t"):
            try word("true")
            return "true"
        case UInt8(ascii: "f"):
            try word("false")
            return "false"
        case UInt8(ascii: "n"):
            try word("null")
            return nil
        default: return try numberText()
        }
    }

    private mutating func composite(level: Int, into raw: inout [UInt8], keepsText: Bool) throws(InputError) {
        guard level <= Self.deepest else { throw fail("nested over \(Self.deepest) deep") }
        let isObject = try takeIf(UInt8(ascii: "{"))
        if !isObject { try expect(UInt8(ascii: "[")) }
        let close = UInt8(ascii: isObject ? "}" : "]")
        raw.append(UInt8(ascii: isObject ? "{" : "["))
        if try !takeIf(close) {
            var isFirst = true
            repeat {
                if !isFirst { raw.append(UInt8(ascii: ",")) }
                isFirst = false
                if isObject {
                    Self.append(try string(), quoted: true, to: &raw, keepsText)
                    try expect(UInt8(ascii: ":"))
                    raw.append(UInt8(ascii: ":"))
                }
                switch try peekToken() {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    try composite(level: level + 1, into: &raw, keepsText: keepsText)
                case let byte:
                    Self.append(try scalar() ?? "null", quoted: byte == UInt8(ascii: "\""), to: &raw, keepsText)
                }
            } while try takeIf(UInt8(ascii: ","))
            try expect(close)
        }
        raw.append(close)
        if !keepsText { raw.removeAll(keepingCapacity: true) }
    }

    private static func append(_ text: String, quoted: Bool, to raw: inout [UInt8], _ keepsText: Bool) {
        guard keepsText else { return }
        if quoted {
            raw.append(contentsOf: JSONText.string(text).utf8)
        } else {
            raw.append(contentsOf: text.utf8)
        }
    }
}
