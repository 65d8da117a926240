extension CivilDate {
    /// The ISO 8601 week: its year, and its number from 1 to 53. Week 1 contains the first Thursday of the year.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = CivilDate(dayNumber: dayNumber + 3 - weekday.rawValue)
        let year = thursday.year
        let newYear = Self.dayNumber(year: year, month: 1, day: 1)
        return (year, (thursday.dayNumber - newYear) / 7 + 1)
    }

    /// Returns the `nth` weekday of a month, counted 1 to 5 from its start or -1 to -5 from its end; nil when there is
    /// none.
    public static func nth(_ nth: Int, _ weekday: Weekday, ofMonth month: Int, year: Int) -> CivilDate? {
        guard nth != 0, let first = CivilDate(year: year, month: month, day: 1) else { return nil }
        let length = length(ofMonth: month, year: year)
        let firstDay = 1 + (weekday.rawValue - first.weekday.rawValue + 7) % 7
        let count = (length - firstDay) / 7 + 1
        let index = nth > 0 ? nth - 1 : count + nth
        guard (0..<count).contains(index) else { return nil }
        return CivilDate(dayNumber: first.dayNumber + firstDay - 1 + index * 7)
    }
}
