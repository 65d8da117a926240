import RuleFixtures
import Exchange
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing
import TestSupport

/// Reading partners' schedules. Those that cannot be read make all hours unknown.
struct HSDSHoursTests {
    private func state(_ schedules: String..., at time: String, more: String = "") throws -> HoursState {
        let list = schedules.enumerated().map { "{\"id\": \"\($0)\", \($1)}" }.joined(separator: ", ")
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(more: "\"schedules\": [\(list)]" + (more.isEmpty ? "" : ", \(more)")))
        return try HSDSFixture.states(contents, time)[0]
    }

    /// A Wednesday.
    private let morning = "2026-11-25T10:00"

    @Test("hsds-until-past: closed after the last occurrence, unknown after the last known day")
    func ends() throws {
        func at(_ more: String, _ time: String) throws -> HoursState {
            try state(HSDSFixture.week(more), at: time)
        }
        #expect(try at("\"dtstart\": \"2024-01-01\", \"until\": \"2025-06-30\"", morning) == .closed)
        #expect(try at("\"dtstart\": \"2024-01-01\", \"until\": \"2025-06-30\"", "2025-06-30T10:00") == .open)
        #expect(try at("\"until\": \"2025-06-30T00:00:00Z\"", "2025-06-30T10:00") == .open)
        #expect(try at("\"until\": \"2025-06-30T00:00:00Z\"", "2025-07-01T10:00") == .closed)
        #expect(try at("\"until\": \"2027-06-30\"", morning) == .open)
        #expect(try at("\"dtstart\": \"2027-01-01\"", morning) == .closed)
        #expect(try at("\"dtstart\": \"2027-01-01\"", "2027-01-04T10:00") == .open)
        #expect(try at("\"valid_from\": \"2026-01-01\", \"valid_to\": \"2026-06-30\"", morning) == .unknown)
        #expect(try at("\"valid_from\": \"2027-01-01\"", morning) == .unknown)
        #expect(try at("\"valid_from\": \"2026-01-01\", \"valid_to\": \"2026-12-31\"", morning) == .open)
        #expect(try at("\"valid_from\": \"2026-01-01\", \"valid_to\": \"2026-12-31\"", "2026-11-25T20:00") == .closed)
        #expect(try at("\"valid_to\": \"9999-12-31\", \"valid_from\": \"1900-01-01\"", morning) == .open)
        // Times with an offset also respect the ends.
        let winter = HSDSFixture.week("\"until\": \"2025-06-30\"", from: "06:00Z", to: "13:00Z")
        #expect(try state(winter, at: morning) == .closed)
        #expect(try state(winter, at: "2025-06-30T10:00") == .open)
    }

    @Test func consecutiveSeasonsHaveNoGapsBetweenThem() throws {
        let summer = HSDSFixture.week("\"valid_from\": \"2026-04-01\", \"valid_to\": \"2026-09-30\"", to: "13:00")
        let winter = HSDSFixture.week("\"valid_from\": \"2026-11-01\", \"valid_to\": \"2027-03-31\"")
        #expect(try state(summer, winter, at: "2026-07-01T12:00") == .open)
        #expect(try state(summer, winter, at: "2026-07-01T15:00") == .closed)
        #expect(try state(summer, winter, at: "2026-10-07T12:00") == .unknown)
        #expect(try state(winter, summer, at: "2026-11-25T15:00") == .open)
        #expect(try state(winter, HSDSFixture.week("\"dtstart\": \"2020-01-01\""), at: "2028-01-05T10:00") == .open)
    }

    @Test("hsds-times-with-offset: times with an offset become local time, in winter and in summer")
    func offsets() throws {
        let universal = HSDSFixture.week(from: "06:00Z", to: "13:00Z")
        for (time, expected) in [
            ("2026-11-25T06:30", HoursState.closed), ("2026-11-25T08:00", .open), ("2026-11-25T14:30", .open),
            ("2026-11-25T15:30", .closed), ("2026-07-22T08:30", .closed), ("2026-07-22T15:30", .open),
        ] {
            #expect(try state(universal, at: time) == expected, "\(time)")
        }
        #expect(
            try state(HSDSFixture.week(from: "09:00:00+03:00", to: "17:00:00+03:00"), at: "2026-11-25T08:30") == .open)
        #expect(try state(HSDSFixture.week(from: "09:00+02:00", to: "17:00+02:00"), at: "2026-07-22T09:30") == .closed)
        #expect(
            try state(HSDSFixture.week("\"timezone\": 0", from: "06:00", to: "13:00"), at: "2026-11-25T14:30") == .open)
        // Crosses midnight: 23:00 UTC on Monday is Tuesday in local time.
        let night = "\"byday\": \"MO\", \"opens_at\": \"23:00Z\", \"closes_at\": \"23:45Z\""
        #expect(try state(night, at: "2026-11-24T01:30") == .open)
        #expect(try state(night, at: "2026-11-23T01:30") == .closed)
        // Without a time zone the hours are unknown.
        let clockless = HSDSPartner(id: "x", kind: "centre")
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(more: HSDSFixture.schedules(universal)), partner: clockless)
        #expect(try HSDSFixture.states(contents, morning) == [.unknown])
        #expect(contents.findings.contains { $0.reason.contains("no clocks of the region") })
    }

    /// Compared with UTC, at random instants of thirty years.
    @Test func offsetsHoldOnEveryDate() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<12 {
            let opens = Int.random(in: 0..<24, using: &random)
            let hours = Int.random(in: 1...9, using: &random)
            let days = Weekday.allCases.filter { _ in Bool.random(using: &random) }
            guard !days.isEmpty else { continue }
            let names = days.map { $0.code.uppercased() }.joined(separator: ",")
            let contents = try HSDSFixture.contents(
                HSDSFixture.service(
                    more: HSDSFixture.schedules(
                        "\"byday\": \"\(names)\", \"opens_at\": \"\(TimeText.clock(minute: opens * 60))Z\", "
                            + "\"closes_at\": \"\(TimeText.clock(minute: (opens + hours) % 24 * 60))Z\"")))
            // Unknown as a whole when the night of the clock change is affected.
            guard contents.structures[0].openingHours != nil else { continue }
            let dataset = try HSDSFixture.dataset(contents)
            for _ in 0..<300 {
                let minute = Int.random(in: 0..<30 * 365 * 1440, using: &random) + 28 * 365 * 1440
                let isOpen = [0, 1].contains { ago in
                    let day = CivilDate(dayNumber: minute / 1440 - ago)
                    let since = minute - day.dayNumber * 1440
                    return days.contains(day.weekday) && since >= opens * 60 && since < (opens + hours) * 60
                }
                // Schedules do not mention holidays, so these are unknown.
                let isHoliday = [0, 1].contains { ago in
                    let instant = UTCInstant(seconds: (minute - ago * 1440) * 60)
                    return dataset.opening(ofStructure: 0, at: instant).holiday != nil
                }
                guard !isHoliday else { continue }
                let instant = UTCInstant(seconds: minute * 60)
                let state = dataset.opening(ofStructure: 0, at: instant).state
                #expect(
                    state == (isOpen ? .open : .closed),
                    "\(names) \(opens)+\(hours) at \(TimeText.text(instant, in: CalendarFixture.zone)): \(contents.structures[0].openingHours ?? "")"
                )
            }
        }
    }

    @Test(arguments: [
        ("09:00", "17:00"), ("9:00", "17:00"), ("09:00:00", "17:00:00"), ("09:00:00.000", "17:00:00.000"),
        ("00:00", "24:00"), ("00:00", "23:59"), ("22:00", "10:30"),
    ])
    func unambiguousTimesAreRead(_ from: String, _ to: String) throws {
        #expect(try state(HSDSFixture.week(from: from, to: to), at: morning) == .open)
    }

    @Test(arguments: [
        ("0900", "1700"), ("25:00", "17:00"), ("09:00", "25:00"), ("24:00", "17:00"), ("noon", "17:00"),
        ("09:00", "late"), ("9 am", "5 pm"), ("9:00 AM", "5:00 PM"), ("09.00", "17.00"), ("09:60", "17:00"),
        ("09:00", "09:00"), ("00:00", "00:00"), ("09:00Z", "17:00"), ("09:00+2", "17:00+2"), ("09:00:30", "17:00"),
        ("09:00", "24:30"), ("-09:00", "17:00"),
    ])
    func otherTimesMakeTheHoursUnknown(_ from: String, _ to: String) throws {
        #expect(try state(HSDSFixture.week(from: from, to: to), at: morning) == .unknown)
        // All of them become unknown, even when others can be read.
        #expect(try state(HSDSFixture.week(), HSDSFixture.week(from: from, to: to), at: morning) == .unknown)
    }

    @Test(arguments: [
        "\"freq\": \"MONTHLY\"", "\"freq\": \"YEARLY\"", "\"interval\": 2", "\"interval\": \"2\"", "\"count\": 10",
        "\"bymonthday\": \"1\"", "\"byweekno\": \"2\"", "\"byyearday\": \"5\"", "\"bysetpos\": 1", "\"bymonth\": \"6\"",
        "\"byday\": \"1MO\"", "\"byday\": \"MO-FR\"", "\"byday\": \"Monday\"", "\"byday\": [\"MO\"]",
        "\"byday\": \"MO,,WE\"", "\"until\": \"soon\"", "\"until\": \"2027-06-30T18:00:00Z\"",
        "\"valid_to\": \"31/12/2026\"", "\"dtstart\": \"2026-02-30\"", "\"timezone\": 99",
        "\"timezone\": \"Europe/Athens\"", "\"attending_type\": \"online\"", "\"holidays\": \"closed\"",
        "\"exceptions\": [\"2026-12-24\"]", "\"dtstart\": \"2027-01-01\", \"until\": \"2026-01-01\"",
        "\"closes_at\": null", "\"opens_at\": \"\"", "\"opens_at\": 9", "\"opens_at\": {\"hour\": 9}",
    ])
    func otherRulesMakeTheHoursUnknown(_ member: String) throws {
        var schedule = HSDSFixture.week().split(separator: ", ").map(String.init)
        let name = member.prefix { $0 != ":" }
        schedule.removeAll { $0.hasPrefix(name) }
        let odd = (schedule + [member]).joined(separator: ", ")
        #expect(try state(odd, at: morning) == .unknown)
        #expect(try state(HSDSFixture.week(), odd, at: morning) == .unknown)
        #expect(try state(odd, HSDSFixture.week(), at: morning) == .unknown)
    }

    @Test(arguments: [
        "\"interval\": 1", "\"wkst\": \"SU\"", "\"schedule_link\": \"https://example.org\"",
        "\"attending_type\": \"venue\"", "\"freq\": \"weekly\"", "\"freq\": \"DAILY\"", "\"byday\": \"we, th\"",
        "\"count\": null", "\"bymonthday\": \"\"", "\"description\": \"By the side door\"",
        "\"notes\": \"Ring \\\"2\\\"\"",
    ])
    func membersWithoutEffectAreIgnored(_ member: String) throws {
        let name = member.prefix { $0 != ":" }
        let schedule = HSDSFixture.week().split(separator: ", ").filter { !$0.hasPrefix(name) }
        #expect(try state((schedule + [member[...]]).joined(separator: ", "), at: morning) == .open)
    }

    @Test func hoursAsTextOnly() throws {
        #expect(try state("\"description\": \"Mo-Fr 09:00-17:00\"", at: morning) == .open)
        #expect(try state("\"description\": \"open\"", at: morning) == .unknown)
        #expect(try state("\"description\": \"Every first Monday\"", at: morning) == .unknown)
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(more: HSDSFixture.schedules("\"description\": \"Every \\\"first\\\" Monday\"")))
        #expect(contents.structures[0].openingHours == "unknown \"Every 'first' Monday\"")
    }

    @Test func membersAboutHoursOutsideTheStandardMakeThemUnknown() throws {
        for member in ["holiday_schedules", "regular_schedules", "openingHours"] {
            #expect(try state(HSDSFixture.week(), at: morning, more: "\"\(member)\": [{\"closed\": true}]") == .unknown)
            #expect(try state(HSDSFixture.week(), at: morning, more: "\"\(member)\": []") == .open)
        }
    }

    @Test("hsds-monthly-at-location: the most specific record counts, even when it cannot be read")
    func theMostSpecificRecordCounts() throws {
        let monthly = "\"freq\": \"MONTHLY\", \"byday\": \"1MO\", \"opens_at\": \"10:00\", \"closes_at\": \"12:00\""
        let evening = HSDSFixture.schedules(HSDSFixture.week(from: "18:00", to: "20:00"))
        let day = HSDSFixture.schedules(HSDSFixture.week())
        func told(_ more: String, link: String, location: String, _ time: String) throws -> HoursState {
            try HSDSFixture.states(
                HSDSFixture.contents(HSDSFixture.service(more: more, link: link, location: location)), time)[0]
        }
        let never = HSDSFixture.schedules(monthly)
        #expect(try told(day, link: never, location: "", morning) == .unknown)
        #expect(try told(day, link: never, location: day, morning) == .unknown)
        #expect(try told(never, link: "", location: day, morning) == .unknown)
        #expect(try told("", link: "", location: never, morning) == .unknown)
        #expect(try told(never, link: day, location: never, morning) == .open)
        #expect(try told(evening, link: day, location: evening, morning) == .open)
        // The hours of the location are more specific, but a building can be open longer than a service: unknown.
        #expect(try told(day, link: "\"schedules\": []", location: evening, morning) == .unknown)
        #expect(try told(day, link: "\"schedules\": []", location: evening, "2026-11-25T19:00") == .unknown)
        #expect(try told(day, link: "", location: never, morning) == .unknown)
        #expect(try told(day, link: "\"schedules\": null", location: never, morning) == .unknown)
        #expect(try told(day, link: "", location: "\"schedules\": {\"freq\": \"WEEKLY\"}", morning) == .unknown)
        #expect(try told(day, link: "", location: "\"holidays\": \"closed\"", morning) == .unknown)
        #expect(try told(day, link: "", location: day, morning) == .open)
        #expect(try told(day, link: "", location: day, "2026-11-25T19:00") == .closed)
        #expect(try told(day, link: "", location: "\"schedules\": []", morning) == .open)
        #expect(try told("", link: "", location: day, morning) == .open)
        let contents = try HSDSFixture.contents(HSDSFixture.service(more: day, link: never))
        #expect(
            contents.findings.map { "\($0.place): \($0.reason)" } == [
                "service_at_locations[].schedules: hours unknown: freq MONTHLY, 1 time"
            ])
    }

    /// Branches with their own hours, and a service that is open on working days.
    @Test(
        "hsds-hours-of-the-location: they are never replaced by those of the service",
        arguments: [
            (
                "\"freq\": \"MONTHLY\", \"byday\": \"1MO\", \"opens_at\": \"10:00\", \"closes_at\": \"12:00\"",
                "freq MONTHLY"
            ),
            (
                "\"freq\": \"WEEKLY\", \"byday\": \"MO\", \"opens_at\": \"10:00\", \"closes_at\": \"12:00\"",
                "the location tells Mo 10:00-12:00, the service Mo,Tu,We,Th,Fr 09:00-17:00"
            ),
            (HSDSFixture.week("\"until\": \"2025-01-01\""), "the location tells "),
            (HSDSFixture.week("\"valid_to\": \"2025-01-01\""), "the location tells "),
            (HSDSFixture.week("\"count\": 10"), "count 10"),
            ("\"description\": \"Ask inside\"", "no byday"),
        ])
    func hoursOfTheLocation(_ schedule: String, _ reason: String) throws {
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(
                more: HSDSFixture.schedules(HSDSFixture.week()), location: HSDSFixture.schedules(schedule)))
        #expect(try HSDSFixture.states(contents, morning) == [.unknown])
        #expect(try HSDSFixture.states(contents, "2026-11-23T10:30") == [.unknown])
        let finding = try #require(contents.findings.first { $0.reason.contains("hours unknown") })
        #expect(finding.place == "service_at_locations[].location.schedules")
        #expect(finding.reason.hasPrefix("hours unknown: \(reason)"), "\(finding.reason)")
    }

    @Test func equalHoursInDifferentFormsAreEqual() throws {
        let parts = HSDSFixture.schedules(
            "\"freq\": \"WEEKLY\", \"byday\": \"FR,TH\", \"opens_at\": \"9:00\", \"closes_at\": \"17:00:00\"",
            "\"freq\": \"WEEKLY\", \"byday\": \"MO,TU,WE\", \"opens_at\": \"09:00\", \"closes_at\": \"17:00\"")
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(more: HSDSFixture.schedules(HSDSFixture.week()), location: parts))
        #expect(try HSDSFixture.states(contents, morning) == [.open])
        #expect(try HSDSFixture.states(contents, "2026-11-25T18:00") == [.closed])
    }
}
