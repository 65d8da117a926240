/// A day of the proleptic Gregorian calendar, stored as the number of days since 1970-01-01.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int

    /// The days of the years 1 to 9999, which ISO 8601 writes with four digits.
    package static let dayNumbers = -719_162...2_932_896

    /// Creates the day `dayNumber` days after 1970-01-01, clamped to the years 1 to 9999.
    public init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound)
    }

    /// Creates a day from its parts (month 1 to 12, day 1 to 31); nil when the years 1 to 9999 have no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard let number = GregorianDay.number(year: year, month: month, day: day) else { return nil }
        self.init(dayNumber: number)
    }

    /// Year, month 1 to 12 and day of the month.
    public var parts: (year: Int, month: Int, day: Int) {
        // Years begin on 1 March, so that the leap day comes last. In a cycle of 400 years (146,097 days) the last
        // century is one day longer than the others, and so is the last of every four years.
        let days = dayNumber + 719_468
        let cycle = days >= 0 ? days / 146_097 : (days - 146_096) / 146_097
        var rest = days - cycle * 146_097
        let century = min(rest / 36_524, 3)
        rest -= century * 36_524
        let fourYears = rest / 1461
        rest -= fourYears * 1461
        let yearOfFour = min(rest / 365, 3)
        rest -= yearOfFour * 365
        // Month lengths from March on are 31 30 31 30 31, repeated: 153 days per five months.
        let month = (5 * rest + 2) / 153
        let day = rest - (153 * month + 2) / 5 + 1
        let year = cycle * 400 + century * 100 + fourYears * 4 + yearOfFour
        return month < 10 ? (year, month + 3, day) : (year + 1, month - 9, day)
    }

    /// Year.
    public var year: Int { parts.year }

    /// Day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday, three days after a Monday.
        let days = (dayNumber + 3) % 7
        return Weekday(daysAfterMonday: days < 0 ? days + 7 : days)
    }

    /// Returns the day `days` later, clamped to the years 1 to 9999.
    public func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + min(max(days, -4_000_000), 4_000_000))
    }

    /// Returns whether `lhs` is before `rhs`.
    public static func < (lhs: CivilDate, rhs: CivilDate) -> Bool { lhs.dayNumber < rhs.dayNumber }

    /// Returns whether `year` has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        GregorianDay.isLeap(year)
    }

    /// Returns the number of days in a month (1 to 12) of `year`.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        GregorianDay.length(ofMonth: month, year: year)
    }

    /// Returns the day number of a day that is known to exist.
    package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        GregorianDay.number(knownYear: year, month: month, day: day)
    }
}
