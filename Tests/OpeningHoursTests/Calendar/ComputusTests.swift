import OpeningHours
import Records
import Testing

struct ComputusTests {
    @Test(arguments: [
        (2021, "2021-05-02", "2021-04-04"), (2024, "2024-05-05", "2024-03-31"), (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-12", "2026-04-05"), (2027, "2027-05-02", "2027-03-28"), (2028, "2028-04-16", "2028-04-16"),
        (2029, "2029-04-08", "2029-04-01"), (2030, "2030-04-28", "2030-04-21"), (1981, "1981-04-26", "1981-04-19"),
        (1954, "1954-04-25", "1954-04-18"), (2000, "2000-04-30", "2000-04-23"), (2100, "2100-05-02", "2100-03-28"),
    ])
    func knowsPublishedDates(year: Int, orthodox: String, western: String) {
        #expect(TimeText.text(Computus.orthodox.easter(year)) == orthodox)
        #expect(TimeText.text(Computus.western.easter(year)) == western)
    }

    /// Steps through the tables that define the rules: golden number, epact, full moon, next Sunday.
    @Test func agreesWithTheTables() throws {
        for year in 1600...2400 {
            let golden = year % 19 + 1
            // Julian: full moons of the nineteen-year cycle, in days after 21 March.
            let moons = [15, 4, 23, 12, 1, 20, 9, 28, 17, 6, 25, 14, 3, 22, 11, 0, 19, 8, 27]
            let shift = [1600: 10, 1700: 11, 1800: 12, 1900: 13, 2000: 13, 2100: 14, 2200: 15, 2300: 16, 2400: 16]
            let century = try #require(shift[year / 100 * 100])
            var day = try #require(CivilDate(year: year, month: 3, day: 21)).adding(
                days: moons[golden - 1] + century)
            repeat { day = day.adding(days: 1) } while day.weekday != .sunday
            #expect(Computus.orthodox.easter(year) == day)

            // Gregorian: Clavius' epact with its solar and lunar equations.
            let hundreds = year / 100 + 1
            let solar = 3 * hundreds / 4 - 12
            let lunar = (8 * hundreds + 5) / 25 - 5
            var epact = (11 * golden + 20 + lunar - solar) % 30
            if epact < 0 { epact += 30 }
            if (epact == 25 && golden > 11) || epact == 24 { epact += 1 }
            var moon = 44 - epact
            if moon < 21 { moon += 30 }
            var sunday = try #require(CivilDate(year: year, month: 3, day: 1)).adding(days: moon - 1)
            repeat { sunday = sunday.adding(days: 1) } while sunday.weekday != .sunday
            #expect(Computus.western.easter(year) == sunday)
        }
    }
}
