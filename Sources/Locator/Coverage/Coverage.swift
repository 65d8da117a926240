internal import GeoIndex
internal import OpeningHours
internal import Records
public import Routing

/// How soon the nearest structure of some kinds is reached from everywhere, under one set of closures.
public struct Coverage: Sendable {
    /// What was asked.
    public let query: CoverageQuery
    /// The version of the closures that hold in it.
    public let closuresVersion: Int
    /// The fingerprint of the roads as they hold in it.
    let roads: String
    let selection: CoverageSelection
    /// Whether the roads are made up, so that every time is an estimate.
    public let isEstimate: Bool
    /// Travel times, outward: from everywhere to the structures.
    public let field: CoverageField
    /// The place of the mode among the graph's profiles.
    public let profile: Int
    let settlements: SettlementPoints
    /// The dataset it was worked out from.
    public let dataset: Dataset

    /// Rows of the structures that count: offered, of the kinds asked for, open then, with a position.
    public var structures: [Int] { selection.rows }
    /// How many of them have only an approximate position.
    public var approximateCount: Int { selection.approximateCount }
    /// Structures that would count and have no position.
    public var withoutPosition: Int { selection.withoutPosition }
    /// Structures that would count and whose hours are not known, when a moment was asked about.
    public var withoutHours: Int { selection.withoutHours }

    /// What tells these travel times from any other of the same build: mode, closures and the structures that count.
    /// Equal for different questions that mean the same structures.
    public var fingerprint: String {
        let hashes = selection.rows.withUnsafeBytes { raw in
            [XXH64.hash(raw), XXH64.hash(raw, seed: 1)].map { String($0, radix: 16) }
        }
        return ([query.mode, roads] + hashes).joined(separator: "/")
    }

    /// What tells this coverage from any other of the same build: the question and everything that answers tell of it.
    public var answerFingerprint: String {
        [
            fingerprint, query.kinds.joined(separator: ","), "\(query.openAt?.seconds ?? -1)",
            "\(withoutPosition)", "\(withoutHours)",
        ].joined(separator: "/")
    }

    /// The moment asked about, by the clocks of the region: `2026-04-10T08:30:00+03:00`.
    public var momentText: String? {
        query.openAt.map { TimeText.text($0, in: dataset.calendar.zone) }
    }

    /// Milliseconds from a point of the same profile to the structure soonest reached; nothing without a way.
    public func milliseconds(at point: RoutePoint) -> Int? { field.milliseconds(at: point) }
}
