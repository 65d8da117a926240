internal import Records

/// A schedule as rules of the `opening_hours` grammar.
extension HSDSSchedule {
    /// The days on which it applies, as far as it is known.
    var dates: DayRange { known.intersection(occurs) }

    /// Returns weekdays and times in local time of `zone`, one rule for each part of the year with the same times.
    func spans(_ zone: ZoneRule?) throws(HSDSHours.Unreadable) -> [String] {
        guard let from = opens.offset, let to = closes.offset else {
            return [rule(days, opens.minute, closes.minute <= opens.minute ? closes.minute + 1440 : closes.minute)]
        }
        guard let zone else { throw HSDSHours.Unreadable(reason: "times with an offset, and no clocks of the region") }
        let start = opens.minute - from / 60
        let length = (closes.minute - to / 60 - start + 2 * 1440) % 1440
        guard let daylight = zone.daylight else { return [local(start, length, zone.standardOffset)] }
        guard daylight.years.upperBound == 9999, daylight.years.lowerBound <= 2000,
            let first = Self.name(of: daylight.start), let last = Self.name(of: daylight.end)
        else {
            throw HSDSHours.Unreadable(reason: "times with an offset, and clocks that follow no yearly rule")
        }
        for offset in [zone.standardOffset, daylight.offset] {
            for change in [daylight.start, daylight.end] where isTouched(start, length, offset, by: change.weekday) {
                throw HSDSHours.Unreadable(reason: "times with an offset on the night the clocks change")
            }
        }
        return [
            "\(first)-\(last) -1 day " + local(start, length, daylight.offset),
            "\(last)-\(first) -1 day " + local(start, length, zone.standardOffset),
        ]
    }

    /// Returns weekdays and times for an offset of `offset` seconds east of UTC; `start` is in minutes after midnight
    /// UTC.
    private func local(_ start: Int, _ length: Int, _ offset: Int) -> String {
        let (shift, minute) = localStart(start, offset)
        return rule(days.map { $0.moved(by: shift) }, minute, minute + length)
    }

    private func localStart(_ start: Int, _ offset: Int) -> (days: Int, minute: Int) {
        let local = start + offset / 60
        let shift = floorDivision(local, 1440)
        return (shift, local - shift * 1440)
    }

    /// Returns whether it includes the first hours of `weekday`, when clocks change.
    private func isTouched(_ start: Int, _ length: Int, _ offset: Int, by weekday: Weekday) -> Bool {
        let (shift, minute) = localStart(start, offset)
        let opening = days.map { $0.moved(by: shift) }
        return opening.contains(weekday) && minute < 6 * 60
            || opening.contains(weekday.moved(by: -1)) && minute + length > 1440
    }

    private func rule(_ days: [Weekday], _ from: Int, _ to: Int) -> String {
        let names = Weekday.allCases.filter(days.contains).map(\.code).joined(separator: ",")
        return "\(names) \(TimeText.clock(minute: from))-\(TimeText.clock(minute: to > 1440 ? to - 1440 : to))"
    }

    /// Returns the day of a clock change in any year, such as `Mar 31 -Su`; nil when it depends on the length of
    /// February.
    private static func name(of change: ZoneRule.Change) -> String? {
        if change.nth > 0 {
            return "\(DayRange.months[change.month - 1]) \(change.nth * 7 - 6) +\(change.weekday.code)"
        }
        guard change.month != 2 else { return nil }
        let last = CivilDate.length(ofMonth: change.month, year: 2001) + (change.nth + 1) * 7
        return "\(DayRange.months[change.month - 1]) \(last) -\(change.weekday.code)"
    }
}

extension Weekday {
    /// Returns the weekday `days` later.
    fileprivate func moved(by days: Int) -> Weekday {
        Weekday(daysAfterMonday: ((rawValue + days) % 7 + 7) % 7)
    }
}
