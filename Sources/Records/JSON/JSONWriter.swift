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
        separate()
        let count = name.utf8CodeUnitCount
        bytes.append(addingCapacity: count + 3) { added in
            added.append(UInt8(ascii: "\""))
            for index in 0..<count { added.append(name.utf8Start[index]) }
            added.append(UInt8(ascii: "\""))
            added.append(UInt8(ascii: ":"))
        }
    }

    /// Writes a member's name that is only known at run time; the value follows.
    public mutating func key(named name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a string, escaped as RFC 8259 section 7 requires.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices {
                let byte = utf8[index]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                bytes.append(contentsOf: utf8[start..<index])
                start = index + 1
                escape(byte)
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
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
        guard let last = bytes.last else { return }
        if last != UInt8(ascii: "{") && last != UInt8(ascii: "[") && last != UInt8(ascii: ":") {
            bytes.append(UInt8(ascii: ","))
        }
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
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
            magnitude /= 10
        } while magnitude != 0
        bytes[start...].reverse()
    }
}
