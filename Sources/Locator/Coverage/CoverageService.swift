internal import Routing
internal import Synchronization

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
    private let selections = RecentSlots<CoverageQuery, CoverageSelection>(limit: 32)
    private let fields = RecentSlots<Key, CoverageField>(limit: 12)
    private let settlements = Mutex<[Int: SettlementPoints]>([:])

    /// Creates a service for a dataset.
    init(dataset: Dataset) {
        self.dataset = dataset
    }

    /// See ``ServiceLocator/coverage(_:)``.
    func coverage(_ query: CoverageQuery) -> Coverage? {
        let snapshot = dataset.travel.snapshot(at: query.openAt)
        guard !dataset.travel.isEmpty, let profile = snapshot.graph.profile(named: query.mode) else { return nil }
        let all = dataset.travel.structures(profile: profile)
        let selection = selections.value(query) { CoverageSelection(query, dataset, placed: all.count) }
        let key = Key(profile: profile, rows: selection.rows, roads: snapshot.fingerprint)
        let field = fields.value(key) {
            let points = selection.rows.map { all.points[$0] }
            return snapshot.coverage(of: PlaceSet(points: points, on: snapshot.graph, profile: profile))
        }
        return Coverage(
            query: query, closuresVersion: snapshot.closureVersion, roads: snapshot.fingerprint,
            selection: selection, isEstimate: snapshot.graph.isSample, field: field, profile: profile,
            settlements: settlements(profile: profile), dataset: dataset)
    }

    /// The number of travel time fields in memory.
    package var fieldCount: Int { fields.count }

    private func settlements(profile: Int) -> SettlementPoints {
        settlements.withLock { known in
            if let found = known[profile] { return found }
            let made = SettlementPoints(dataset, profile: profile)
            known[profile] = made
            return made
        }
    }
}

extension ServiceLocator {
    /// Returns the coverage under the closures that apply; nil when the dataset has no such mode.
    ///
    /// Takes a few dozen milliseconds for a region the first time, then next to nothing.
    public func coverage(_ query: CoverageQuery) -> Coverage? { coverages.coverage(query) }
}
