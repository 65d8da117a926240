public import Routing

/// How soon the nearest structure of some kinds is reached from everywhere, under one set of closures.
public struct Coverage: Sendable {
    /// What was asked.
    public let query: CoverageQuery
    /// The version of the closures that hold in it.
    public let closuresVersion: Int
    let closureRevision: Int
    /// Rows of the structures that count: offered, of the kinds asked for, with a position.
    public let structures: [Int]
    /// How many of them have only an approximate position.
    public let approximateCount: Int
    /// Structures that would count and have no position.
    public let withoutPosition: Int
    /// Structures that would count and whose hours are not known, when a moment was asked about.
    public let withoutHours: Int
    /// Whether the roads are made up, so that every time is an estimate.
    public let isEstimate: Bool
    /// Travel times, outward: from everywhere to the structures.
    public let field: CoverageField
    /// The place of the mode among the graph's profiles.
    public let profile: Int
    let settlements: SettlementPoints
    /// The dataset it was worked out from.
    public let dataset: Dataset

    /// What tells this coverage from any other of the same build.
    public var fingerprint: String {
        [
            query.kinds.joined(separator: ","), "\(query.mode)", "\(query.openAt?.seconds ?? -1)", "\(closuresVersion)",
            "\(closureRevision)",
        ].joined(separator: "/")
    }

    /// Milliseconds from a point of the same profile to the structure soonest reached; nothing without a way.
    public func milliseconds(at point: RoutePoint) -> Int? { field.milliseconds(at: point) }
}
