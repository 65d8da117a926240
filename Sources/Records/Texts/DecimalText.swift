/// Parses numbers in the syntax of JSON, without hexadecimal digits, infinities or blanks.
package enum DecimalText {
    /// Parses a finite number such as `-22.5`, `7` or `1e-3`; nil for any other text.
    package static func number(_ text: String) -> Double? {
        let bytes = text.utf8
        guard !bytes.isEmpty, bytes.count <= 40 else { return nil }
        var digits = 0
        var hasPoint = false
        var hasExponent = false
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."):
                guard !hasPoint, !hasExponent, digits > 0 else { return nil }
                hasPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard !hasExponent, digits > 0 else { return nil }
                hasExponent = true
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                let isFirst = previous == 0 && byte == UInt8(ascii: "-")
                guard isFirst || previous | 0x20 == UInt8(ascii: "e") else { return nil }
            default: return nil
            }
            previous = byte
        }
        guard digits > 0, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(previous) else { return nil }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Parses numbers separated by commas, such as `10,20.5`; nil for any other text.
    package static func numbers(_ text: String) -> [Double]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { number(String($0)) }
        return numbers.count == parts.count ? numbers : nil
    }

    /// Parses an integer of at most 18 digits, such as `12` or `-3`; nil for any other text.
    package static func integer(_ text: String) -> Int? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(text)
    }
}
