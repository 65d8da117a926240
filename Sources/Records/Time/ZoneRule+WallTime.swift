extension ZoneRule {
    /// Which moments a wall time stands for.
    public enum Moments: Hashable, Sendable {
        /// The usual case.
        case one(UTCInstant)
        /// The clock was put back: it showed this time twice.
        case two(earlier: UTCInstant, later: UTCInstant)
        /// The clock was put forward and never showed this time; the moment is that of a clock not yet put forward
        /// (as RFC 5545 reads such times), so 03:30 in a gap from 03:00 to 04:00 is shown as 04:30.
        case none(shiftedOn: UTCInstant)

        /// One moment in every case: the first of two, the shifted one of none.
        public var first: UTCInstant {
            switch self {
            case .one(let instant), .two(let instant, _), .none(let instant): instant
            }
        }
    }

    /// What clocks show at `instant`.
    public func wallTime(at instant: UTCInstant) -> WallTime {
        let local = instant.seconds + offset(at: instant)
        let days = floorDivision(local, 86400)
        return WallTime(date: CivilDate(dayNumber: days), secondOfDay: local - days * 86400)
    }

    /// The moments at which clocks show `wall`.
    public func moments(showing wall: WallTime) -> Moments {
        let standard = UTCInstant(seconds: wall.seconds - standardOffset)
        guard let daylight, daylight.offset != standardOffset else { return .one(standard) }
        let summer = UTCInstant(seconds: wall.seconds - daylight.offset)
        let isStandard = offset(at: standard) == standardOffset
        let isSummer = offset(at: summer) == daylight.offset
        switch (isStandard, isSummer) {
        case (true, true): return .two(earlier: min(standard, summer), later: max(standard, summer))
        case (true, false): return .one(standard)
        case (false, true): return .one(summer)
        case (false, false): return .none(shiftedOn: max(standard, summer))
        }
    }

    /// The moment at which a date begins; the first moment of the day where the clocks change at midnight.
    public func startOfDay(_ date: CivilDate) -> UTCInstant {
        moments(showing: WallTime(date: date, secondOfDay: 0)).first
    }
}
