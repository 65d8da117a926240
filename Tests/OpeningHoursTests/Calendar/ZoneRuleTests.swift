import RuleFixtures
import Records
import Testing

struct ZoneRuleTests {
    private let athens = CalendarFixture.zone

    private func instant(_ text: String) throws -> UTCInstant {
        try #require(TimeText.instant(text, in: .utc))
    }

    private func wall(_ text: String) throws -> WallTime {
        let seconds = try instant(text + "Z").seconds
        return WallTime(date: CivilDate(dayNumber: 0), secondOfDay: seconds)
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", "2026-03-29T02:59:59+02:00"), ("2026-03-29T01:00:00Z", "2026-03-29T04:00:00+03:00"),
        ("2026-03-29T05:30:00Z", "2026-03-29T08:30:00+03:00"), ("2026-10-25T00:59:59Z", "2026-10-25T03:59:59+03:00"),
        ("2026-10-25T01:00:00Z", "2026-10-25T03:00:00+02:00"), ("2026-10-25T06:30:00Z", "2026-10-25T08:30:00+02:00"),
        ("2026-01-15T22:30:00Z", "2026-01-16T00:30:00+02:00"), ("1985-07-01T00:00:00Z", "1985-07-01T02:00:00+02:00"),
    ])
    func showsLocalTime(utc: String, local: String) throws {
        let moment = try instant(utc)
        #expect(TimeText.text(moment, in: athens) == local)
        #expect(TimeText.instant(local, in: .utc) == moment)
    }

    @Test func definesTheSkippedHour() throws {
        let moments = athens.moments(showing: try wall("2026-03-29T03:30"))
        #expect(moments == .none(shiftedOn: try instant("2026-03-29T01:30:00Z")))
        #expect(TimeText.text(moments.first, in: athens) == "2026-03-29T04:30:00+03:00")
        #expect(athens.moments(showing: try wall("2026-03-29T02:59")) == .one(try instant("2026-03-29T00:59Z")))
        #expect(athens.moments(showing: try wall("2026-03-29T04:00")) == .one(try instant("2026-03-29T01:00Z")))
    }

    @Test func definesTheDoubledHour() throws {
        let moments = athens.moments(showing: try wall("2026-10-25T03:30"))
        #expect(
            moments == .two(earlier: try instant("2026-10-25T00:30Z"), later: try instant("2026-10-25T01:30Z")))
        #expect(moments.first == (try instant("2026-10-25T00:30Z")))
        #expect(athens.moments(showing: try wall("2026-10-25T04:00")) == .one(try instant("2026-10-25T02:00Z")))
    }

    @Test func listsItsTransitions() throws {
        var found: [String] = []
        var moment = try instant("2025-01-01T00:00Z")
        for _ in 0..<4 {
            moment = try #require(athens.nextTransition(after: moment))
            found.append(TimeText.text(moment, in: .utc))
        }
        #expect(
            found == [
                "2025-03-30T01:00:00+00:00", "2025-10-26T01:00:00+00:00", "2026-03-29T01:00:00+00:00",
                "2026-10-25T01:00:00+00:00",
            ])
        #expect(ZoneRule.utc.nextTransition(after: moment) == nil)
        #expect(athens.nextTransition(after: try instant("1960-01-01T00:00Z")) == (try instant("1996-03-31T01:00Z")))
    }

    /// For every quarter of an hour in two years, wall times and their instants are inverse to each other.
    @Test func readingAndFindingAreInverse() throws {
        let south = ZoneRule(
            name: "Test/South", standardOffset: 10 * 3600,
            daylight: ZoneRule.Daylight(
                offset: 11 * 3600,
                start: ZoneRule.Change(
                    month: 10, weekday: .sunday, nth: 1, secondOfDay: 2 * 3600, isUniversal: false),
                end: ZoneRule.Change(month: 4, weekday: .sunday, nth: 1, secondOfDay: 3 * 3600, isUniversal: false),
                years: 1990...2200))
        let start = try instant("2025-01-01T00:00Z")
        for zone in [athens, south] {
            var doubled = 0
            for quarter in 0..<(2 * 365 * 96) {
                let moment = start.adding(seconds: quarter * 900)
                switch zone.moments(showing: zone.wallTime(at: moment)) {
                case .one(let one): #expect(one == moment)
                case .two(let earlier, let later):
                    doubled += 1
                    #expect(earlier == moment || later == moment)
                case .none: Issue.record("\(TimeText.text(moment, in: zone)) was shown but not found")
                }
            }
            #expect(doubled == 16)
        }
        #expect(TimeText.text(try instant("2026-01-10T00:00Z"), in: south) == "2026-01-10T11:00:00+11:00")
        #expect(TimeText.text(try instant("2026-07-10T00:00Z"), in: south) == "2026-07-10T10:00:00+10:00")
    }

    @Test(arguments: ["2026-4-10", "2026-04-10T", "2026-04-10T25:00", "2026-04-31", "2026-04-10T10:00+3", "", "x"])
    func refusesOtherTexts(text: String) {
        #expect(TimeText.instant(text, in: athens) == nil)
    }

    @Test func readsLocalTimes() throws {
        #expect(TimeText.instant("2026-07-10T10:00", in: athens) == (try instant("2026-07-10T07:00Z")))
        #expect(TimeText.instant("2026-07-10", in: athens) == (try instant("2026-07-09T21:00Z")))
        #expect(TimeText.instant("2026-03-29T03:30", in: athens) == (try instant("2026-03-29T01:30Z")))
    }
}
