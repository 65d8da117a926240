internal import Routing

/// Answers all questions about a dataset. Copies share what is kept, so that one locator serves all requests.
public struct ServiceLocator: Sendable {
    /// The dataset.
    public let dataset: Dataset
    /// The coverages that copies of this locator share.
    package let coverages: CoverageService

    /// Creates a locator for `dataset`.
    public init(dataset: Dataset) {
        self.dataset = dataset
        coverages = CoverageService(dataset: dataset)
    }

    /// Returns the structures nearest to a position.
    ///
    /// The nearest competent structure comes first, then the others by travel time, then those without a route, with
    /// the reason, then those without a point on the map. A structure whose record is overdue for a check changes places
    /// with fresh ones of its kind that come later. Suspended, planned and closed structures are not among the
    /// results. Structures for which a property in the filter is unknown are listed separately.
    ///
    /// O(log n + limit), plus the structures of one municipality and the searches on the roads. With a filter O(n /
    /// 64), plus what ``FilterIndex`` computes once per minute.
    public func nearest(_ query: NearestQuery) -> NearestAnswer {
        var answer = found(query)
        if query.filter.opening != .any, !answer.results.contains(where: \.isCompetent) {
            answer.nextBest = opensLater(query).map { [$0] } ?? []
        }
        if answer.results.isEmpty {
            answer.nextBest += nextBest(query, knowing: answer.nextBest)
        } else if !answer.results.contains(where: \.isCompetent) {
            // Structures of other municipalities may not serve this person; the own municipality knows who does.
            answer.nextBest += whomToAsk(query, except: answer.results + answer.nextBest.map(\.result))
        }
        return answer
    }

    private func found(_ query: NearestQuery) -> NearestAnswer {
        let search = NearestSearch(query, in: dataset)
        var answer = NearestAnswer(
            origin: query.origin, municipality: search.match, results: [], notOffered: search.notOffered,
            instant: query.instant, withoutPosition: search.withoutPosition)
        let roads = Roads(query, in: dataset)
        answer.closuresVersion = roads?.snapshot.closureVersion
        let arriving = query.filter.opening == .onArrival
        let open = arriving ? roads.map { search.openOnArrival(profile: $0.profile, $0.snapshot) } ?? [] : nil
        answer.results = results(search, query, roads, among: search.test?.passing) { row in
            search.fits(row) && (open?.contains(row) ?? true)
        }
        answer.putOverdueLast(on: dataset.date(at: query.instant), in: dataset)
        guard let test = search.test else { return answer }
        answer.unknownCounts = test.unknownCounts
        if !answer.unknownCounts.isEmpty {
            answer.uncertain = results(
                search, query, roads, among: test.uncertain, where: test.uncertain.contains)
            for index in answer.uncertain.indices {
                answer.uncertain[index].unknown = test.unknown(answer.uncertain[index].row)
            }
        }
        return answer
    }

    /// The roads for a query.
    private struct Roads {
        let mode: String
        let profile: Int
        let snapshot: RoutingSnapshot
        let walksShortWays: Bool

        init?(_ query: NearestQuery, in dataset: Dataset) {
            guard !dataset.travel.isEmpty else { return nil }
            mode = query.mode ?? TravelMode.driving
            guard let profile = dataset.travel.graph.profile(named: mode) else { return nil }
            self.profile = profile
            snapshot = dataset.travel.snapshot(at: query.instant)
            walksShortWays = query.mode == nil
        }
    }

    private func results(
        _ search: NearestSearch, _ query: NearestQuery, _ roads: Roads?, among rows: RowSet?,
        where fits: (Int) -> Bool
    ) -> [NearestAnswer.Result] {
        var results: [NearestAnswer.Result]
        if let roads {
            results = search.byRoad(
                query.limit, profile: roads.profile, mode: roads.mode, walksShortWays: roads.walksShortWays,
                roads.snapshot, among: rows, where: fits)
        } else {
            results = search.straight(query.limit, among: rows, where: fits)
        }
        let placeless = search.placeless(others: query.limit - results.count, where: fits)
        guard !placeless.isEmpty else { return results }
        // A competent structure comes first, with or without a point on the map. Competent ones of which only the
        // municipality is known come before those that are certainly farther away.
        let unlocated = placeless.filter { $0.isCompetent && $0.travel.mode == TravelMode.unlocated }
        results.insert(contentsOf: unlocated, at: results.first?.isCompetent == true ? 1 : 0)
        let known = Set(unlocated.map(\.row))
        results += placeless.filter { !known.contains($0.row) }
        if results.first?.isCompetent != true, let right = results.firstIndex(where: \.isCompetent) {
            results.insert(results.remove(at: right), at: 0)
        }
        return Array(results.prefix(query.limit))
    }
}

/// A set of kinds with look-up by row. O(1).
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
