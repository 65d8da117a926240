/// A day, month or year of the Gregorian calendar, as used for the dates of sources.
package struct PartialDate: Hashable, Sendable {
    /// The year.
    package var year: Int
    /// The month, 1 to 12, if known.
    package var month: Int?
    /// The day of the month, if known.
    package var day: Int?

    /// Parses `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for any other text or a date that does not exist.
    package init?(_ text: String) {
        var scanner = TimeScanner(text)
        guard let year = scanner.year() else { return nil }
        self.year = year
        if !scanner.isAtEnd {
            guard let month = scanner.monthAfterHyphen() else { return nil }
            self.month = month
        }
        if !scanner.isAtEnd {
            guard let day = scanner.dayAfterHyphen() else { return nil }
            self.day = day
        }
        guard scanner.isAtEnd, GregorianDay.number(year: year, month: month ?? 1, day: day ?? 1) != nil
        else { return nil }
    }

    /// The first day it may mean, as days since 1970-01-01.
    package var firstDay: Int { GregorianDay.number(knownYear: year, month: month ?? 1, day: day ?? 1) }

    /// The last day it may mean, as days since 1970-01-01.
    package var lastDay: Int {
        let month = month ?? 12
        return GregorianDay.number(
            knownYear: year, month: month, day: day ?? GregorianDay.length(ofMonth: month, year: year))
    }
}
