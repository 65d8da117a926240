internal import GeoIndex
internal import Routing

/// Answers the main question on one dataset; a value, cheap to make, safe to share.
public struct ServiceLocator: Sendable {
    /// The dataset it answers from.
    public let dataset: Dataset

    /// Creates a locator on `dataset`.
    public init(dataset: Dataset) {
        self.dataset = dataset
    }

    /// Finds the nearest structures: the nearest one competent for the origin's municipality first, then the others,
    /// soonest reached first; those without a way come last and say why. Suspended, planned and closed structures are
    /// never among them. O(log n + limit) beside the structures of one municipality and the roads between.
    public func nearest(_ query: NearestQuery) -> NearestAnswer {
        let search = NearestSearch(query, in: dataset)
        var answer = NearestAnswer(
            origin: query.origin, municipality: search.match, results: [], withoutPosition: search.withoutPosition)
        let mode = query.mode ?? (dataset.travel.isEmpty ? TravelMode.straight : TravelMode.driving)
        guard let profile = dataset.travel.graph.profile(named: mode), !dataset.travel.isEmpty else {
            answer.results = search.straight()
            return answer
        }
        let snapshot = dataset.travel.router.snapshot
        answer.results = search.byRoad(profile: profile, mode: mode, snapshot)
        if query.mode == nil { answer.results = search.walkingShortWays(answer.results, snapshot) }
        answer.closuresVersion = snapshot.closureVersion
        return answer
    }
}

/// A set of kinds as one lookup per structure.
struct KindFilter: Sendable {
    private let wanted: [Bool]

    init(_ codes: [String], in dataset: Dataset) {
        var wanted = [Bool](repeating: codes.isEmpty, count: dataset.kinds.count)
        for code in codes {
            if let row = dataset.kindRow(code: code) { wanted[row] = true }
        }
        self.wanted = wanted
    }

    func contains(_ kind: UInt16) -> Bool { wanted[Int(kind)] }
}
