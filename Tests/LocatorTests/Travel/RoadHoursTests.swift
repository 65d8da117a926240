import Locator
import OpeningHours
import Records
import Routing
import Testing

@Suite("Conditions of roads at a time")
struct RoadHoursTests {
    private func states(_ conditions: [String], _ moment: String) throws -> [ConditionState] {
        let calendar = ServiceCalendar.plain
        let instant = try #require(TimeText.instant(moment, in: calendar.zone))
        return RoadHours(conditions, calendar: calendar).states(at: instant)
    }

    @Test("Months, dates, weekdays and hours are evaluated; other conditions are unknown")
    func judged() throws {
        let conditions = [
            "Nov-Apr", "Mo-Fr 07:00-09:00", "22:00-06:00", "2026 Nov 01-2026 Dec 24", "Sa,Su", "snow", "weight>3.5", "",
        ]
        // A Saturday.
        #expect(
            try states(conditions, "2026-11-28T10:00Z")
                == [.holds, .fails, .fails, .holds, .holds, .unknown, .unknown, .unknown])
        // A Monday in summer.
        #expect(
            try states(conditions, "2026-06-29T08:59Z")
                == [.fails, .holds, .fails, .fails, .fails, .unknown, .unknown, .unknown])
        #expect(try states(["22:00-06:00"], "2026-06-29T05:59Z") == [.holds])
    }

    @Test("All parts must hold: one that fails decides, one that is unknown makes the result unknown")
    func parts() throws {
        let conditions = ["Nov-Apr AND Sa", "Nov-Apr AND snow", "May-Oct AND snow", "snow and Mo"]
        #expect(try states(conditions, "2026-11-28T10:00Z") == [.holds, .unknown, .fails, .fails])
    }
}
