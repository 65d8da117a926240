extension CivilDate {
    /// Week of ISO 8601: the year it belongs to and its number 1 to 53; week 1 holds the year's first Thursday.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = CivilDate(dayNumber: dayNumber + 3 - weekday.rawValue)
        let year = thursday.year
        let newYear = Self.dayNumber(year: year, month: 1, day: 1)
        return (year, (thursday.dayNumber - newYear) / 7 + 1)
    }

    /// The `nth` given weekday of a month: 1 to 5 from its start, -1 to -5 from its end; nothing when there is none.
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
