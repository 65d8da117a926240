/// Writes JSON (RFC 8259) directly to bytes.
///
/// The caller opens and closes objects and arrays; the writer puts the commas. Each answer is built once per request,
/// and this is several times faster than an encoder that inspects types at run time.
public struct JSONWriter: Sendable {
    /// The text written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// Whether only the languages that a text has are written, so that it reads back unchanged. When false, Greek and
    /// English are always written.
    package var keepsTextsExact = false

    /// Creates an empty writer with room for `capacity` bytes.
    public init(capacity: Int = 4096) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes an object whose members `body` writes.
    @inline(__always)
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        body(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    @inline(__always)
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        body(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes a member's name; the value follows.
    public mutating func key(_ name: StaticString) {
        quote(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), isName: true)
    }

    /// Writes a member's name that is only known at run time; the value follows.
    public mutating func key(named name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a string, escaped as RFC 8259 section 7 requires.
    public mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            guard Self.needsEscape(utf8) else { return quote(utf8, isName: false) }
            separate()
            bytes.append(UInt8(ascii: "\""))
            var start = 0
            for index in utf8.indices {
                let byte = utf8[index]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                bytes.append(contentsOf: utf8[start..<index])
                start = index + 1
                escape(byte)
            }
            bytes.append(contentsOf: utf8[start...])
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Writes a text without escapes between quotes: a string, or the name of a member with its colon.
    private mutating func quote(_ utf8: UnsafeBufferPointer<UInt8>, isName: Bool) {
        let hasComma = needsComma
        bytes.append(addingCapacity: utf8.count + 4) { added in
            if hasComma { added.append(UInt8(ascii: ",")) }
            added.append(UInt8(ascii: "\""))
            added.withUnsafeMutableBufferPointer { room, count in
                _ = UnsafeMutableBufferPointer(rebasing: room[count...]).update(fromContentsOf: utf8)
                count += utf8.count
            }
            added.append(UInt8(ascii: "\""))
            if isName { added.append(UInt8(ascii: ":")) }
        }
    }

    /// Whether a text has a byte that a string must escape. Tests eight bytes at a time, as few texts have one: a byte
    /// of a word is less than n when its high bit is set after n is subtracted, but not before.
    private static func needsEscape(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(utf8)
        var place = 0
        while place &+ 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
            let less =
                (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
            if less & (ones &* 0x80) != 0 { return true }
            place &+= 8
        }
        while place < raw.count {
            if raw[place] < 0x20 || raw[place] == 0x22 || raw[place] == 0x5C { return true }
            place &+= 1
        }
        return false
    }

    /// Writes a whole number.
    public mutating func integer(_ value: Int) {
        separate()
        append(value)
    }

    /// Writes a number rounded to 0...9 `decimals`, without trailing zeros. Infinities, NaN and values of 9e15 and more
    /// after scaling are written as null.
    public mutating func number(_ value: Double, decimals: Int) {
        separate()
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard scaled.isFinite, abs(scaled) < 9e15 else {
            bytes.append(contentsOf: "null".utf8)
            return
        }
        var integer = Int64(scaled)
        if integer < 0 {
            bytes.append(UInt8(ascii: "-"))
            integer = -integer
        }
        let unit = Int64(scale)
        append(Int(integer / unit))
        var fraction = integer % unit
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var divisor = unit / 10
        while fraction != 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(fraction / divisor))
            fraction %= divisor
            divisor /= 10
        }
    }

    /// Writes true or false.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes null.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes bytes that are one JSON value already.
    public mutating func raw(_ value: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: value)
    }

    /// Writes bytes that are one JSON value already, without an array in between.
    package mutating func raw(_ value: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(contentsOf: value)
    }

    /// Writes a comma, except after an opening bracket and after a member's name.
    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private var needsComma: Bool {
        guard let last = bytes.last else { return false }
        return last != UInt8(ascii: "{") && last != UInt8(ascii: "[") && last != UInt8(ascii: ":")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }

    private mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var magnitude = value.magnitude
        var digits = 1
        var rest = magnitude / 10
        while rest != 0 {
            digits += 1
            rest /= 10
        }
        bytes.append(addingCapacity: digits) { added in
            added.withUnsafeMutableBufferPointer { room, count in
                for place in stride(from: digits - 1, through: 0, by: -1) {
                    room.initializeElement(at: place, to: UInt8(ascii: "0") + UInt8(magnitude % 10))
                    magnitude /= 10
                }
                count = digits
            }
        }
    }
}
