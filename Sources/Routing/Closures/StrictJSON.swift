/// A JSON text as values (RFC 8259): nothing lenient, names of an object only once, nesting bounded.
enum StrictJSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([StrictJSON])
    case object([String: StrictJSON])

    /// What is wrong with a text, and after how many bytes.
    struct Fault: Error, Equatable {
        var offset: Int
        var expected: String
        var found: String
    }

    /// Reads one value that fills the text. O(bytes).
    init(_ bytes: [UInt8]) throws(Fault) {
        var parser = Parser(bytes: bytes)
        parser.skipSpace()
        self = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.place == bytes.count else { throw parser.fault("the end of the text") }
    }

    private struct Parser {
        let bytes: [UInt8]
        var place = 0
        private static let deepest = 64

        init(bytes: [UInt8]) { self.bytes = bytes }

        private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

        func fault(_ expected: String) -> Fault {
            let found = next.map { $0 > 0x20 && $0 < 0x7f ? "'\(Character(UnicodeScalar($0)))'" : "byte \($0)" }
            return Fault(offset: place, expected: expected, found: found ?? "the end of the text")
        }

        mutating func skipSpace() {
            while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
        }

        mutating func value(depth: Int) throws(Fault) -> StrictJSON {
            guard depth < Self.deepest else { throw fault("no more than \(Self.deepest) levels") }
            switch next {
            case UInt8(ascii: "{"): return try object(depth: depth)
            case UInt8(ascii: "["): return try array(depth: depth)
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"):
                try word("true")
                return .bool(true)
            case UInt8(ascii: "f"):
                try word("false")
                return .bool(false)
            case UInt8(ascii: "n"):
                try word("null")
                return .null
            default: return .number(try number())
            }
        }

        private mutating func word(_ text: String) throws(Fault) {
            guard bytes[place...].starts(with: text.utf8) else { throw fault(text) }
            place += text.utf8.count
        }

        private mutating func object(depth: Int) throws(Fault) -> StrictJSON {
            var result: [String: StrictJSON] = [:]
            place += 1
            skipSpace()
            if next == UInt8(ascii: "}") {
                place += 1
                return .object(result)
            }
            while true {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes") }
                let start = place
                let name = try string()
                guard result[name] == nil else {
                    throw Fault(offset: start, expected: "each name once", found: "\"\(name)\" again")
                }
                skipSpace()
                guard next == UInt8(ascii: ":") else { throw fault("':'") }
                place += 1
                skipSpace()
                result[name] = try value(depth: depth + 1)
                skipSpace()
                if next == UInt8(ascii: ",") {
                    place += 1
                } else if next == UInt8(ascii: "}") {
                    place += 1
                    return .object(result)
                } else {
                    throw fault("',' or '}'")
                }
            }
        }

        private mutating func array(depth: Int) throws(Fault) -> StrictJSON {
            var result: [StrictJSON] = []
            place += 1
            skipSpace()
            if next == UInt8(ascii: "]") {
                place += 1
                return .array(result)
            }
            while true {
                skipSpace()
                result.append(try value(depth: depth + 1))
                skipSpace()
                if next == UInt8(ascii: ",") {
                    place += 1
                } else if next == UInt8(ascii: "]") {
                    place += 1
                    return .array(result)
                } else {
                    throw fault("',' or ']'")
                }
            }
        }

        private mutating func number() throws(Fault) -> Double {
            let start = place
            if next == UInt8(ascii: "-") { place += 1 }
            let first = next
            let whole = try digits()
            if first == UInt8(ascii: "0"), whole > 1 {
                throw Fault(offset: start, expected: "no leading zero", found: "one")
            }
            if next == UInt8(ascii: ".") {
                place += 1
                _ = try digits()
            }
            if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
                place += 1
                if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
                _ = try digits()
            }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            guard let value = Double(text), value.isFinite else {
                throw Fault(offset: start, expected: "a number a double holds", found: text)
            }
            return value
        }

        private mutating func digits() throws(Fault) -> Int {
            let start = place
            while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
            guard place > start else { throw fault("a value") }
            return place - start
        }

        private mutating func string() throws(Fault) -> String {
            place += 1
            var text: [UInt8] = []
            let start = place
            while let byte = next, byte != UInt8(ascii: "\"") {
                guard byte >= 0x20 else { throw fault("no control character in a text") }
                place += 1
                if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
            }
            guard next != nil else { throw fault("'\"'") }
            place += 1
            guard let result = String(validating: text, as: UTF8.self) else {
                throw Fault(offset: start, expected: "UTF-8", found: "other bytes")
            }
            return result
        }

        private mutating func escape(into text: inout [UInt8]) throws(Fault) {
            let plain: [UInt8: UInt8] = [
                UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "/"): 0x2f, UInt8(ascii: "b"): 0x08,
                UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
            ]
            if let byte = next, let meant = plain[byte] {
                place += 1
                text.append(meant)
                return
            }
            guard next == UInt8(ascii: "u") else { throw fault("an escape") }
            place += 1
            var unit = try hex()
            if unit >= 0xd800, unit < 0xdc00 {
                guard bytes[place...].starts(with: "\\u".utf8) else { throw fault("the second half of a pair") }
                place += 2
                let second = try hex()
                guard second >= 0xdc00, second < 0xe000 else { throw fault("the second half of a pair") }
                unit = 0x10000 + (unit - 0xd800) << 10 + (second - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw fault("a character") }
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }

        private mutating func hex() throws(Fault) -> UInt32 {
            var value: UInt32 = 0
            for _ in 0..<4 {
                guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                    throw fault("four hexadecimal digits")
                }
                value = value << 4 | UInt32(digit)
                place += 1
            }
            return value
        }
    }
}
