/// A JSON value (RFC 8259). Objects keep the order of their members.
package indirect enum StrictJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([StrictJSON])
    case object([Member])

    /// A member of an object.
    package struct Member: Hashable, Sendable {
        /// The name.
        package var key: String
        /// The value.
        package var value: StrictJSON

        /// Pairs a name with a value.
        package init(key: String, value: StrictJSON) {
            self.key = key
            self.value = value
        }
    }

    /// The first error in a text.
    package struct Fault: Error, Hashable, Sendable {
        /// The byte at which it is.
        package var offset: Int
        /// What should be there.
        package var expected: String
        /// What is there.
        package var found: String
    }

    /// Parses the single value in `bytes` (UTF-8) strictly by RFC 8259, in O(n).
    ///
    /// Comments, trailing commas, repeated names, text after the value and more than 64 levels are errors.
    ///
    /// - Throws: ``Fault`` at the first error.
    package init(_ bytes: [UInt8]) throws(Fault) {
        self = try StrictJSONReader.read(bytes)
    }

    /// A short description of the value for error messages.
    package var summary: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "the number \(value)"
        case .string(let value): "\"\(value.prefix(60))\""
        case .array(let values): "an array of \(values.count)"
        case .object: "an object"
        }
    }
}

/// A text and the position up to which it has been parsed.
private struct StrictJSONReader {
    private let bytes: [UInt8]
    private var position = 0

    static func read(_ bytes: [UInt8]) throws(StrictJSON.Fault) -> StrictJSON {
        var reader = StrictJSONReader(bytes: bytes)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.fault("the end of the text") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func fault(_ expected: String) -> StrictJSON.Fault {
        let found =
            next.map { byte in
                byte > 0x20 && byte < 0x7F ? "'\(Character(UnicodeScalar(byte)))'" : "byte \(byte)"
            } ?? "the end of the text"
        return StrictJSON.Fault(offset: position, expected: expected, found: found)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func require(_ byte: UInt8) throws(StrictJSON.Fault) {
        guard take(byte) else { throw fault("'\(Character(UnicodeScalar(byte)))'") }
    }

    private mutating func value(depth: Int) throws(StrictJSON.Fault) -> StrictJSON {
        guard depth < 64 else { throw fault("at most 64 levels") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: String, _ value: StrictJSON) throws(StrictJSON.Fault) -> StrictJSON {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(StrictJSON.Fault) -> StrictJSON {
        try require(UInt8(ascii: "{"))
        var members: [StrictJSON.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipSpace()
            let start = position
            let key = try string()
            guard keys.insert(key).inserted else {
                position = start
                throw fault("a name that the object does not have yet")
            }
            skipSpace()
            try require(UInt8(ascii: ":"))
            skipSpace()
            members.append(StrictJSON.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) throws(StrictJSON.Fault) -> StrictJSON {
        try require(UInt8(ascii: "["))
        var values: [StrictJSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            skipSpace()
            values.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "]"))
        return .array(values)
    }

    private mutating func number() throws(StrictJSON.Fault) -> Double {
        let start = position
        _ = take(UInt8(ascii: "-"))
        guard let first = next, first >= 0x30, first <= 0x39 else { throw fault("a value") }
        position += 1
        if first != 0x30 { skipDigits() }
        if take(UInt8(ascii: ".")) { try requireDigits() }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try requireDigits()
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
            position = start
            throw fault("a number that a double can hold")
        }
        return value
    }

    private mutating func skipDigits() {
        while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
    }

    private mutating func requireDigits() throws(StrictJSON.Fault) {
        guard let byte = next, byte >= 0x30, byte <= 0x39 else { throw fault("a digit") }
        skipDigits()
    }

    private mutating func string() throws(StrictJSON.Fault) -> String {
        try require(UInt8(ascii: "\""))
        let start = position
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    position = start
                    throw fault("text in UTF-8")
                }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: try escape())
            case 0x20...:
                text.append(byte)
                position += 1
            default: throw fault("a control character written as an escape")
            }
        }
        throw fault("'\"'")
    }

    private mutating func escape() throws(StrictJSON.Fault) -> [UInt8] {
        guard let byte = next else { throw fault("an escape") }
        let single: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): single = byte
        case UInt8(ascii: "b"): single = 0x08
        case UInt8(ascii: "f"): single = 0x0C
        case UInt8(ascii: "n"): single = 0x0A
        case UInt8(ascii: "r"): single = 0x0D
        case UInt8(ascii: "t"): single = 0x09
        case UInt8(ascii: "u"):
            position += 1
            return try unicodeEscape()
        default: throw fault("an escape")
        }
        position += 1
        return [single]
    }

    private mutating func unicodeEscape() throws(StrictJSON.Fault) -> [UInt8] {
        let start = position
        var code = try fourHexDigits()
        if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = try fourHexDigits()
            if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
        }
        guard let scalar = UnicodeScalar(code) else {
            position = start
            throw fault("a whole surrogate pair")
        }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func fourHexDigits() throws(StrictJSON.Fault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
                throw fault("a hexadecimal digit")
            }
            code = code * 16 + UInt32(digit)
            position += 1
        }
        return code
    }
}
