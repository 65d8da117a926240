internal import GeoIndex
internal import Routing
internal import Synchronization

/// Works out coverages of one dataset, each once for the closures that hold, however many ask at a time.
public final class CoverageService: Sendable {
    private struct Key: Hashable {
        var query: CoverageQuery
        var closureRevision: Int
    }

    /// A coverage in the making: whoever comes second waits for the first.
    private final class Slot: Sendable {
        let made = Mutex<Coverage?>(nil)
    }

    private let dataset: Dataset
    private let slots = Mutex<[(key: Key, slot: Slot)]>([])
    private let settlements = Mutex<[Int: SettlementPoints]>([:])
    private static let keepCount = 12

    /// A service on a dataset.
    public init(dataset: Dataset) {
        self.dataset = dataset
    }

    /// The coverage under the closures that hold now; nothing when the dataset has no such mode of travel.
    /// A few dozen milliseconds for a region the first time, nothing after.
    public func coverage(_ query: CoverageQuery) -> Coverage? {
        let snapshot = dataset.travel.router.snapshot
        guard !dataset.travel.isEmpty, let profile = snapshot.graph.profile(named: query.mode) else { return nil }
        let key = Key(query: query, closureRevision: snapshot.closureRevision)
        return slot(key).made.withLock { made in
            if let made { return made }
            let coverage = work(query, profile, snapshot)
            made = coverage
            return coverage
        }
    }

    private func slot(_ key: Key) -> Slot {
        slots.withLock { slots in
            if let place = slots.firstIndex(where: { $0.key == key }) {
                let found = slots.remove(at: place)
                slots.insert(found, at: 0)
                return found.slot
            }
            let made = Slot()
            slots.insert((key, made), at: 0)
            if slots.count > Self.keepCount { slots.removeLast() }
            return made
        }
    }

    private func work(_ query: CoverageQuery, _ profile: Int, _ snapshot: RoutingSnapshot) -> Coverage {
        let filter = KindFilter(query.kinds, in: dataset)
        let all = dataset.travel.structures(profile: profile)
        var rows: [Int] = []
        var approximate = 0
        var withoutPosition = 0
        var withoutHours = 0
        for row in 0..<dataset.structureCount
        where filter.contains(dataset.structureFile.kindIndex[row]) && dataset.structure(at: row).status.isOffered {
            if let moment = query.openAt {
                let state = dataset.opening(ofStructure: row, at: moment).state
                // Never taken for open on a guess.
                if state == .unknown { withoutHours += 1 }
                guard state == .open else { continue }
            }
            if row < all.count {
                rows.append(row)
                if dataset.structure(at: row).accuracyMetres != nil { approximate += 1 }
            } else {
                withoutPosition += 1
            }
        }
        let places = PlaceSet(points: rows.map { all.points[$0] }, on: snapshot.graph, profile: profile)
        return Coverage(
            query: query, closuresVersion: snapshot.closureVersion, closureRevision: snapshot.closureRevision,
            structures: rows, approximateCount: approximate, withoutPosition: withoutPosition,
            withoutHours: withoutHours, isEstimate: snapshot.graph.isSample,
            field: snapshot.coverage(of: places), profile: profile, settlements: settlements(profile: profile),
            dataset: dataset)
    }

    private func settlements(profile: Int) -> SettlementPoints {
        settlements.withLock { known in
            if let found = known[profile] { return found }
            let made = SettlementPoints(dataset, profile: profile)
            known[profile] = made
            return made
        }
    }
}
