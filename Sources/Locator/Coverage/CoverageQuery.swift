public import Records

/// What a coverage is asked for.
public struct CoverageQuery: Hashable, Sendable {
    /// Codes of the kinds of structure that count, ascending and each once; every kind when empty.
    public var kinds: [String]
    /// Name of the travel mode.
    public var mode: String
    /// The moment at which a structure must be open to count; nothing when hours do not matter.
    public var openAt: UTCInstant?

    /// Asks how soon a structure of some kinds is reached.
    public init(kinds: [String] = [], mode: String, openAt: UTCInstant? = nil) {
        self.kinds = Set(kinds).sorted()
        self.mode = mode
        // Hours are told in minutes: moments within one ask the same.
        self.openAt = openAt.map { UTCInstant(seconds: Int((Double($0.seconds) / 60).rounded(.down)) * 60) }
    }

    /// The breaks of coverage maps, minutes.
    public static let breaks = [5, 10, 15, 30, 45, 60]
    /// The minutes a table tells when none are asked for.
    public static let standardMinutes = [15, 30, 45, 60]
}
