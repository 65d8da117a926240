internal import Glibc
package import Records

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch.
    package let milliseconds: Int

    /// Creates a moment.
    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Creates a moment at a whole second.
    package init(_ instant: UTCInstant) { self.init(milliseconds: instant.seconds * 1000) }

    /// The moment without the part of a second.
    package var instant: UTCInstant { UTCInstant(seconds: milliseconds / 1000) }

    /// The time of the system's clock.
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    }

    /// The moment `seconds` later.
    package func adding(seconds: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }

    /// The seconds from another moment to this one, rounded down; negative when the other one is later.
    package func seconds(since other: Timestamp) -> Int {
        Int((Double(milliseconds - other.milliseconds) / 1000).rounded(.down))
    }

    /// Whether `lhs` is before `rhs`.
    package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.milliseconds < rhs.milliseconds }
}
