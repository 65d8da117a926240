internal import Records

/// Steps through the times at which the state can change, including clock changes.
struct HoursWalk {
    private let book: HoursBook
    private let entry: HoursTable.Entry
    private let local: Int
    private var date: CivilDate
    private var days: HoursBook.Days
    /// Minutes of the day at which a period begins or ends, midnight first.
    private var boundaries: [Int] = []
    private var index = 0
    private var offset: Int
    /// The next clock change in seconds since 1970.
    private var transition: Int

    /// Creates a walk that begins after `instant`.
    init(_ book: HoursBook, entry: HoursTable.Entry, local: Int, after instant: UTCInstant) {
        let wall = book.calendar.zone.wallTime(at: instant)
        self.book = book
        self.entry = entry
        self.local = local
        date = wall.date
        days = book.days(wall.date, local: local, withSun: entry.traits.contains(.usesSun))
        offset = book.calendar.zone.offset(at: instant)
        transition = book.calendar.zone.nextTransition(after: instant)?.seconds ?? .max
        boundaries = times()
        skip(to: wall.minute)
    }

    /// Returns the next time and the state from then on, which can be the same as before.
    mutating func next() -> (instant: UTCInstant, decision: HoursTable.Decision) {
        if index == boundaries.count { turnPage(to: date.adding(days: 1)) }
        let minute = boundaries[index]
        let seconds = date.dayNumber * 86400 + minute * 60 - offset
        guard seconds >= transition else {
            index += 1
            return (UTCInstant(seconds: seconds), book.decision(entry, days, minute: minute))
        }
        let instant = UTCInstant(seconds: transition)
        let wall = book.calendar.zone.wallTime(at: instant)
        offset = book.calendar.zone.offset(at: instant)
        transition = book.calendar.zone.nextTransition(after: instant)?.seconds ?? .max
        if wall.date != date { turnPage(to: wall.date) }
        skip(to: wall.minute)
        return (instant, book.decision(entry, days, minute: wall.minute))
    }

    private mutating func turnPage(to date: CivilDate) {
        let withSun = entry.traits.contains(.usesSun)
        if date == self.date.adding(days: 1) {
            days.yesterday = days.today
            days.today = DayFacts(
                date, calendar: book.calendar, local: local, withSun: withSun, after: days.yesterday)
        } else {
            days = book.days(date, local: local, withSun: withSun)
        }
        self.date = date
        if withSun { boundaries = times() }
        index = 0
    }

    private mutating func skip(to minute: Int) {
        index = boundaries.firstIndex { $0 > minute } ?? boundaries.count
    }

    private func times() -> [Int] {
        var minutes: Set<Int> = [0]
        for rule in book.table.rules[entry.rules.indices] {
            for span in book.table.spans[rule.spans.indices] {
                if let times = book.table.times(of: span, days.today) {
                    minutes.formUnion([times.start, times.end, times.openEnd])
                }
                if let times = book.table.times(of: span, days.yesterday) {
                    minutes.formUnion([times.end - 1440, times.openEnd - 1440])
                }
            }
        }
        return minutes.filter { (0..<1440).contains($0) }.sorted()
    }
}
