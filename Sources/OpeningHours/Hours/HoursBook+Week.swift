public import Records

/// A period with the same state.
public struct HoursInterval: Hashable, Sendable {
    /// Its beginning.
    public var start: UTCInstant
    /// Its end, not included.
    public var end: UTCInstant
    /// The state, other than simply closed.
    public var answer: HoursAnswer
}

/// A day of a timetable.
public struct HoursDay: Hashable, Sendable {
    /// A period of the day.
    public struct Line: Hashable, Sendable {
        /// Beginning in minutes since local midnight.
        public var fromMinute: Int
        /// End in minutes since the same midnight; over 1,440 when it is after the next midnight.
        public var toMinute: Int
        /// The state.
        public var answer: HoursAnswer
    }

    /// The date.
    public var date: CivilDate
    /// The public holiday on that date, if any.
    public var holiday: Holiday?
    /// The periods in order; empty when closed.
    public var lines: [Line]
    /// The comment that says why it is closed, if any.
    public var closedComment: String?
}

extension HoursBook {
    /// Returns the periods between `start` and `end` in which the state is not simply closed, in order. O(days ·
    /// rules).
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

    /// Returns a timetable of up to 400 days. O(days · rules).
    ///
    /// A period past midnight that ends by 06:00 is one line of the day on which it begins; longer ones are split at
    /// midnight.
    ///
    /// - Parameters:
    ///   - row: The row of the text; nil for unknown hours.
    ///   - municipality: The code of the municipality whose holidays apply.
    ///   - date: The first day.
    ///   - days: The number of days.
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
        // Starts a day early, so that a period from the evening before is not taken for one of the first morning.
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
