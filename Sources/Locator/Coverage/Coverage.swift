internal import GeoIndex
internal import OpeningHours
internal import Records
public import Routing

/// The travel times from everywhere to the nearest structure of some kinds, under one set of closures.
public struct Coverage: Sendable {
    /// The question.
    public let query: CoverageQuery
    /// The version of the closures that apply.
    public let closuresVersion: Int
    /// Identifies the state of the roads.
    let roads: String
    let selection: CoverageSelection
    /// Whether the roads are sample roads, so that all times are estimates.
    public let isEstimate: Bool
    /// The travel times from all arcs to the structures.
    public let field: CoverageField
    /// The index of the profile in the graph.
    public let profile: Int
    let settlements: SettlementPoints
    /// The dataset it was computed from.
    public let dataset: Dataset

    /// Rows of the structures that count: offered, of the requested kinds, open at the time, with a position.
    public var structures: [Int] { selection.rows }
    /// The number of them with an approximate position.
    public var approximateCount: Int { selection.approximateCount }
    /// The number of structures that would count but have no position.
    public var withoutPosition: Int { selection.withoutPosition }
    /// The number of structures that would count but have unknown hours, when the question has a time.
    public var withoutHours: Int { selection.withoutHours }

    /// Identifies the travel times within a build: mode, state of the roads, and the structures that count. Questions
    /// that select the same structures have equal fingerprints.
    public var fingerprint: String {
        let hashes = selection.rows.withUnsafeBytes { raw in
            [XXH64.hash(raw), XXH64.hash(raw, seed: 1)].map { String($0, radix: 16) }
        }
        return ([query.mode, roads] + hashes).joined(separator: "/")
    }

    /// Identifies the coverage within a build, with everything that documents contain.
    public var answerFingerprint: String {
        [
            fingerprint, query.kinds.joined(separator: ","), "\(query.openAt?.seconds ?? -1)",
            "\(withoutPosition)", "\(withoutHours)",
        ].joined(separator: "/")
    }

    /// The time of the question in local time: `2026-04-10T08:30:00+03:00`; nil when it has none.
    public var momentText: String? {
        query.openAt.map { TimeText.text($0, in: dataset.calendar.zone) }
    }

    /// Returns the milliseconds from a point of the same profile to the structure that is reached first; nil without a
    /// route.
    public func milliseconds(at point: RoutePoint) -> Int? { field.milliseconds(at: point) }
}
