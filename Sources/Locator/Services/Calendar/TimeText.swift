/// Dates and moments as ISO 8601 texts.
public enum TimeText {
    /// A date as `2026-04-10`.
    public static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// A moment by the clocks of `zone`, as `2026-04-10T08:30:00+03:00`.
    public static func text(_ instant: UTCInstant, in zone: ZoneRule) -> String {
        let wall = zone.wallTime(at: instant)
        let offset = zone.offset(at: instant)
        let minutes = abs(offset) / 60
        let time = "\(padded(wall.minute / 60, 2)):\(padded(wall.minute % 60, 2)):\(padded(wall.secondOfDay % 60, 2))"
        return
            "\(text(wall.date))T\(time)\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Minutes since midnight as `08:30`; 24:00 and more stay as they are.
    public static func clock(minute: Int) -> String {
        "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
    }

    /// Reads `2026-04-10`.
    public static func date(_ text: some StringProtocol) -> CivilDate? {
        var scanner = Scanner(text)
        guard let date = scanner.date(), scanner.isAtEnd else { return nil }
        return date
    }

    /// Reads `2026-04-10T08:30`, with seconds or without, followed by `Z`, an offset such as `+03:00`, or nothing:
    /// then the time is that of `zone`'s clocks (the first of a doubled hour). A date alone is its midnight.
    public static func instant(_ text: some StringProtocol, in zone: ZoneRule) -> UTCInstant? {
        var scanner = Scanner(text)
        guard let date = scanner.date() else { return nil }
        guard !scanner.isAtEnd else { return zone.startOfDay(date) }
        guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) || scanner.take(UInt8(ascii: " ")),
            let time = scanner.time()
        else { return nil }
        let wall = WallTime(date: date, secondOfDay: time)
        if scanner.isAtEnd { return zone.moments(showing: wall).first }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        return UTCInstant(seconds: wall.seconds - offset)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private struct Scanner {
        private let bytes: [UInt8]
        private var position = 0

        init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + digits] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += digits
            return range.contains(value) ? value : nil
        }

        mutating func date() -> CivilDate? {
            guard let year = number(digits: 4, in: 1...9999), take(UInt8(ascii: "-")),
                let month = number(digits: 2, in: 1...12), take(UInt8(ascii: "-")),
                let day = number(digits: 2, in: 1...31)
            else { return nil }
            return CivilDate(year: year, month: month, day: day)
        }

        /// Seconds since midnight.
        mutating func time() -> Int? {
            guard let hour = number(digits: 2, in: 0...23), take(UInt8(ascii: ":")),
                let minute = number(digits: 2, in: 0...59)
            else { return nil }
            guard take(UInt8(ascii: ":")) else { return hour * 3600 + minute * 60 }
            guard let second = number(digits: 2, in: 0...59) else { return nil }
            return hour * 3600 + minute * 60 + second
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
            let isWest = take(UInt8(ascii: "-"))
            guard isWest || take(UInt8(ascii: "+")), let hours = number(digits: 2, in: 0...23), take(UInt8(ascii: ":")),
                let minutes = number(digits: 2, in: 0...59)
            else { return nil }
            return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
        }
    }
}
