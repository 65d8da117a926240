extension ZoneRule {
    /// The instants at which clocks show a wall time.
    public enum Moments: Hashable, Sendable {
        /// One instant, the usual case.
        case one(UTCInstant)
        /// Two instants: clocks were put back and showed this time twice.
        case two(earlier: UTCInstant, later: UTCInstant)
        /// No instant: clocks were put forward past this time. The value is the instant by the offset before the
        /// change, as in RFC 5545: with a gap from 03:00 to 04:00, 03:30 becomes 04:30.
        case none(shiftedOn: UTCInstant)

        /// A single instant in all cases: the first of two, the shifted one of none.
        public var first: UTCInstant {
            switch self {
            case .one(let instant), .two(let instant, _), .none(let instant): instant
            }
        }
    }

    /// Returns the wall time at `instant`.
    public func wallTime(at instant: UTCInstant) -> WallTime {
        let local = instant.seconds + offset(at: instant)
        let days = floorDivision(local, 86400)
        return WallTime(date: CivilDate(dayNumber: days), secondOfDay: local - days * 86400)
    }

    /// Returns the instants at which clocks show `wall`.
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

    /// Returns the first instant of a date, which is not 00:00 where clocks are put forward at midnight.
    public func startOfDay(_ date: CivilDate) -> UTCInstant {
        moments(showing: WallTime(date: date, secondOfDay: 0)).first
    }
}
