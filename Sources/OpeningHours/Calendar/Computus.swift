public import Records

/// How a church reckons the date of Easter.
public enum Computus: String, Sendable, CaseIterable {
    /// The Julian reckoning of the Eastern Orthodox churches.
    case orthodox
    /// The Gregorian reckoning of 1582.
    case western

    /// Easter Sunday of `year` as a Gregorian date.
    ///
    /// The Gregorian full moon follows the rules of the bull of 1582 as J.-M. Oudin (1940) arranged them for integers;
    /// the Julian one is the plain nineteen-year cycle, moved by the difference of the two calendars in that century.
    public func easter(_ year: Int) -> CivilDate {
        let year = min(max(year, 1), 9999)
        let golden = year % 19
        switch self {
        case .orthodox:
            // Days from 21 March (Julian) to the paschal full moon, then on to the Sunday after it.
            let moon = (19 * golden + 15) % 30
            let weekday = (year + year / 4 + moon) % 7
            let julianDays = moon - weekday
            let calendars = year / 100 - year / 400 - 2
            let march28 = CivilDate.dayNumber(year: year, month: 3, day: 28)
            return CivilDate(dayNumber: march28 + julianDays + calendars)
        case .western:
            let century = year / 100
            var moon = (century - century / 4 - (century - (century - 17) / 25) / 3 + 19 * golden + 15) % 30
            moon -= (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11))
            let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
            let march28 = CivilDate.dayNumber(year: year, month: 3, day: 28)
            return CivilDate(dayNumber: march28 + moon - weekday)
        }
    }
}
