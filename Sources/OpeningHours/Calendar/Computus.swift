public import Records

/// The rule by which a church determines the date of Easter.
public enum Computus: String, Sendable, CaseIterable {
    /// The Julian rule of the Eastern Orthodox churches.
    case orthodox
    /// The Gregorian rule of 1582.
    case western

    /// Returns Easter Sunday of `year` (clamped to 1...9999) as a Gregorian date. O(1).
    ///
    /// The Gregorian full moon is computed by the integer formula of J.-M. Oudin (1940) for the bull of 1582. The
    /// Julian one is the nineteen-year cycle, moved by the difference of the calendars in that century.
    public func easter(_ year: Int) -> CivilDate {
        let year = min(max(year, 1), 9999)
        let golden = year % 19
        switch self {
        case .orthodox:
            // Days from 21 March (Julian) to the paschal full moon, then to the Sunday after it.
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
