internal import InputFiles

/// Reads JSON (RFC 8259) from a stream token by token; errors name byte offset and line.
///
/// Strings that are not valid Unicode do not stop the reading; they are recorded in ``flaw`` for the current feature.
struct JSONLexer {
    /// The maximum nesting of arrays and objects.
    static let deepest = 64
    /// The length in bytes of the longest string or number that is accepted.
    static let longestText = 1 << 24

    let stream: ByteStream
    /// The first error of a string that is not valid Unicode, since it was last cleared.
    var flaw: String?
    private var buffer: [UInt8] = []

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    func fail(_ reason: String) -> InputError {
        InputError(.malformed, at: "\(stream.name), byte \(stream.offset) (line \(stream.line))", reason)
    }

    /// The first byte of the next token, without consuming it; nil at the end.
    mutating func peekToken() throws(InputError) -> UInt8? {
        while let byte = try stream.peek() {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            stream.skip(byte)
        }
        return nil
    }

    /// Consumes the next token if it is the one-byte token `byte`, and returns whether it was.
    mutating func takeIf(_ byte: UInt8) throws(InputError) -> Bool {
        guard try peekToken() == byte else { return false }
        stream.skip(byte)
        return true
    }

    /// Consumes the one-byte token `byte`, or throws.
    mutating func expect(_ byte: UInt8) throws(InputError) {
        guard try takeIf(byte) else {
            throw fail("expected '\(Character(Unicode.Scalar(byte)))', found \(try describeNext())")
        }
    }

    mutating func describeNext() throws(InputError) -> String {
        switch try peekToken() {
        case nil: "the end"
        case let byte? where (0x21..<0x7F).contains(byte): "'\(Character(Unicode.Scalar(byte)))'"
        case let byte?: "byte \(byte)"
        }
    }

    /// Consumes a string.
    mutating func string() throws(InputError) -> String {
        try expect(UInt8(ascii: "\""))
        buffer.removeAll(keepingCapacity: true)
        while true {
            switch try stream.take(into: &buffer, until: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) {
            case .end: throw fail("the string is not closed")
            case .chunk: break
            case .found:
                guard let byte = try stream.next() else { throw fail("the string is not closed") }
                if byte == 0x22 { return text() }
                guard byte == 0x5C else { throw fail("a control character (\(byte)) inside a string") }
                try escape()
            }
            guard buffer.count <= Self.longestText else { throw fail("a string of over \(Self.longestText) bytes") }
        }
    }

    private mutating func text() -> String {
        if let text = String(validating: buffer, as: UTF8.self) { return text }
        flaw = flaw ?? "a string is not UTF-8"
        return String(decoding: buffer, as: UTF8.self)
    }

    private mutating func escape() throws(InputError) {
        switch try stream.next() {
        case UInt8(ascii: "\""): buffer.append(0x22)
        case UInt8(ascii: "\\"): buffer.append(0x5C)
        case UInt8(ascii: "/"): buffer.append(0x2F)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            if let scalar = Unicode.Scalar(unit) {
                buffer.append(contentsOf: String(scalar).utf8)
            } else if unit < 0xDC00, try stream.peek() == 0x5C {
                stream.skip(0x5C)
                try lowSurrogate(after: unit)
            } else {
                loneSurrogate()
            }
        default: throw fail("an escape that JSON does not have")
        }
    }

    private mutating func lowSurrogate(after high: UInt32) throws(InputError) {
        guard try stream.peek() == UInt8(ascii: "u") else {
            loneSurrogate()
            return try escape()
        }
        stream.skip(UInt8(ascii: "u"))
        let low = try codeUnit()
        if (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        {
            buffer.append(contentsOf: String(scalar).utf8)
            return
        }
        loneSurrogate()
        if let scalar = Unicode.Scalar(low) {
            buffer.append(contentsOf: String(scalar).utf8)
        } else {
            loneSurrogate()
        }
    }

    private mutating func loneSurrogate() {
        flaw = flaw ?? "a string has half a surrogate pair"
        buffer.append(contentsOf: "\u{FFFD}".utf8)
    }

    private mutating func codeUnit() throws(InputError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try stream.next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                byte < 0x80
            else { throw fail("expected four hexadecimal digits after \\u") }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// Consumes one of the words true, false and null; its first byte is known to come next.
    mutating func word(_ word: StaticString) throws(InputError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard try stream.next() == word.utf8Start[index] else { throw fail("expected \(word)") }
        }
    }

    /// Consumes a number and returns it as written.
    mutating func numberText() throws(InputError) -> String {
        try takeNumber()
        return String(decoding: buffer, as: UTF8.self)
    }

    /// Consumes a number.
    mutating func number() throws(InputError) -> Double {
        try takeNumber()
        return DecimalNumber.value(of: buffer)
    }

    /// Consumes a number into the buffer, checking the grammar of RFC 8259, section 6.
    private mutating func takeNumber() throws(InputError) {
        buffer.removeAll(keepingCapacity: true)
        _ = try peekToken()
        try takeByte { $0 == UInt8(ascii: "-") }
        if try !takeByte({ $0 == UInt8(ascii: "0") }) {
            guard try takeDigits() else { throw fail("expected a number, found \(try describeNext())") }
        }
        if try takeByte({ $0 == UInt8(ascii: ".") }) {
            guard try takeDigits() else { throw fail("expected a digit after the point") }
        }
        if try takeByte({ $0 | 0x20 == UInt8(ascii: "e") }) {
            try takeByte { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            guard try takeDigits() else { throw fail("expected a digit in the exponent") }
        }
    }

    @discardableResult
    private mutating func takeByte(_ isWanted: (UInt8) -> Bool) throws(InputError) -> Bool {
        guard let byte = try stream.peek(), isWanted(byte) else { return false }
        stream.skip(byte)
        buffer.append(byte)
        return true
    }

    private mutating func takeDigits() throws(InputError) -> Bool {
        let before = buffer.count
        while try stream.take(into: &buffer, until: { !(0x30...0x39).contains($0) }) == .chunk {
            guard buffer.count <= Self.longestText else { throw fail("a number of over \(Self.longestText) bytes") }
        }
        return buffer.count > before
    }
}
