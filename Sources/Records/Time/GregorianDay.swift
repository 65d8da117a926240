/// Numbers the days of the proleptic Gregorian calendar; 1970-01-01 is day 0.
package enum GregorianDay {
    /// The number of a day, or nil when the years 1 to 9999 contain no such day.
    package static func number(year: Int, month: Int, day: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year: year)
        else { return nil }
        return number(knownYear: year, month: month, day: day)
    }

    /// The number of a day that is known to exist.
    package static func number(knownYear year: Int, month: Int, day: Int) -> Int {
        // Years that begin in March put the leap day last.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = month > 2 ? month - 3 : month + 9
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    }

    /// Whether a year has a 29 February.
    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days in a month (1 to 12) of a year.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
