internal import Records

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
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else { return nil }
        year = numbers[0]
        month = numbers.count > 1 ? numbers[1] : nil
        day = numbers.count > 2 ? numbers[2] : nil
        guard GregorianDay.number(year: year, month: month ?? 1, day: day ?? 1) != nil else { return nil }
    }

    /// The last day it may mean, as days since 1970-01-01.
    package var lastDay: Int {
        let month = month ?? 12
        return GregorianDay.number(
            knownYear: year, month: month, day: day ?? GregorianDay.length(ofMonth: month, year: year))
    }
}
