internal import Caching
internal import Routing

/// Computes the coverages of a dataset.
///
/// The structures that count are selected for each question, and travel times are computed once for each set of
/// structures and state of the roads. Simultaneous questions share the work. Questions that select the same structures
/// share the travel times.
package final class CoverageService: Sendable {
    private struct Key: Hashable {
        var profile: Int
        var rows: [Int]
        var roads: String
    }

    private let dataset: Dataset
    private let selections = Memo<CoverageQuery, CoverageSelection>(limit: 32)
    private let fields = Memo<Key, CoverageField>(limit: 12)
    private let settlements: Memo<Int, SettlementPoints>

    /// Creates a service for a dataset.
    init(dataset: Dataset) {
        self.dataset = dataset
        settlements = Memo(limit: dataset.travel.graph.profileNames.count)
    }

    /// See ``ServiceLocator/coverage(_:)``.
    func coverage(_ query: CoverageQuery) async throws -> Coverage? {
        let snapshot = dataset.travel.snapshot(at: query.openAt)
        guard !dataset.travel.isEmpty, let profile = snapshot.graph.profile(named: query.mode) else { return nil }
        let all = dataset.travel.structures(profile: profile)
        let selection = try await selections.value(query) { CoverageSelection(query, dataset, placed: all.count) }
        let key = Key(profile: profile, rows: selection.rows, roads: snapshot.fingerprint)
        let field = try await fields.value(key) {
            let points = selection.rows.map { all.points[$0] }
            return snapshot.coverage(of: PlaceSet(points: points, on: snapshot.graph, profile: profile))
        }
        let settlements = try await settlements.value(profile) { SettlementPoints(dataset, profile: profile) }
        return Coverage(
            query: query, closuresVersion: snapshot.closureVersion, roads: snapshot.fingerprint,
            selection: selection, isEstimate: snapshot.graph.isSample, field: field, profile: profile,
            settlements: settlements, dataset: dataset)
    }

    /// The number of travel time fields in memory.
    package var fieldCount: Int { fields.count }
}

extension ServiceLocator {
    /// Returns the coverage under the closures that apply; nil when the dataset has no such mode.
    ///
    /// Takes a few dozen milliseconds for a region the first time, then next to nothing.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits for an equal question.
    public func coverage(_ query: CoverageQuery) async throws -> Coverage? { try await coverages.coverage(query) }
}
