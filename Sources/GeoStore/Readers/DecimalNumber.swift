/// Parses decimal numbers.
package enum DecimalNumber {
    /// The powers of ten that a `Double` represents exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The nearest `Double` to a number in JSON's grammar; infinite on overflow.
    ///
    /// With up to 15 digits and a power of ten up to 22 both factors are exact, so that one division rounds correctly
    /// (Clinger 1990, "How to read floating point numbers accurately"); other numbers are left to the standard library.
    package static func value(of bytes: [UInt8]) -> Double {
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        var isFraction = false
        var isNegative = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39:
                mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
                if mantissa > 0 { digits += 1 }
                if isFraction { exponent -= 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "-"): isNegative = true
            default: return slowValue(of: bytes)
            }
            if digits > 15 { return slowValue(of: bytes) }
        }
        guard exponent >= -22 else { return slowValue(of: bytes) }
        let magnitude = Double(mantissa) / powers[-exponent]
        return isNegative ? -magnitude : magnitude
    }

    private static func slowValue(of bytes: [UInt8]) -> Double {
        Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    }

    /// Parses a number from a table, with `decimal` as decimal sign and without thousands separators or blanks.
    ///
    /// Returns nil for any other text, including "nan", "inf" and hexadecimal numbers, which `Double.init` would
    /// accept.
    package static func value(of text: String, decimal: Character = ".") -> Double? {
        var plain = text
        if decimal != "." {
            guard !plain.contains(".") else { return nil }
            plain = String(plain.map { $0 == decimal ? "." : $0 })
        }
        let isPlain = plain.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
        }
        guard isPlain, let value = Double(plain), value.isFinite else { return nil }
        return value
    }
}
