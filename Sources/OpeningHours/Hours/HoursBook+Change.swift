public import Records

/// A change of opening hours.
public struct HoursChange: Hashable, Sendable {
    /// The time of the change.
    public var instant: UTCInstant
    /// The local time of the change, for texts such as «opens Monday 08:00».
    public var wall: WallTime
    /// The state from then on.
    public var answer: HoursAnswer
}

/// The state of opening hours at the time of arrival.
public struct HoursArrival: Hashable, Sendable {
    /// The time of arrival.
    public var instant: UTCInstant
    /// The state at that time.
    public var answer: HoursAnswer
    /// The first change after it; nil when there is none within the horizon.
    public var nextChange: HoursChange?

    /// Seconds from arrival to the next change; nil when there is none within the horizon.
    public var secondsLeft: Int? { nextChange.map { $0.instant.seconds - instant.seconds } }
}

extension HoursBook {
    /// How far ahead changes are searched by default, in days.
    public static let horizonDays = 400

    /// Returns the first change of state after `instant`; nil when there is none within `horizonDays`. O(days · rules).
    public func nextChange(
        row: Int?, local: Int, after instant: UTCInstant, horizonDays: Int = horizonDays
    ) -> HoursChange? {
        guard let row, table.entries.indices.contains(row) else { return nil }
        let state = answer(row: row, local: local, at: instant).state
        return first(row: row, local: local, after: instant, horizonDays: horizonDays) { $0 != state }
    }

    /// Returns the first time from `instant` on at which the state is `least` or better; nil when there is none within
    /// `horizonDays`. O(days · rules).
    public func nextOpening(
        row: Int?, local: Int, from instant: UTCInstant, least: HoursState = .open, horizonDays: Int = horizonDays
    ) -> HoursChange? {
        guard let row, table.entries.indices.contains(row) else { return nil }
        let now = answer(row: row, local: local, at: instant)
        if now.state >= least {
            return HoursChange(instant: instant, wall: calendar.zone.wallTime(at: instant), answer: now)
        }
        return first(row: row, local: local, after: instant, horizonDays: horizonDays) { $0 >= least }
    }

    /// Returns the state at the arrival of a person who leaves at `instant` and travels for `travelSeconds`. O(days ·
    /// rules).
    public func arrival(
        row: Int?, local: Int, leaving instant: UTCInstant, travelSeconds: Int, horizonDays: Int = horizonDays
    ) -> HoursArrival {
        let there = instant.adding(seconds: max(travelSeconds, 0))
        return HoursArrival(
            instant: there, answer: answer(row: row, local: local, at: there),
            nextChange: nextChange(row: row, local: local, after: there, horizonDays: horizonDays))
    }

    private func first(
        row: Int, local: Int, after instant: UTCInstant, horizonDays: Int, where matches: (HoursState) -> Bool
    ) -> HoursChange? {
        let entry = table.entries[row]
        if entry.traits.contains(.unreadable) { return nil }
        let end = instant.adding(seconds: min(max(horizonDays, 0), 40_000) * 86400)
        var walk = HoursWalk(self, entry: entry, local: local, after: instant)
        var last = instant
        while true {
            let (moment, decision) = walk.next()
            // The walk does not advance at the end of representable time.
            guard moment <= end, moment > last else { return nil }
            last = moment
            guard matches(decision.state ?? .closed) else { continue }
            return HoursChange(
                instant: moment, wall: calendar.zone.wallTime(at: moment), answer: answer(decision))
        }
    }
}
