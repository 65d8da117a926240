import RuleFixtures
import OpeningHours
import Records
import Testing
import TestSupport

/// Compares seeded random hours with ``NaiveHours``, minute by minute.
struct HoursOracleTests {
    private static let calendar = CalendarFixture.calendar

    /// The clock changes of 2026, written down here: 01:00 UTC on 29 March and 25 October, in seconds since 1970.
    private static let summer = 1_774_746_000..<1_792_890_000

    /// Index of 2026-01-01 in the naive days.
    private static let newYear = 1096

    /// Returns the index of the cell for an instant, counted from 2026-01-01 00:00 local time.
    private func cell(at seconds: Int) -> Int {
        let wall = seconds + (Self.summer.contains(seconds) ? 10800 : 7200)
        return wall / 60 - (NaiveHours.firstDayNumber + Self.newYear) * 1440
    }

    private static let start = (NaiveHours.firstDayNumber + newYear) * 86400 - 7200

    private struct Case {
        var text: String
        var municipality: String?
        var book: HoursBook
        var cells: [HoursState]
        var local: Int { book.calendar.localNumber(ofMunicipality: municipality) }
    }

    private func cases(_ count: Int, seed: UInt64, days: Int) -> [Case] {
        var random = RandomHours(generator: SeededGenerator(seed: seed))
        var cases: [Case] = []
        let oracles = [nil, "A", "B"].map { ($0, NaiveHours(municipality: $0)) }
        while cases.count < count {
            let text = random.text()
            guard let expression = try? HoursExpression(text) else { continue }
            let (municipality, oracle) = oracles[cases.count % 3]
            let doubts = cases.count % 2 == 0
            let cells = oracle.cells(
                expression, days: Self.newYear..<Self.newYear + days, doubtsHolidays: doubts, calendar: Self.calendar)
            let book = HoursBook(
                texts: [text], calendar: Self.calendar, silentHolidays: doubts ? .unknown : .asWritten)
            cases.append(Case(text: text, municipality: municipality, book: book, cells: cells))
        }
        return cases
    }

    @Test func everyMinuteOfAYear() {
        for test in cases(16, seed: 1, days: 365) {
            var seconds = Self.start
            while seconds < Self.start + 365 * 86400 {
                let instant = UTCInstant(seconds: seconds)
                let expected = test.cells[cell(at: seconds)]
                let found = test.book.answer(row: 0, local: test.local, at: instant).state
                if found != expected {
                    let moment = TimeText.text(instant, in: CalendarFixture.zone)
                    Issue.record("\(test.text) in \(test.municipality ?? "-") at \(moment): \(found), not \(expected)")
                    break
                }
                seconds += 60
            }
        }
    }

    /// The periods of a year, expanded to minutes, equal the naive cells.
    @Test func theIntervalsOfAYear() {
        for test in cases(240, seed: 2, days: 365) {
            let end = Self.start + 365 * 86400
            let intervals = test.book.intervals(
                row: 0, local: test.local, from: UTCInstant(seconds: Self.start), to: UTCInstant(seconds: end))
            var minutes = [HoursState](repeating: .closed, count: 365 * 1440)
            for interval in intervals {
                for second in stride(from: interval.start.seconds, to: interval.end.seconds, by: 60) {
                    minutes[(second - Self.start) / 60] = interval.answer.state
                }
            }
            let different = minutes.indices.first { minutes[$0] != test.cells[cell(at: Self.start + $0 * 60)] }
            if let different {
                let moment = UTCInstant(seconds: Self.start + different * 60)
                Issue.record(
                    "\(test.text) at \(TimeText.text(moment, in: CalendarFixture.zone)): \(minutes[different])")
            }
        }
    }

    /// The next change is where the naive cells first differ, from random times.
    @Test func theNextChange() {
        var generator = SeededGenerator(seed: 3)
        for test in cases(120, seed: 4, days: 365) {
            for _ in 0..<40 {
                let from = Self.start + Int.random(in: 0..<200 * 86400, using: &generator)
                let state = test.cells[cell(at: from)]
                var expected: Int?
                var second = from - from % 60 + 60
                while second < from + 90 * 86400 {
                    if test.cells[cell(at: second)] != state {
                        expected = second
                        break
                    }
                    second += 60
                }
                let found = test.book.nextChange(
                    row: 0, local: test.local, after: UTCInstant(seconds: from), horizonDays: 90)
                guard expected != nil || found.map({ $0.instant.seconds < from + 90 * 86400 }) == true else { continue }
                if found?.instant.seconds != expected {
                    let moment = UTCInstant(seconds: from)
                    Issue.record(
                        "\(test.text) after \(TimeText.text(moment, in: CalendarFixture.zone)): \(String(describing: found))"
                    )
                }
            }
        }
    }

    /// The states of many structures equal those of single questions, with and without shared texts.
    @Test func statesOfManyStructures() {
        var random = RandomHours(generator: SeededGenerator(seed: 5))
        let texts = (0..<300).map { _ in random.text() }
        let book = HoursBook(texts: texts, calendar: Self.calendar)
        var generator = SeededGenerator(seed: 6)
        for count in [50, 5000] {
            let rows = (0..<count).map { _ in UInt32.random(in: 0..<302, using: &generator) }
            let locals = (0..<count).map { _ in UInt16.random(in: 0..<3, using: &generator) }
            for _ in 0..<20 {
                let instant = UTCInstant(seconds: Self.start + Int.random(in: 0..<365 * 86400, using: &generator))
                let states = book.states(rows: rows, locals: locals, at: instant)
                let single = rows.indices.map {
                    book.answer(row: Int(rows[$0]), local: Int(locals[$0]), at: instant).state
                }
                #expect(states == single)
            }
        }
    }
}
