/// A house number: digits, a letter or other tail, and the last number of a range.
public struct HouseNumber: Hashable, Sendable, CustomStringConvertible {
    /// The digits; 0 when the number has none.
    public var number: Int
    /// The text after the digits as written («Α», «/3»), without spaces.
    public var suffix: String
    /// The last number of a range such as 23–25.
    public var last: Int?

    /// Creates a number from its parts.
    public init(number: Int, suffix: String = "", last: Int? = nil) {
        self.number = number
        self.suffix = suffix
        self.last = last
    }

    /// Reads a house number of a data source («8Α», «8 α», «23-25», «12/3», «A7»). It never fails: a text without
    /// leading digits becomes the suffix of 0.
    public init(parsing text: String) {
        var digits = 0
        var rest = String.UnicodeScalarView()
        var isLeading = true
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            if isLeading, scalar.isDigit, digits < 100_000 {
                digits = digits * 10 + Int(scalar.value - 0x30)
            } else {
                isLeading = false
                rest.append(scalar)
            }
        }
        number = digits
        suffix = String(rest)
        last = nil
        guard digits > 0, let mark = rest.first,
            "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}".unicodeScalars.contains(mark)
        else { return }
        let tail = HouseNumber(parsing: String(rest.dropFirst()))
        if tail.number > digits, tail.last == nil {
            last = tail.number
            suffix = tail.suffix
        }
    }

    /// The number for display: «8Α», «23–25».
    public var description: String {
        let digits = number > 0 ? String(number) : ""
        if let last { return "\(digits)–\(last)\(suffix)" }
        return digits + suffix
    }

    /// The suffix in comparison form, see ``suffixKey(of:)``.
    var suffixKey: [UInt8] { Self.suffixKey(of: suffix) }

    /// Returns a suffix with Greek and Latin letters that look alike made equal: «Α» equals `A`, «Γ» does not equal
    /// `C`.
    static func suffixKey(of suffix: String) -> [UInt8] {
        guard !suffix.isEmpty else { return [] }
        var key: [UInt8] = []
        for scalar in TextFolding.letters(suffix.unicodeScalars) where scalar.isWordPart || scalar == "/" {
            switch scalar {
            case "α": key.append(0x61)
            case "β": key.append(0x62)
            case "ε": key.append(0x65)
            case "η": key.append(0x68)
            case "δ": key.append(0x64)
            case "γ": key.append(0x67)
            default: KeyBytes.appendUTF8(scalar, to: &key)
            }
        }
        return key
    }
}
