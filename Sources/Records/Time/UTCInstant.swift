internal import Glibc

/// A moment, in whole seconds since 1970-01-01T00:00:00Z (leap seconds not counted, as in POSIX).
public struct UTCInstant: Hashable, Comparable, Sendable {
    /// Seconds since the epoch.
    public let seconds: Int

    /// Creates a moment; what lies outside the years 1 to 9999 becomes the nearest moment inside.
    public init(seconds: Int) {
        let days = CivilDate.dayNumbers
        self.seconds = min(max(seconds, days.lowerBound * 86400), days.upperBound * 86400 + 86399)
    }

    /// The moment it is by the system's clock.
    public static var now: UTCInstant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UTCInstant(seconds: time.tv_sec)
    }

    /// The moment `seconds` later.
    public func adding(seconds: Int) -> UTCInstant {
        let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
        return UTCInstant(seconds: overflow ? (seconds > 0 ? .max : .min) : sum)
    }

    /// Whether `lhs` comes before `rhs`.
    public static func < (lhs: UTCInstant, rhs: UTCInstant) -> Bool { lhs.seconds < rhs.seconds }
}
