/// A time zone as data: a standard offset and, in some years, a daylight offset between two yearly changes.
///
/// It describes a zone for the years of its present law; years outside of ``Daylight/years`` have the standard offset
/// only.
public struct ZoneRule: Hashable, Sendable {
    /// The day of the year and the time of day at which the offset changes.
    public struct Change: Hashable, Sendable {
        /// Month, 1 to 12.
        public var month: Int
        /// Day of the week.
        public var weekday: Weekday
        /// Which of these weekdays of the month: 1 to 5 from its start, -1 to -5 from its end.
        public var nth: Int
        /// Seconds since midnight, in UTC or local time as ``isUniversal`` says.
        public var secondOfDay: Int
        /// Whether the time is UTC; otherwise it is local time before the change.
        public var isUniversal: Bool

        /// Creates a change.
        public init(month: Int, weekday: Weekday, nth: Int, secondOfDay: Int, isUniversal: Bool) {
            self.month = month
            self.weekday = weekday
            self.nth = nth
            self.secondOfDay = secondOfDay
            self.isUniversal = isUniversal
        }
    }

    /// The daylight offset and when it applies.
    public struct Daylight: Hashable, Sendable {
        /// Seconds east of UTC.
        public var offset: Int
        /// When it begins.
        public var start: Change
        /// When it ends.
        public var end: Change
        /// The years in which it applies.
        public var years: ClosedRange<Int>

        /// Creates a daylight rule.
        public init(offset: Int, start: Change, end: Change, years: ClosedRange<Int>) {
            self.offset = offset
            self.start = start
            self.end = end
            self.years = years
        }
    }

    /// Name in the IANA time zone database, for display.
    public var name: String
    /// Seconds east of UTC outside of daylight time.
    public var standardOffset: Int
    /// The daylight rule, if the zone has one.
    public var daylight: Daylight?

    /// Creates a zone.
    public init(name: String, standardOffset: Int, daylight: Daylight? = nil) {
        self.name = name
        self.standardOffset = standardOffset
        self.daylight = daylight
    }

    /// UTC.
    public static let utc = ZoneRule(name: "UTC", standardOffset: 0)

    /// The clocks of Greece since 1996.
    public static let athens = ZoneRule(
        name: "Europe/Athens", standardOffset: 7200,
        daylight: Daylight(
            offset: 10800,
            start: Change(month: 3, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true),
            end: Change(month: 10, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true), years: 1996...9999)
    )

    /// Returns the offset at `instant`, in seconds east of UTC.
    public func offset(at instant: UTCInstant) -> Int {
        guard let daylight else { return standardOffset }
        let year = CivilDate(dayNumber: floorDivision(instant.seconds, 86400)).year
        guard let (start, end) = changes(of: year) else { return standardOffset }
        let isDaylight =
            start < end
            ? instant.seconds >= start && instant.seconds < end
            : instant.seconds >= start || instant.seconds < end
        return isDaylight ? daylight.offset : standardOffset
    }

    /// Returns the first instant after `instant` at which the offset changes; nil when it never changes again.
    public func nextTransition(after instant: UTCInstant) -> UTCInstant? {
        guard let daylight else { return nil }
        let year = CivilDate(dayNumber: floorDivision(instant.seconds, 86400)).year
        for candidate in max(year, daylight.years.lowerBound)...max(year + 1, daylight.years.lowerBound) {
            guard let (start, end) = changes(of: candidate) else { continue }
            let later = [start, end].filter { $0 > instant.seconds }
            if let first = later.min() { return UTCInstant(seconds: first) }
        }
        return nil
    }

    /// Returns both changes of a year, in seconds since 1970; nil when the year has none.
    private func changes(of year: Int) -> (start: Int, end: Int)? {
        guard let daylight, daylight.years.contains(year) else { return nil }
        guard let start = daylight.start.seconds(year: year, offsetBefore: standardOffset),
            let end = daylight.end.seconds(year: year, offsetBefore: daylight.offset)
        else { return nil }
        return (start, end)
    }
}

extension ZoneRule.Change {
    /// Returns the change in `year`, in seconds since 1970.
    fileprivate func seconds(year: Int, offsetBefore: Int) -> Int? {
        guard let date = CivilDate.nth(nth, weekday, ofMonth: month, year: year) else { return nil }
        return date.dayNumber * 86400 + secondOfDay - (isUniversal ? 0 : offsetBefore)
    }
}

/// Returns the quotient rounded towards negative infinity. `divisor` must be positive.
package func floorDivision(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
}
