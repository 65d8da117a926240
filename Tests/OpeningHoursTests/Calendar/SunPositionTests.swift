import RuleFixtures
import OpeningHours
import Records
import Testing

struct SunPositionTests {
    private let place = SunPosition(longitude: 22.42, latitude: 39.64)

    /// Compared with times computed by hand from the low-precision equations of the Astronomical Almanac.
    @Test(arguments: [
        ("2026-03-20", 6 * 60 + 34, 18 * 60 + 42), ("2026-06-21", 6 * 60 + 3, 21 * 60 + 1),
        ("2026-09-23", 7 * 60 + 19, 19 * 60 + 26), ("2026-12-21", 7 * 60 + 47, 17 * 60 + 9),
    ])
    func isRightToTwoMinutes(text: String, sunrise: Int, sunset: Int) throws {
        let times = try #require(place.times(on: CalendarFixture.date(text), in: CalendarFixture.zone))
        #expect(abs(times.sunrise - sunrise) <= 2)
        #expect(abs(times.sunset - sunset) <= 2)
        #expect(times.dawn < times.sunrise && times.sunset < times.dusk)
        #expect((20...40).contains(times.sunrise - times.dawn))
    }

    @Test func isNilWhereTheSunDoesNotSet() {
        let north = SunPosition(longitude: 20, latitude: 75)
        #expect(north.times(on: CalendarFixture.date("2026-06-21"), in: .utc) == nil)
        #expect(north.times(on: CalendarFixture.date("2026-12-21"), in: .utc) == nil)
    }
}
