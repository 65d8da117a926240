import RuleFixtures
import OpeningHours
import Records
import Testing

struct HoursBookTests {
    private static let calendar = CalendarFixture.calendar

    /// Hours, a local time, and the state then. Without a municipality; hours apply on holidays as written.
    static let states: [(String, String, HoursState)] = [
        // Days and times: both ends of each period.
        ("Mo-Fr 08:00-15:00", "2026-04-20T07:59", .closed), ("Mo-Fr 08:00-15:00", "2026-04-20T08:00", .open),
        ("Mo-Fr 08:00-15:00", "2026-04-20T14:59:59", .open), ("Mo-Fr 08:00-15:00", "2026-04-20T15:00", .closed),
        ("Mo-Fr 08:00-15:00", "2026-04-18T11:00", .closed), ("Mo-Fr 08:00-15:00", "2026-04-24T11:00", .open),
        ("24/7", "2026-04-18T03:11", .open), ("off", "2026-04-18T03:11", .closed), ("Mo", "2026-04-20T23:59", .open),
        ("Mo", "2026-04-21T00:00", .closed), ("08:00-12:00", "2026-04-19T09:00", .open),
        ("Sa-Mo 10:00-14:00", "2026-04-19T11:00", .open), ("Sa-Mo 10:00-14:00", "2026-04-20T11:00", .open),
        ("Sa-Mo 10:00-14:00", "2026-04-21T11:00", .closed), ("Mo,We 10:00-14:00", "2026-04-21T11:00", .closed),
        ("Tu,Th,Fr 08:30-14:00,17:30-21:00", "2026-04-21T15:00", .closed),
        ("Tu,Th,Fr 08:30-14:00,17:30-21:00", "2026-04-21T18:00", .open),
        ("Mo-Fr 08:00-12:00, 17:00-20:00", "2026-04-19T18:00", .closed),
        // Past midnight.
        ("Fr 20:00-02:00", "2026-04-25T01:59", .open), ("Fr 20:00-02:00", "2026-04-25T02:00", .closed),
        ("Fr 20:00-02:00", "2026-04-24T01:00", .closed), ("Fr 20:00-26:00", "2026-04-25T01:59", .open),
        ("Mo 08:00-08:00", "2026-04-21T07:59", .open), ("Mo 08:00-48:00", "2026-04-21T23:59", .open),
        ("Fr 20:00-02:00; Sa off", "2026-04-25T01:00", .open), ("Fr 20:00-02:00; Fr off", "2026-04-25T01:00", .closed),
        ("Fr 20:00-02:00; Sa 10:00-12:00", "2026-04-25T01:00", .open),
        ("20:00-04:00; Sa 00:00-02:00 off", "2026-04-25T01:00", .closed),
        ("20:00-04:00; Sa 00:00-02:00 off", "2026-04-25T03:00", .open),
        ("20:00-04:00; Sa off", "2026-04-26T01:00", .closed), ("20:00-04:00; Sa off", "2026-04-25T01:00", .open),
        // Replacing, adding, fallback.
        ("Mo-Fr 08:00-15:00; We 10:00-12:00", "2026-04-22T09:00", .closed),
        ("Mo-Fr 08:00-15:00; We 10:00-12:00", "2026-04-22T11:00", .open),
        ("Mo-Fr 08:00-15:00, We 17:00-19:00", "2026-04-22T09:00", .open),
        ("Mo-Fr 08:00-15:00, We 17:00-19:00", "2026-04-22T18:00", .open),
        ("Mo-Fr 08:00-15:00; We 12:00-13:00 off", "2026-04-22T12:30", .closed),
        ("Mo-Fr 08:00-15:00; We 12:00-13:00 off", "2026-04-22T13:30", .open),
        ("Mo-Fr 08:00-15:00; 10:00-11:00", "2026-04-22T09:00", .closed),
        ("10:00-12:00; 14:00-16:00", "2026-04-22T11:00", .closed),
        ("Mo-Fr 08:00-12:00 || \"appointment\"", "2026-04-22T13:00", .appointment),
        ("Mo-Fr 08:00-12:00 || \"appointment\"", "2026-04-22T09:00", .open),
        ("Mo-Fr 08:00-12:00, Su off || \"appointment\"", "2026-04-26T09:00", .closed),
        ("Mo-Fr 08:00-12:00, Su off || \"appointment\"", "2026-04-25T09:00", .appointment),
        ("Mo-Fr 08:00-12:00 || \"appointment\"; PH off", "2026-03-25T13:00", .closed),
        ("Mo 08:00-12:00 || unknown || 24/7", "2026-04-22T13:00", .unknown),
        // States and comments.
        ("Mo-Fr 08:00-12:00 \"κατόπιν ραντεβού\"", "2026-04-22T09:00", .appointment),
        ("Mo-Fr 08:00-12:00 open \"by appointment\"", "2026-04-22T09:00", .appointment),
        ("Mo-Fr 08:00-12:00 unknown \"by appointment\"", "2026-04-22T09:00", .appointment),
        ("Mo-Fr 08:00-12:00 off \"by appointment\"", "2026-04-22T09:00", .closed),
        ("Mo-Fr 08:00-12:00 open \"no appointment needed\"", "2026-04-22T09:00", .open),
        ("Mo-Fr 08:00-12:00 \"3ος όροφος\"", "2026-04-22T09:00", .unknown),
        ("Mo-Fr 08:00-12:00 open \"3ος όροφος\"", "2026-04-22T09:00", .open),
        ("Mo-Fr 08:00-12:00 unknown", "2026-04-22T09:00", .unknown),
        ("\"by appointment\"", "2026-04-26T03:00", .appointment),
        ("\"in summer\": 08:00-12:00", "2026-04-22T09:00", .unknown),
        ("Mo-Fr 10:00-14:00; \"in summer\": 08:00-12:00", "2026-04-22T11:00", .open),
        ("Mo-Fr 10:00-14:00; \"in summer\": 08:00-12:00", "2026-04-22T09:00", .unknown),
        ("24/7; \"strike days\": off", "2026-04-22T09:00", .open),
        // Open ends: not open after the earliest end.
        ("18:00+", "2026-04-22T17:59", .closed), ("18:00+", "2026-04-22T18:00", .unknown),
        ("18:00+", "2026-04-22T23:59", .unknown), ("18:00+", "2026-04-23T00:00", .closed),
        ("22:00+", "2026-04-23T03:59", .unknown), ("22:00+", "2026-04-23T04:00", .closed),
        ("10:00-14:00+", "2026-04-22T13:00", .open), ("10:00-14:00+", "2026-04-22T14:00", .unknown),
        ("10:00-14:00+,16:00-18:00", "2026-04-22T17:00", .open),
        ("10:00-14:00+,16:00-18:00", "2026-04-22T15:00", .unknown),
        ("10:00-14:00+,16:00-18:00", "2026-04-22T18:00", .closed),
        ("08:00-20:00, 10:00-14:00+", "2026-04-22T15:00", .open),
        // Dates.
        ("Jan-Mar 10:00-12:00", "2026-03-31T11:00", .open), ("Jan-Mar 10:00-12:00", "2026-04-01T11:00", .closed),
        ("Nov-Feb 10:00-12:00", "2026-01-15T11:00", .open), ("Nov-Feb 10:00-12:00", "2026-10-31T11:00", .closed),
        ("Dec 24-Jan 06 off; 10:00-12:00", "2026-01-03T11:00", .open),
        ("10:00-12:00; Dec 24-Jan 06 off", "2026-01-03T11:00", .closed),
        ("10:00-12:00; Dec 24-Jan 06 off", "2026-01-07T11:00", .open),
        ("10:00-12:00; Dec 25 off", "2026-12-25T11:00", .closed), ("Feb 29 10:00-12:00", "2024-02-29T11:00", .open),
        ("Feb 29 10:00-12:00", "2026-02-28T11:00", .closed), ("Feb 29 10:00-12:00", "2026-03-01T11:00", .closed),
        ("Feb 29-Mar 02 10:00-12:00", "2026-03-01T11:00", .open),
        ("Feb 29-Mar 02 10:00-12:00", "2026-02-28T11:00", .closed),
        ("Feb 10-Feb 29 10:00-12:00", "2026-02-28T11:00", .open), ("Oct 01+ 10:00-12:00", "2026-12-31T11:00", .open),
        ("Oct 01+ 10:00-12:00", "2027-01-01T11:00", .closed), ("2026 Oct 01+ 10:00-12:00", "2028-01-01T11:00", .open),
        ("2026 Oct 01+ 10:00-12:00", "2026-09-30T11:00", .closed),
        ("2024 Jul 15-19 13:00-19:00", "2024-07-16T14:00", .open),
        ("2024 Jul 15-19 13:00-19:00", "2024-07-20T14:00", .closed),
        ("2024 Jul 15-19 13:00-19:00", "2025-07-16T14:00", .closed),
        ("2024 Dec 24-2025 Jan 06 10:00-12:00", "2025-01-06T11:00", .open),
        ("2024 Dec 24-Jan 06 10:00-12:00", "2025-01-06T11:00", .open),
        ("2024 Dec 24-Jan 06 10:00-12:00", "2026-01-06T11:00", .closed),
        ("2024-2025 10:00-12:00", "2026-04-22T11:00", .closed), ("2025+ 10:00-12:00", "2026-04-22T11:00", .open),
        ("2024-2030/2 10:00-12:00", "2026-04-22T11:00", .open),
        ("2024-2030/2 10:00-12:00", "2027-04-22T11:00", .closed),
        ("Mar 15-Oct 10:00-12:00", "2026-10-31T11:00", .open), ("Jan-Mar 15 10:00-12:00", "2026-03-16T11:00", .closed),
        // Weeks.
        ("week 15-17 10:00-12:00", "2026-04-06T11:00", .open), ("week 15-17 10:00-12:00", "2026-04-05T11:00", .closed),
        ("week 01-53/2 10:00-12:00", "2026-04-08T11:00", .open),
        ("week 01-53/2 10:00-12:00", "2026-04-15T11:00", .closed),
        ("week 53 10:00-12:00", "2027-01-03T11:00", .open), ("week 52-01 10:00-12:00", "2026-12-29T11:00", .open),
        ("week 52-01 10:00-12:00", "2027-01-05T11:00", .open), ("week 52-01 10:00-12:00", "2027-01-12T11:00", .closed),
        // Numbered weekdays of the month.
        ("Mo[1] 10:00-12:00", "2026-04-06T11:00", .open), ("Mo[1] 10:00-12:00", "2026-04-13T11:00", .closed),
        ("Mo[2,4] 10:00-12:00", "2026-04-27T11:00", .open), ("Th[-1] 10:00-12:00", "2026-04-30T11:00", .open),
        ("Th[-1] 10:00-12:00", "2026-04-23T11:00", .closed), ("Th[5] 10:00-12:00", "2026-04-30T11:00", .open),
        ("Sa[1] +1 day 10:00-12:00", "2026-04-05T11:00", .open),
        ("Su[1] -1 day 10:00-12:00", "2026-04-04T11:00", .open),
        ("Mo[1] -2 days 10:00-12:00", "2026-05-30T11:00", .open),
        // Easter and offsets.
        ("10:00-12:00; easter off", "2026-04-12T11:00", .closed),
        ("10:00-12:00; easter off", "2026-04-05T11:00", .open),
        ("10:00-12:00; easter -2 days-easter +1 day off", "2026-04-11T11:00", .closed),
        ("10:00-12:00; easter -2 days-easter +1 day off", "2026-04-14T11:00", .open),
        ("10:00-12:00; easter -48 days off", "2026-02-23T11:00", .closed),
        ("10:00-12:00; 2026 easter off", "2027-05-02T11:00", .open),
        ("Dec 25 -Su -28 days 10:00-12:00", "2026-11-22T11:00", .open),
        ("Jan 01 +Mo 10:00-12:00", "2026-01-05T11:00", .open),
        ("Jan 01 +Mo 10:00-12:00", "2029-01-01T11:00", .open),
        ("Jan 01 -2 days 10:00-12:00", "2026-12-30T11:00", .open),
        // Holidays.
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-10T10:00", .closed),
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-13T10:00", .closed),
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-06T10:00", .open),
        ("Mo-Fr 08:00-15:00; PH off", "2024-05-01T10:00", .open),
        ("Mo-Fr 08:00-15:00; PH off", "2024-05-07T10:00", .closed), ("Mo-Fr 08:00-15:00", "2026-04-10T10:00", .open),
        ("Mo-Fr 08:00-15:00; PH 10:00-12:00", "2026-03-25T11:00", .open),
        ("Mo-Fr 08:00-15:00; PH 10:00-12:00", "2026-03-25T13:00", .closed),
        ("PH Mo-Fr 10:00-12:00", "2026-03-25T11:00", .open), ("PH Sa,Su 10:00-12:00", "2026-03-25T11:00", .closed),
        ("PH Sa 10:00-12:00", "2026-08-15T11:00", .open), ("Mo,PH 10:00-12:00", "2026-03-25T11:00", .open),
        ("PH -1 day 10:00-12:00", "2026-03-24T11:00", .open), ("PH +1 day 10:00-12:00", "2026-03-26T11:00", .open),
        ("PH +1 day 10:00-12:00", "2026-03-25T11:00", .closed),
        ("SH 10:00-12:00", "2026-04-07T11:00", .open), ("SH 10:00-12:00", "2026-03-03T11:00", .closed),
        ("SH 10:00-12:00", "2026-07-20T11:00", .unknown), ("SH 10:00-12:00", "2026-07-20T13:00", .closed),
        ("08:00-14:00; SH 10:00-12:00", "2026-07-20T11:00", .open),
        ("08:00-14:00; SH 10:00-12:00", "2026-07-20T09:00", .unknown),
        ("SH Mo-Fr 10:00-12:00", "2026-04-07T11:00", .open), ("SH Sa 10:00-12:00", "2026-04-07T11:00", .closed),
        // The sun.
        ("sunrise-sunset", "2026-06-21T06:10", .open), ("sunrise-sunset", "2026-12-21T07:30", .closed),
        ("(sunset-02:00)-sunset", "2026-06-21T20:00", .open), ("sunset-sunrise", "2026-06-22T03:00", .open),
        ("dusk-23:00", "2026-06-21T21:15", .closed), ("dawn-sunrise", "2026-06-21T05:45", .open),
        // Clock changes: the skipped hour does not exist, the doubled one has the same state twice.
        ("08:00-15:00", "2026-03-29T05:30Z", .open), ("08:00-15:00", "2026-10-25T06:30Z", .open),
        ("08:00-15:00", "2026-03-29T04:59Z", .closed), ("08:00-15:00", "2026-10-25T05:59Z", .closed),
        ("02:00-03:30", "2026-10-25T00:15Z", .open), ("02:00-03:30", "2026-10-25T00:45Z", .closed),
        ("02:00-03:30", "2026-10-25T01:15Z", .open), ("03:00-04:00", "2026-03-29T01:00Z", .closed),
        // Invalid.
        ("Mon-Fri 9-5", "2026-04-22T11:00", .unknown), ("", "2026-04-22T11:00", .unknown),
    ]

