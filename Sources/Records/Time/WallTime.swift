/// A date and a time of day without a time zone.
public struct WallTime: Hashable, Comparable, Sendable {
    /// The date.
    public var date: CivilDate
    /// Seconds since midnight, 0 to 86,399.
    public var secondOfDay: Int

    /// Creates a wall time. Seconds outside of the day change the date.
    public init(date: CivilDate, secondOfDay: Int) {
        let days = secondOfDay >= 0 ? secondOfDay / 86400 : -((86399 - secondOfDay) / 86400)
        self.date = date.adding(days: days)
        self.secondOfDay = secondOfDay - days * 86400
    }

    /// Creates a wall time from a date and minutes since its midnight. Minutes outside of the day change the date.
    public init(date: CivilDate, minute: Int) {
        self.init(date: date, secondOfDay: min(max(minute, -10_000_000), 10_000_000) * 60)
    }

    /// Minutes since midnight, 0 to 1,439.
    public var minute: Int { secondOfDay / 60 }

    /// Seconds since 1970-01-01, with the wall time taken as UTC.
    var seconds: Int { date.dayNumber * 86400 + secondOfDay }

    /// Returns whether `lhs` is the earlier reading, ignoring clock changes.
    public static func < (lhs: WallTime, rhs: WallTime) -> Bool { lhs.seconds < rhs.seconds }
}
