/// Reads the parts of ISO 8601 dates and times from a text, one after another.
///
/// Each method returns nil when the part is missing; the scanner must not be used after that.
package struct TimeScanner {
    private let bytes: [UInt8]
    private var position = 0

    /// Creates a scanner at the start of a text.
    package init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// Whether the whole text was read.
    package var isAtEnd: Bool { position == bytes.count }

    /// Consumes `byte` when it comes next, and returns whether it did.
    package mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return range.contains(value) ? value : nil
    }

    /// Reads a day such as `2026-04-10`, as days since 1970-01-01.
    package mutating func day() -> Int? {
        guard let year = year(), let month = monthAfterHyphen(), let day = dayAfterHyphen() else { return nil }
        return GregorianDay.number(year: year, month: month, day: day)
    }

    /// Reads a year of four digits.
    mutating func year() -> Int? { number(digits: 4, in: 1...9999) }

    /// Reads a month such as `-04`.
    mutating func monthAfterHyphen() -> Int? { take(UInt8(ascii: "-")) ? number(digits: 2, in: 1...12) : nil }

    /// Reads a day of the month such as `-10`.
    mutating func dayAfterHyphen() -> Int? { take(UInt8(ascii: "-")) ? number(digits: 2, in: 1...31) : nil }

    /// Reads a time such as `08:30` or `08:30:15`, as seconds since midnight; a fraction of a second is ignored.
    package mutating func time() -> Int? {
        guard let hour = number(digits: 2, in: 0...23), take(UInt8(ascii: ":")),
            let minute = number(digits: 2, in: 0...59)
        else { return nil }
        guard take(UInt8(ascii: ":")) else { return hour * 3600 + minute * 60 }
        guard let second = number(digits: 2, in: 0...59) else { return nil }
        if take(UInt8(ascii: ".")) {
            guard number(digits: 1, in: 0...9) != nil else { return nil }
            while number(digits: 1, in: 0...9) != nil {}
        }
        return hour * 3600 + minute * 60 + second
    }

    /// Reads an offset from UTC, `Z` or `+03:00`, as seconds to the east.
    package mutating func offset() -> Int? {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isWest = take(UInt8(ascii: "-"))
        guard isWest || take(UInt8(ascii: "+")), let hours = number(digits: 2, in: 0...23), take(UInt8(ascii: ":")),
            let minutes = number(digits: 2, in: 0...59)
        else { return nil }
        return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
