import RuleFixtures
import OpeningHours
import Records
import Testing

struct HoursChangeTests {
    private static func book(_ text: String) -> HoursBook {
        HoursBook(texts: [text], calendar: CalendarFixture.calendar)
    }

    @Test(arguments: [
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-25T11:00", "2026-04-27T08:00:00+03:00", HoursState.open),
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-27T08:00", "2026-04-27T15:00:00+03:00", .closed),
        ("Mo-Fr 08:00-15:00; PH off", "2026-04-09T15:00", "2026-04-14T08:00:00+03:00", .open),
        ("Fr 20:00-02:00", "2026-04-24T21:00", "2026-04-25T02:00:00+03:00", .closed),
        ("Mo-Fr 08:00-12:00,12:00-15:00", "2026-04-27T09:00", "2026-04-27T15:00:00+03:00", .closed),
        ("00:00-24:00; Su off", "2026-04-20T09:00", "2026-04-26T00:00:00+03:00", .closed),
        ("Mo-Fr 08:00-12:00 || \"appointment\"", "2026-04-27T11:00", "2026-04-27T12:00:00+03:00", .appointment),
        ("18:00+", "2026-04-27T19:00", "2026-04-28T00:00:00+03:00", .closed),
        ("Mo[1] 10:00-12:00", "2026-04-06T13:00", "2026-05-04T10:00:00+03:00", .open),
        ("2027 Jan 02 10:00-12:00", "2026-04-06T13:00", "2027-01-02T10:00:00+02:00", .open),
        // Across both clock changes.
        ("Sa 22:00-05:00", "2026-03-28T23:00", "2026-03-29T05:00:00+03:00", .closed),
        ("Sa 22:00-03:30", "2026-03-28T23:00", "2026-03-29T04:00:00+03:00", .closed),
        ("Su 03:15-10:00", "2026-03-29T01:00", "2026-03-29T04:00:00+03:00", .open),
        ("Sa 22:00-05:00", "2026-10-24T23:00", "2026-10-25T05:00:00+02:00", .closed),
        ("Sa 22:00-03:30", "2026-10-24T23:00", "2026-10-25T03:30:00+03:00", .closed),
        ("Sa 22:00-03:30", "2026-10-25T00:45Z", "2026-10-25T03:00:00+02:00", .open),
        ("Sa 22:00-03:30", "2026-10-25T01:15Z", "2026-10-25T03:30:00+02:00", .closed),
        ("Su 08:00-15:00", "2026-10-24T10:00", "2026-10-25T08:00:00+02:00", .open),
    ])
    func findsTheNextChange(text: String, from: String, to: String, state: HoursState) throws {
        let instant = CalendarFixture.instant(from)
        let change = try #require(Self.book(text).nextChange(row: 0, local: 0, after: instant))
        #expect(TimeText.text(change.instant, in: CalendarFixture.zone) == to)
        #expect(change.answer.state == state)
        #expect(change.wall == CalendarFixture.zone.wallTime(at: change.instant))
    }

    @Test(arguments: ["24/7", "off", "24/7 \"by appointment\"", "2020 10:00-12:00", "2020 Feb 29 off"])
    func findsNoChangeWhenThereIsNone(text: String) {
        #expect(Self.book(text).nextChange(row: 0, local: 0, after: CalendarFixture.instant("2026-04-25T11:00")) == nil)
    }

    /// «Opens Monday 08:00», asked on a Saturday at 11:00.
    @Test func saysWhenItOpens() throws {
        let book = Self.book("Mo-Fr 08:00-15:00; PH off")
        let saturday = CalendarFixture.instant("2026-04-25T11:00")
        let opening = try #require(book.nextOpening(row: 0, local: 0, from: saturday))
        #expect(opening.wall.date.weekday == .monday)
        #expect(opening.wall.minute == 8 * 60)
        let monday = CalendarFixture.instant("2026-04-27T09:00")
        #expect(book.nextOpening(row: 0, local: 0, from: monday)?.instant == monday)
    }

