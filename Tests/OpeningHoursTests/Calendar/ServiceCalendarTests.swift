import RuleFixtures
import OpeningHours
import Records
import Testing
import TestSupport

struct ServiceCalendarTests {
    private let calendar = CalendarFixture.calendar
    private let date = CalendarFixture.date

    @Test(arguments: [1989, 1990, 2025, 2026, 2027, 2028, 2099, 2100], [nil, "A", "B"])
    func theTableHasEveryDayOff(year: Int, municipality: String?) throws {
        let first = try #require(CivilDate(year: year, month: 1, day: 1))
        let local = calendar.localNumber(ofMunicipality: municipality)
        for day in (0..<366).map({ first.adding(days: $0) }) where day.year == year {
            let isDayOff = calendar.holiday(on: day, municipality: municipality) != nil
            let isPossible = calendar.mayBeHoliday(day, local: local)
            // Outside of the table every day may be one.
            #expect(isPossible == (isDayOff || !ServiceCalendar.tabulatedYears.contains(year)), "\(TimeText.text(day))")
        }
    }

    @Test(arguments: [
        (
            2025,
            [
                "01-01", "01-06", "03-03", "03-25", "04-18", "04-21", "05-01", "06-09", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
        (
            2026,
            [
                "01-01", "01-06", "02-23", "03-25", "04-10", "04-13", "05-01", "06-01", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
        (
            2027,
            [
                "01-01", "01-06", "03-15", "03-25", "04-30", "05-01", "05-03", "06-21", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
        (
            2028,
            [
                "01-01", "01-06", "02-28", "03-25", "04-14", "04-17", "05-01", "06-05", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
        (
            2029,
            [
                "01-01", "01-06", "02-19", "03-25", "04-06", "04-09", "05-01", "05-28", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
        (
            2030,
            [
                "01-01", "01-06", "03-11", "03-25", "04-26", "04-29", "05-01", "06-17", "08-15", "10-28", "12-25",
                "12-26",
            ]
        ),
    ])
    func knowsTheFeastsOfTheYear(year: Int, expected: [String]) throws {
        let first = try #require(CivilDate(year: year, month: 1, day: 1))
        let found = (0..<365).map { first.adding(days: $0) }
            .filter { calendar.isPublicHoliday($0) && $0.year == year }
            .map { String(TimeText.text($0).dropFirst(5)) }
        #expect(found == expected)
    }

    @Test func appliesDecisionsAndPatronDays() {
        #expect(!calendar.isPublicHoliday(date("2024-05-01")))
        #expect(calendar.isPublicHoliday(date("2024-05-07")))
        #expect(calendar.holiday(on: date("2024-05-07"))?.source == "decision")
        #expect(calendar.holiday(on: date("2024-05-01")) == nil)
        #expect(calendar.isPublicHoliday(date("2025-05-15"), municipality: "A"))
        #expect(!calendar.isPublicHoliday(date("2025-05-15"), municipality: "B"))
        #expect(!calendar.isPublicHoliday(date("2025-05-15")))
        let patron = calendar.holiday(on: date("2025-05-15"), municipality: "A")
        #expect(patron?.isLocal == true)
        #expect(patron?.certainty == .unconfirmed)
        #expect(calendar.isPublicHoliday(date("2026-09-14"), municipality: "B"))
        #expect(!calendar.isPublicHoliday(date("2026-01-06"), municipality: "B"))
        #expect(calendar.isPublicHoliday(date("2026-01-06"), municipality: "A"))
        #expect(calendar.pending[date("2027-05-01")] != nil)
    }

    /// Days from the table equal days computed singly, in every year and municipality.
    @Test func tableAndSingleDaysAgree() throws {
        let first = try #require(CivilDate(year: 1988, month: 1, day: 1))
        for offset in stride(from: 0, to: 41_000, by: 1) {
            let day = first.adding(days: offset)
            guard ServiceCalendar.tabulatedYears.contains(day.year) else {
                #expect(!calendar.isPublicHoliday(day))
                continue
            }
            guard offset % 7 == 0 || day.year == 2024 || day.year == 2026 else { continue }
            for municipality in [nil, "A", "B", "unheard of"] {
                let single = calendar.holiday(on: day, municipality: municipality) != nil
                #expect(calendar.isPublicHoliday(day, municipality: municipality) == single)
            }
        }
    }

    @Test func saysWhenSchoolHolidaysAreUnknown() {
        #expect(calendar.isSchoolHoliday(date("2025-12-24")) == true)
        #expect(calendar.isSchoolHoliday(date("2026-01-08")) == false)
        #expect(calendar.isSchoolHoliday(date("2026-04-19")) == true)
        #expect(calendar.isSchoolHoliday(date("2026-07-15")) == nil)
        #expect(calendar.isSchoolHoliday(date("2030-01-02")) == nil)
    }

    @Test func recognisesAppointmentWords() {
        #expect(calendar.appointment.ask("Κατόπιν ΡΑΝΤΕΒΟΎ"))
        #expect(calendar.appointment.ask("by appointment"))
        #expect(!calendar.appointment.ask("χωρίς ραντεβού"))
        #expect(!calendar.appointment.ask("3ος όροφος"))
    }

    @Test(arguments: [
        ("\"format\": 1,", "\"format\": 2,", "$.format"),
        ("\"easter\": \"orthodox\"", "\"easter\": \"julian\"", "$.easter"),
        ("\"fixed\": \"01-06\"", "\"fixed\": \"02-30\"", "$.feasts[1].fixed"),
        ("\"easter\": -48", "\"easter\": -48, \"fixed\": \"01-01\"", "$.feasts[2]"),
        ("\"easter\": -48", "\"easter\": 1.5", "$.feasts[2].easter"),
        ("\"from\": \"2024-05-01\"", "\"from\": \"2024-05-02\"", "$.moves[0].from"),
        ("\"feast\": \"labour-day\"", "\"feast\": \"labor-day\"", "$.moves[0].feast"),
        ("\"offset\": \"+03:00\"", "\"offset\": \"3\"", "$.timeZone.daylight.offset"),
        (
            "\"weekday\": \"Su\", \"nth\": -1, \"time\": \"01:00\", \"clock\": \"utc\"},",
            "\"weekday\": \"Su\", \"nth\": 0, \"time\": \"01:00\", \"clock\": \"utc\"},",
            "$.timeZone.daylight.start.nth"
        ),
        ("\"lat\": 39.64", "\"lat\": 139.64", "$.sun"),
        ("\"municipality\": \"A\"", "\"municipalty\": \"A\"", "$.municipalDays[0].municipalty"),
        ("\"to\": \"2026-01-07\"", "\"to\": \"2025-01-07\"", "$.schoolYears[0].holidays[0]"),
        ("\"holiday\": false", "\"holiday\": \"no\"", "$.exceptions[1].holiday"),
    ])
    func errorsNameTheJSONPath(part: String, replacement: String, place: String) throws {
        let range = try #require(CalendarFixture.json.firstRange(of: part))
        let text = CalendarFixture.json[..<range.lowerBound] + replacement + CalendarFixture.json[range.upperBound...]
        let error = #expect(throws: DataFileError.self) {
            try ServiceCalendar.read(Array(text.utf8), file: "calendar.json")
        }
        #expect(error?.place == place)
        #expect(error?.file == "calendar.json")
    }

    /// A truncated or damaged file is refused or read without a crash.
    @Test func damagedFilesDoNotCrash() {
        let bytes = Array(CalendarFixture.json.utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 13) {
            #expect(throws: DataFileError.self) {
                try ServiceCalendar.read(Array(bytes[..<length]), file: "cut")
            }
        }
        var generator = SeededGenerator(seed: 6)
        var refused = 0
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            do {
                _ = try ServiceCalendar.read(damaged, file: "damaged")
            } catch {
                refused += 1
            }
        }
        #expect(refused > 500)
    }
}
