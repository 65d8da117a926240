public import Records

/// A moment at which opening hours change.
public struct HoursChange: Hashable, Sendable {
    /// When.
    public var instant: UTCInstant
    /// What clocks show then: «opens Monday 08:00» is its weekday and minute.
    public var wall: WallTime
    /// What holds from then on.
    public var answer: HoursAnswer
}

/// What a person finds who sets out now.
public struct HoursArrival: Hashable, Sendable {
    /// When they are there.
    public var instant: UTCInstant
    /// What the hours say about that moment.
    public var answer: HoursAnswer
    /// The first change after it; nothing when there is none within the horizon.
    public var nextChange: HoursChange?

    /// Seconds they have before the state changes; nothing when it does not within the horizon.
    public var secondsLeft: Int? { nextChange.map { $0.instant.seconds - instant.seconds } }
}

extension HoursBook {
    /// How far changes are looked for unless a question says otherwise, in days.
    public static let horizonDays = 400

    /// The first moment after `instant` at which the state is another one; nothing when that does not happen within
    /// `horizonDays`. O(days · rules).
    public func nextChange(
        row: Int?, local: Int, after instant: UTCInstant, horizonDays: Int = horizonDays
    ) -> HoursChange? {
        guard let row, table.entries.indices.contains(row) else { return nil }
        let state = answer(row: row, local: local, at: instant).state
        return first(row: row, local: local, after: instant, horizonDays: horizonDays) { $0 != state }
    }

    /// The first moment, `instant` itself included, at which the state is `least` or better: when somebody can go
    /// there next. Nothing when that does not happen within `horizonDays`. O(days · rules).
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

    /// What a person finds who sets out at `instant` and travels for `travelSeconds`. O(days · rules).
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
            // At the end of representable time the walk stands still.
            guard moment <= end, moment > last else { return nil }
            last = moment
            guard matches(decision.state ?? .closed) else { continue }
            return HoursChange(
                instant: moment, wall: calendar.zone.wallTime(at: moment), answer: answer(decision))
        }
    }
}
