internal import GeoIndex
internal import OpeningHours
internal import Records
internal import Routing

extension NearestSearch {
    /// A structure and the route to it.
    private typealias Trip = (row: Int, travel: NearestAnswer.Travel)

    /// Returns the results by travel time. Structures without a route come last, with the reason.
    ///
    /// - Parameter walksShortWays: Whether short routes become routes on foot, because the person chose no mode.
    func byRoad(
        _ count: Int, profile: Int, mode: String, walksShortWays: Bool, _ snapshot: RoutingSnapshot,
        among candidates: RowSet?, where fits: (Int) -> Bool
    ) -> [NearestAnswer.Result] {
        guard let origin = snapshot.graph.point(at: query.origin, profile: profile) else {
            return straight(count, among: candidates, where: fits).map { result in
                var result = result
                result.travel.noRoute = .originOffNetwork(maximumMetres: RoadGraph.snapMetres)
                return result
            }
        }
        let places = dataset.travel.structures(profile: profile)
        var trips = snapshot.withTrips(from: origin, to: places) { trips in
            var rows = trips.nearest(count, where: fits).map(\.place)
            let competent =
                competent(trips, places, among: rows, where: fits) ?? competentThroughTheAir(where: fits)?.index
            if rows.count < count {
                let reached = Set(rows)
                rows += throughTheAir(count - rows.count, among: candidates) {
                    fits($0) && !reached.contains($0)
                }.map(\.index)
            }
            if let competent {
                rows.removeAll { $0 == competent }
                rows.insert(competent, at: 0)
            }
            return travel(to: Array(rows.prefix(count)), trips, mode)
        }
        if walksShortWays { walkShortWays(&trips, snapshot) }
        return trips.map { result($0.row, $0.travel) }
    }

    /// Returns the competent structure that is reached first, or the one that was named; nil when none can be reached.
    /// Up to ``fewByRoad`` candidates are tested one by one; among more, a search finds one soon.
    ///
    /// - Parameter nearest: The matching structures that are reached first, in order.
    private func competent(
        _ trips: PlaceTrips, _ places: PlaceSet, among nearest: [Int], where fits: (Int) -> Bool
    ) -> Int? {
        if let named = named(where: fits) { return named.index }
        var few: [Int] = []
        // Rows without a position come after all rows with one.
        for row in competentRows where row < places.count && fits(row) {
            few.append(row)
            guard few.count <= Self.fewByRoad else {
                return nearest.first(where: isCompetent)
                    ?? trips.nearest(1, where: { fits($0) && isCompetent($0) }).first?.place
            }
        }
        return few.compactMap { row in trips.milliseconds(to: row).map { (time: $0, row: row) } }
            .min { ($0.time, kindPlace($0.row), $0.row) < ($1.time, kindPlace($1.row), $1.row) }?.row
    }

    /// Maximum number of rows that are tested one by one instead of by a search among all.
    private static let fewByRoad = 8

    /// Returns the structures that are open when a person who leaves at the time of the question arrives. O(structures
    /// · height of the hierarchy).
    func openOnArrival(profile: Int, _ snapshot: RoutingSnapshot) -> Set<Int> {
        guard let origin = snapshot.graph.point(at: query.origin, profile: profile) else { return [] }
        let times = snapshot.times(from: origin, to: dataset.travel.structures(profile: profile))
        var open: Set<Int> = []
        for (row, time) in times.enumerated() {
            guard let time, fits(row) else { continue }
            let arrival = query.instant.adding(seconds: Int((Double(time) / 1000).rounded()))
            if dataset.hoursState(ofStructure: row, at: arrival) == .open { open.insert(row) }
        }
        return open
    }

    /// Replaces short routes by routes on foot.
    private func walkShortWays(_ trips: inout [Trip], _ snapshot: RoutingSnapshot) {
        func isShort(_ travel: NearestAnswer.Travel) -> Bool {
            travel.noRoute == nil && travel.metres <= TravelMode.walkMetres
        }
        guard trips.contains(where: { isShort($0.travel) }),
            let profile = snapshot.graph.profile(named: TravelMode.walking),
            let origin = snapshot.graph.point(at: query.origin, profile: profile)
        else { return }
        snapshot.withTrips(from: origin, to: dataset.travel.structures(profile: profile)) { walks in
            let short = trips.indices.filter { isShort(trips[$0].travel) }
            let onFoot = travel(to: short.map { trips[$0].row }, walks, TravelMode.walking)
            for (index, walk) in zip(short, onFoot) where isShort(walk.travel) { trips[index] = walk }
        }
    }

    private func travel(to rows: [Int], _ trips: PlaceTrips, _ mode: String) -> [Trip] {
        zip(rows, trips.lengths(to: rows)).map { Trip($0, travel(to: $0, $1, mode)) }
    }

    private func travel(
        to row: Int, _ length: Result<TripLength, NoRoute>?, _ mode: String
    ) -> NearestAnswer.Travel {
        switch length {
        case nil: return unreached(row, .destinationOffNetwork(maximumMetres: RoadGraph.snapMetres))
        case .failure(let reason): return unreached(row, reason)
        case .success(let way):
            return NearestAnswer.Travel(
                mode: mode, seconds: way.seconds, metres: way.metres, uncertainMetres: uncertainty(row),
                isInterpolated: way.isEstimate, usesFerry: way.usesFerry, doubts: way.doubts)
        }
    }

    private func unreached(_ row: Int, _ reason: NoRoute) -> NearestAnswer.Travel {
        guard let coordinate = structures.coordinate(at: row) else {
            return NearestAnswer.Travel(
                mode: TravelMode.straight, seconds: nil, metres: .nan, uncertainMetres: 0, noRoute: reason)
        }
        var travel = throughTheAir(neighbour(row, at: coordinate))
        travel.noRoute = reason
        return travel
    }
}