    @Test func findsOpeningsByAppointment() throws {
        let book = Self.book("Mo 08:00-12:00; Tu 08:00-12:00 \"appointment\"")
        let start = CalendarFixture.instant("2026-04-20T13:00")
        let any = try #require(book.nextOpening(row: 0, local: 0, from: start, least: .appointment))
        #expect(any.wall.date.weekday == .tuesday)
        let open = try #require(book.nextOpening(row: 0, local: 0, from: start))
        #expect(open.wall.date == CalendarFixture.date("2026-04-27"))
    }

    @Test func stateOnArrival() {
        let book = Self.book("Mo-Fr 08:00-15:00")
        let leaving = CalendarFixture.instant("2026-04-27T14:20")
        let near = book.arrival(row: 0, local: 0, leaving: leaving, travelSeconds: 1800)
        #expect(near.answer.state == .open)
        #expect(near.secondsLeft == 600)
        let far = book.arrival(row: 0, local: 0, leaving: leaving, travelSeconds: 2400)
        #expect(far.answer.state == .closed)
        #expect(far.nextChange?.wall.minute == 480)
        let early = book.arrival(
            row: 0, local: 0, leaving: CalendarFixture.instant("2026-04-27T07:50"), travelSeconds: 900)
        #expect(early.answer.state == .open)
    }

    @Test func listsTheIntervalsOfAWeek() {
        let book = Self.book("Mo-Fr 08:00-12:00,17:00-20:00; We off; Sa 22:00-02:00; PH off")
        let intervals = book.intervals(
            row: 0, local: 0, from: CalendarFixture.instant("2026-04-09T00:00"),
            to: CalendarFixture.instant("2026-04-16T00:00"))
        let texts = intervals.map {
            "\(TimeText.text($0.start, in: CalendarFixture.zone).prefix(16))/"
                + TimeText.text($0.end, in: CalendarFixture.zone).prefix(16).suffix(5)
        }
        #expect(
            texts == [
                "2026-04-09T08:00/12:00", "2026-04-09T17:00/20:00", "2026-04-11T22:00/02:00", "2026-04-14T08:00/12:00",
                "2026-04-14T17:00/20:00",
            ])
    }

    @Test func printsATimetable() {
        let book = Self.book("Mo-Fr 08:00-12:00; Sa 22:00-02:00; Su 00:00-24:00; PH off")
        let days = book.timetable(row: 0, municipality: nil, from: CalendarFixture.date("2026-04-09"))
        let lines = days.map { day in
            day.lines.map { "\(TimeText.clock(minute: $0.fromMinute))-\(TimeText.clock(minute: $0.toMinute))" }
        }
        #expect(
            lines == [
                ["08:00-12:00"], [], ["22:00-24:00"], ["00:00-24:00"], [], ["08:00-12:00"], ["08:00-12:00"],
            ])
        #expect(days.map { $0.holiday?.id } == [nil, "good-friday", nil, nil, "easter-monday", nil, nil])
        let nights = Self.book("Fr 20:00-02:00").timetable(
            row: 0, municipality: nil, from: CalendarFixture.date("2026-04-25"), days: 7)
        #expect(nights.map(\.lines.count) == [0, 0, 0, 0, 0, 0, 1])
        #expect(nights.last?.lines.first?.toMinute == 26 * 60)
        let always = Self.book("24/7").timetable(
            row: 0, municipality: nil, from: CalendarFixture.date("2026-10-24"), days: 3)
        #expect(always.allSatisfy { $0.lines.count == 1 && $0.lines[0].toMinute == 1440 })
        let sick = Self.book("Mo-Fr 08:00-12:00; We off \"sick\"").timetable(
            row: 0, municipality: nil, from: CalendarFixture.date("2026-02-10"), days: 3)
        #expect(sick.map(\.closedComment) == [nil, "sick", nil] && sick[1].lines.isEmpty)
        let works = Self.book("24/7 off \"κλειστό για έργα\"").timetable(
            row: 0, municipality: nil, from: CalendarFixture.date("2026-02-10"))
        #expect(works.allSatisfy { $0.closedComment == "κλειστό για έργα" })
    }
}
