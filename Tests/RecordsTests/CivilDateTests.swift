import Records
import Testing

struct CivilDateTests {
    /// Counts more than eight centuries day by day, using only the lengths of months.
    @Test func agreesWithCountingDayByDay() {
        var number = CivilDate(year: 1583, month: 1, day: 1)?.dayNumber ?? 0
        var weekday = 5  // 1 January 1583 (Gregorian) was a Saturday.
        for year in 1583...2450 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                for day in 1...length {
                    let date = CivilDate(dayNumber: number)
                    let parts = date.parts
                    let isRight =
                        parts == (year, index + 1, day) && date.weekday.rawValue == weekday
                        && CivilDate(year: year, month: index + 1, day: day) == date
                    guard isRight else {
                        Issue.record("day \(number) is \(parts), a \(date.weekday), not \(year)-\(index + 1)-\(day)")
                        return
                    }
                    number += 1
                    weekday = (weekday + 1) % 7
                }
                #expect(CivilDate(year: year, month: index + 1, day: length + 1) == nil)
            }
        }
        #expect(CivilDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    }

    @Test func refusesDaysThatDoNotExist() {
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2024, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2024, month: 4, day: 0) == nil)
        #expect(CivilDate(year: 0, month: 4, day: 1) == nil)
    }

    @Test func datesAreClampedToTheYears1To9999() {
        #expect(CivilDate(dayNumber: .max) == CivilDate(year: 9999, month: 12, day: 31))
        #expect(CivilDate(dayNumber: .min) == CivilDate(year: 1, month: 1, day: 1))
        #expect(CivilDate(dayNumber: 5).adding(days: .max).year == 9999)
        #expect(UTCInstant(seconds: .max).adding(seconds: .max) == UTCInstant(seconds: .max))
        #expect(WallTime(date: CivilDate(dayNumber: 0), minute: .min).date < CivilDate(dayNumber: 0))
    }

    @Test(arguments: [
        ("2020-12-31", 2020, 53), ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2024-12-30", 2025, 1),
        ("2026-01-01", 2026, 1), ("2026-12-31", 2026, 53), ("2027-01-03", 2026, 53), ("2016-01-03", 2015, 53),
    ])
    func knowsISOWeeks(text: String, year: Int, week: Int) throws {
        let date = try #require(TimeText.date(text))
        #expect(date.isoWeek == (year, week))
    }

    @Test func findsTheNthWeekday() {
        #expect(CivilDate.nth(-1, .sunday, ofMonth: 3, year: 2026) == TimeText.date("2026-03-29"))
        #expect(CivilDate.nth(-1, .sunday, ofMonth: 10, year: 2026) == TimeText.date("2026-10-25"))
        #expect(CivilDate.nth(1, .monday, ofMonth: 6, year: 2026) == TimeText.date("2026-06-01"))
        #expect(CivilDate.nth(5, .monday, ofMonth: 6, year: 2026) == TimeText.date("2026-06-29"))
        #expect(CivilDate.nth(5, .friday, ofMonth: 6, year: 2026) == nil)
        #expect(CivilDate.nth(-5, .friday, ofMonth: 6, year: 2026) == nil)
        #expect(CivilDate.nth(0, .friday, ofMonth: 6, year: 2026) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1_709_251_198, "2024-02-29T23:59:58Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (1_369_226_543, "2013-05-22T12:42:23Z"),
    ])
    func instantsInUTC(_ seconds: Int, _ text: String) {
        #expect(TimeText.text(UTCInstant(seconds: seconds)) == text)
        #expect(TimeText.instant(text, in: .utc)?.seconds == seconds)
    }
}