    @Test(arguments: states)
    func stateAtATime(text: String, moment: String, state: HoursState) {
        let book = HoursBook(texts: [text], calendar: Self.calendar, silentHolidays: .asWritten)
        let instant = CalendarFixture.instant(moment)
        #expect(book.answer(row: 0, local: 0, at: instant).state == state)
        #expect(book.states(rows: [0], locals: [0], at: instant) == [state])
    }

    @Test func knowsThePatronDayOfOneMunicipalityOnly() {
        let book = HoursBook(texts: ["Mo-Fr 08:00-15:00; PH off"], calendar: Self.calendar)
        let instant = CalendarFixture.instant("2025-05-15T10:00")
        let local = Self.calendar.localNumber
        #expect(book.answer(row: 0, local: local("A"), at: instant).state == .closed)
        #expect(book.answer(row: 0, local: local("B"), at: instant).state == .open)
        #expect(book.answer(row: 0, local: local(nil), at: instant).state == .open)
        #expect(
            book.states(rows: [0, 0, .max, 7], locals: [UInt16(local("A")), 999, 0, 0], at: instant)
                == [.closed, .open, .unknown, .unknown])
    }

    @Test func isUnknownOnHolidaysThatHoursDoNotMention() {
        let book = HoursBook(
            texts: ["Mo-Fr 08:00-15:00", "24/7", "Mo-Fr 08:00-15:00; PH 10:00-12:00", "Mo-Fr 08:00-12:00 off"],
            calendar: Self.calendar)
        let feast = CalendarFixture.instant("2026-03-25T11:00")
        let answer = book.answer(row: 0, local: 0, at: feast)
        #expect(answer == HoursAnswer(state: .unknown, isHolidayDoubt: true))
        #expect(book.answer(row: 1, local: 0, at: feast).state == .open)
        #expect(book.answer(row: 2, local: 0, at: feast).state == .open)
        #expect(book.answer(row: 3, local: 0, at: feast).state == .closed)
        #expect(book.answer(row: 0, local: 0, at: CalendarFixture.instant("2026-03-25T16:00")).state == .closed)
    }

    @Test func returnsComments() {
        let book = HoursBook(
            texts: ["Mo-Fr 08:00-12:00 open \"ground floor\"; We off \"stocktaking\"", "18:00+ \"bar\""],
            calendar: Self.calendar)
        #expect(
            book.answer(row: 0, local: 0, at: CalendarFixture.instant("2026-04-21T09:00"))
                == HoursAnswer(state: .open, comment: "ground floor"))
        #expect(
            book.answer(row: 0, local: 0, at: CalendarFixture.instant("2026-04-22T09:00"))
                == HoursAnswer(state: .closed, comment: "stocktaking"))
        #expect(
            book.answer(row: 1, local: 0, at: CalendarFixture.instant("2026-04-22T19:00"))
                == HoursAnswer(state: .unknown, comment: "bar", isOpenEnd: true))
    }

    @Test func invalidTextsAreUnknown() {
        let book = HoursBook(texts: ["24/7", "Mo 8-15", "Su off"], calendar: Self.calendar)
        #expect(book.count == 3)
        #expect(book.faults.map(\.row) == [1])
        #expect(book.faults.map(\.error) == [HoursParseError(offset: 4, expected: .colon, found: "-")])
        let instant = CalendarFixture.instant("2026-04-22T11:00")
        #expect(book.answer(row: 1, local: 0, at: instant).state == .unknown)
        #expect(book.nextChange(row: 1, local: 0, after: instant) == nil)
        #expect(book.answer(row: nil, local: 0, at: instant).state == .unknown)
        #expect(book.answer(row: 9, local: 0, at: instant).state == .unknown)
        #expect(book.nextChange(row: -1, local: 0, after: instant) == nil)
    }

    @Test func hoursOfTheSunAreUnknownWithoutAPosition() {
        let book = HoursBook(
            texts: ["Mo-Fr sunrise-sunset; PH off"], calendar: ServiceCalendar(zone: .utc, computus: .western))
        #expect(book.answer(row: 0, local: 0, at: CalendarFixture.instant("2026-04-22T11:00Z")).state == .unknown)
        #expect(book.answer(row: 0, local: 0, at: CalendarFixture.instant("2026-04-25T11:00Z")).state == .closed)
    }

    @Test func worksAtTheEndsOfTime() {
        let book = HoursBook(
            texts: ["Mo 08:00-12:00", "easter off; SH off", "PH +31 days off"], calendar: Self.calendar)
        for seconds in [Int.min, -62_135_596_800, 0, 253_402_300_799, Int.max] {
            for row in 0..<3 {
                let instant = UTCInstant(seconds: seconds)
                #expect(book.answer(row: row, local: 0, at: instant).state != .unknown)
                _ = book.nextChange(row: row, local: 0, after: instant, horizonDays: 30)
                _ = book.intervals(row: row, local: 0, from: instant, to: instant.adding(seconds: 1_000_000))
            }
        }
    }
}
