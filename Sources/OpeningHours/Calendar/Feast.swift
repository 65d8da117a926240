internal import Records

/// A day off that comes back every year.
public struct Feast: Hashable, Sendable {
    /// On which day of the year.
    public enum Day: Hashable, Sendable {
        /// The same date every year.
        case fixed(month: Int, day: Int)
        /// So many days after Easter Sunday (negative: before it).
        case easter(offset: Int)
    }

    /// What is told of it.
    public var holiday: Holiday
    /// On which day.
    public var day: Day
    /// Code of the only municipality that keeps it; nothing when all do.
    public var municipality: String?
    /// The years in which it is kept.
    public var years: ClosedRange<Int>

    /// Creates a feast.
    public init(holiday: Holiday, day: Day, municipality: String? = nil, years: ClosedRange<Int> = 1...9999) {
        self.holiday = holiday
        self.day = day
        self.municipality = municipality
        self.years = years
    }

    /// The date it falls on in `year`, decisions apart.
    func date(in year: Int, computus: Computus) -> CivilDate? {
        guard years.contains(year) else { return nil }
        switch day {
        case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .easter(let offset): return computus.easter(year).adding(days: offset)
        }
    }
}
