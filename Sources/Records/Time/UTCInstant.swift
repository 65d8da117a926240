internal import Glibc

/// An instant, in whole seconds since 1970-01-01T00:00:00Z without leap seconds, as in POSIX.
public struct UTCInstant: Hashable, Comparable, Sendable {
    /// Seconds since the epoch.
    public let seconds: Int

    /// Creates an instant, clamped to the years 1 to 9999.
    public init(seconds: Int) {
        let days = CivilDate.dayNumbers
        self.seconds = min(max(seconds, days.lowerBound * 86400), days.upperBound * 86400 + 86399)
    }

    /// The current time of the system's clock.
    public static var now: UTCInstant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UTCInstant(seconds: time.tv_sec)
    }

    /// Returns the instant `seconds` later, clamped to the years 1 to 9999.
    public func adding(seconds: Int) -> UTCInstant {
        let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
        return UTCInstant(seconds: overflow ? (seconds > 0 ? .max : .min) : sum)
    }

    /// Returns whether `lhs` is before `rhs`.
    public static func < (lhs: UTCInstant, rhs: UTCInstant) -> Bool { lhs.seconds < rhs.seconds }
}
