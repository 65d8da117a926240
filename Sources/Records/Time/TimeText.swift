/// Reads and writes dates and times as ISO 8601 text.
public enum TimeText {
    /// Returns a date as `2026-04-10`.
    public static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Returns an instant in local time with its offset, as `2026-04-10T08:30:00+03:00`.
    public static func text(_ instant: UTCInstant, in zone: ZoneRule) -> String {
        let offset = zone.offset(at: instant)
        return "\(text(zone.wallTime(at: instant)))\(offset < 0 ? "-" : "+")\(clock(minute: abs(offset) / 60))"
    }

    /// Returns an instant in UTC, as `2026-04-10T05:30:00Z`.
    public static func text(_ instant: UTCInstant) -> String { "\(text(ZoneRule.utc.wallTime(at: instant)))Z" }

    private static func text(_ wall: WallTime) -> String {
        "\(text(wall.date))T\(clock(minute: wall.minute)):\(padded(wall.secondOfDay % 60, 2))"
    }

    /// Returns minutes since midnight as `08:30`. Values from 24:00 on are not reduced.
    public static func clock(minute: Int) -> String {
        "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
    }

    /// Reads a date such as `2026-04-10`; nil for anything else.
    public static func date(_ text: some StringProtocol) -> CivilDate? {
        var scanner = TimeScanner(text)
        guard let day = scanner.day(), scanner.isAtEnd else { return nil }
        return CivilDate(dayNumber: day)
    }

    /// Reads a date and time such as `2026-04-10T08:30`, with or without seconds.
    ///
    /// It may end with `Z` or an offset such as `+03:00`. Without either it is local time in `zone`; of an hour that
    /// occurs twice, the first is meant. A date alone means its midnight in `zone`.
    public static func instant(_ text: some StringProtocol, in zone: ZoneRule) -> UTCInstant? {
        var scanner = TimeScanner(text)
        guard let day = scanner.day() else { return nil }
        let date = CivilDate(dayNumber: day)
        guard !scanner.isAtEnd else { return zone.startOfDay(date) }
        guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) || scanner.take(UInt8(ascii: " ")),
            let time = scanner.time()
        else { return nil }
        let wall = WallTime(date: date, secondOfDay: time)
        if scanner.isAtEnd { return zone.moments(showing: wall).first }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        return UTCInstant(seconds: wall.seconds - offset)
    }

    /// The numbers 0 to 99 in two digits.
    private static let pairs = (0..<100).map { $0 < 10 ? "0\($0)" : String($0) }

    private static func padded(_ value: Int, _ width: Int) -> String {
        if width == 2, pairs.indices.contains(value) { return pairs[value] }
        let digits = String(value)
        guard digits.utf8.count < width else { return digits }
        return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
