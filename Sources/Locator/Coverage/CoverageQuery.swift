public import Records

/// A question about coverage.
public struct CoverageQuery: Hashable, Sendable {
    /// Codes of the kinds of structure that count, sorted, without duplicates; empty for all kinds.
    public var kinds: [String]
    /// Name of the travel mode.
    public var mode: String
    /// The time at which a structure must be open to count, in whole minutes; nil when hours do not matter.
    public var openAt: UTCInstant?

    /// Creates a question.
    public init(kinds: [String] = [], mode: String, openAt: UTCInstant? = nil) {
        self.kinds = Set(kinds).sorted()
        self.mode = mode
        // Hours have a resolution of a minute, so times within a minute are the same question.
        self.openAt = openAt.map { UTCInstant(seconds: Int((Double($0.seconds) / 60).rounded(.down)) * 60) }
    }

    /// The limits of the bands on coverage maps for which no minutes are asked.
    public static let breaks = [5, 10, 15, 30, 45, 60]
    /// The default limits of a table, in minutes.
    public static let standardMinutes = [15, 30, 45, 60]
}
