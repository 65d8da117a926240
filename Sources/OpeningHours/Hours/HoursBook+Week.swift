public import Records

/// A time in which opening hours say the same.
public struct HoursInterval: Hashable, Sendable {
    /// Its first moment.
    public var start: UTCInstant
    /// The first moment after it.
    public var end: UTCInstant
    /// What holds in it; never plainly closed.
    public var answer: HoursAnswer
}

/// A day of a printed timetable.
public struct HoursDay: Hashable, Sendable {
    /// A line of it.
    public struct Line: Hashable, Sendable {
        /// Minutes since midnight by the clock.
        public var fromMinute: Int
        /// Minutes since the same midnight; over 1,440 for the hours after the next midnight.
        public var toMinute: Int
        /// What holds in it.
        public var answer: HoursAnswer
    }

    /// The date.
    public var date: CivilDate
    /// The public holiday it is.
    public var holiday: Holiday?
    /// Its lines in order; empty means closed.
    public var lines: [Line]
    /// Why it is closed, where the hours say so.
    public var closedComment: String?
}

extension HoursBook {
    /// The times from `start` to before `end` that are not plainly closed, in order. O(days · rules).
    public func intervals(row: Int?, local: Int, from start: UTCInstant, to end: UTCInstant) -> [HoursInterval] {
        guard start < end else { return [] }
        var intervals: [HoursInterval] = []
        var current = (start: start, answer: answer(row: row, local: local, at: start))
        func close(at moment: UTCInstant) {
            guard current.answer.state != .closed else { return }
            intervals.append(HoursInterval(start: current.start, end: moment, answer: current.answer))
        }
        if let row, table.entries.indices.contains(row), !table.entries[row].traits.contains(.unreadable) {
            var walk = HoursWalk(self, entry: table.entries[row], local: local, after: start)
            var last = start
            while true {
                let (moment, decision) = walk.next()
                guard moment < end, moment > last else { break }
                last = moment
                let next = answer(decision)
                if next != current.answer {
                    close(at: moment)
                    current = (moment, next)
                }
            }
        }
        close(at: end)
        return intervals
    }

    /// A timetable of `days` days from `date` on. A night that ends by 06:00 stays one line of the day it begins on;
    /// anything longer is cut at midnight. `municipality` is the code whose holidays are named. O(days · rules).
    public func timetable(
        row: Int?, municipality: String?, from date: CivilDate, days: Int = 7
    ) -> [HoursDay] {
        let days = min(max(days, 0), 400)
        let zone = calendar.zone
        let local = calendar.localNumber(ofMunicipality: municipality)
        var table = (0..<days).map { index in
            let date = date.adding(days: index)
            return HoursDay(date: date, holiday: calendar.holiday(on: date, municipality: municipality), lines: [])
        }
        // From the evening before, so that a night that runs into the first day is not mistaken for its morning.
        let start = zone.startOfDay(date.adding(days: -1))
        let end = zone.startOfDay(date.adding(days: days + 1))
        for interval in intervals(row: row, local: local, from: start, to: end) {
            let first = zone.wallTime(at: interval.start)
            let last = zone.wallTime(at: interval.end)
            let minutes = (last.date.dayNumber - first.date.dayNumber) * 1440 + last.minute
            if minutes <= 1440 + 360 {
                add(first.date, first.minute, minutes)
                continue
            }
            var from = first.minute
            for offset in 0...last.date.dayNumber - first.date.dayNumber {
                add(first.date.adding(days: offset), from, min(minutes - offset * 1440, 1440))
                from = 0
            }
            func add(_ day: CivilDate, _ from: Int, _ to: Int) {
                let index = day.dayNumber - date.dayNumber
                guard table.indices.contains(index), from < to else { return }
                table[index].lines.append(
                    HoursDay.Line(fromMinute: from, toMinute: to, answer: interval.answer))
            }
        }
        for index in table.indices where table[index].lines.isEmpty {
            let noon = zone.startOfDay(table[index].date).adding(seconds: 12 * 3600)
            table[index].closedComment = answer(row: row, local: local, at: noon).comment
        }
        return table
    }
}
