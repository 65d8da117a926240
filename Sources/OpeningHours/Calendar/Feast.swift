internal import Records

/// A day off that recurs every year.
public struct Feast: Hashable, Sendable {
    /// The day of the year on which a feast falls.
    public enum Day: Hashable, Sendable {
        /// The same date every year.
        case fixed(month: Int, day: Int)
        /// A number of days after Easter Sunday; negative for before.
        case easter(offset: Int)
    }

    /// The day off.
    public var holiday: Holiday
    /// The day of the year.
    public var day: Day
    /// Code of the only municipality that observes it; nil for all.
    public var municipality: String?
    /// The years in which it is observed.
    public var years: ClosedRange<Int>

    /// Creates a feast.
    public init(holiday: Holiday, day: Day, municipality: String? = nil, years: ClosedRange<Int> = 1...9999) {
        self.holiday = holiday
        self.day = day
        self.municipality = municipality
        self.years = years
    }

    /// Returns its regular date in `year`, without decisions; nil when it is not observed then.
    func date(in year: Int, computus: Computus) -> CivilDate? {
        guard years.contains(year) else { return nil }
        switch day {
        case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .easter(let offset): return computus.easter(year).adding(days: offset)
        }
    }
}
