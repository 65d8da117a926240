/// A day of the proleptic Gregorian calendar, held as its distance from 1970-01-01.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int

    /// The days of the years 1 to 9999, all that ISO 8601 can write with four digits.
    package static let dayNumbers = -719_162...2_932_896

    /// Creates the day `dayNumber` days after 1970-01-01; what lies outside the years 1 to 9999 becomes the nearest
    /// day inside.
    public init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound)
    }

    /// Creates a day from its parts (month 1 to 12, day 1 to 31), nothing when there is no such day in 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard let number = GregorianDay.number(year: year, month: month, day: day) else { return nil }
        self.init(dayNumber: number)
    }

    /// Year, month 1 to 12 and day of the month.
    public var parts: (year: Int, month: Int, day: Int) {
        // Years are counted from 1 March, so that the leap day is the last of its year, and in cycles of 400 years
        // (146,097 days), the last of whose four centuries and the last of whose four years are one day longer.
        let days = dayNumber + 719_468
        let cycle = days >= 0 ? days / 146_097 : (days - 146_096) / 146_097
        var rest = days - cycle * 146_097
        let century = min(rest / 36_524, 3)
        rest -= century * 36_524
        let fourYears = rest / 1461
        rest -= fourYears * 1461
        let yearOfFour = min(rest / 365, 3)
        rest -= yearOfFour * 365
        // Months from March on: 31 30 31 30 31, then again, then 31 and what is left: 153 days per five months.
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

    /// The day `days` later.
    public func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + min(max(days, -4_000_000), 4_000_000))
    }

    /// Whether `lhs` comes before `rhs`.
    public static func < (lhs: CivilDate, rhs: CivilDate) -> Bool { lhs.dayNumber < rhs.dayNumber }

    /// Whether `year` has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        GregorianDay.isLeap(year)
    }

    /// Days in a month (1 to 12) of `year`.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        GregorianDay.length(ofMonth: month, year: year)
    }

    /// The day number of a day known to exist.
    package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        GregorianDay.number(knownYear: year, month: month, day: day)
    }
}
