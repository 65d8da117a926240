internal import GeoIndex
internal import OpeningHours
internal import Records
internal import Routing

extension NearestSearch {
    /// A structure and the way to it.
    private typealias Trip = (row: Int, travel: NearestAnswer.Travel)

    /// The answer by travel time; what cannot be reached comes last, with the reason. Short ways are gone on foot for
    /// somebody who names no mode, where `walksShortWays` says so.
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
            let competent = competent(trips, places, where: fits) ?? competentThroughTheAir(where: fits)?.index
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

    /// The competent structure soonest reached: the one that was named, else of few each is asked, of many the search
    /// comes upon one soon; nothing when none can be reached.
    private func competent(_ trips: PlaceTrips, _ places: PlaceSet, where fits: (Int) -> Bool) -> Int? {
        if let named = named(where: fits) { return named.index }
        var few: [Int] = []
        // Those without a position stand behind all that have one.
        for row in competentRows where row < places.count && fits(row) {
            few.append(row)
            guard few.count <= Self.fewByRoad else {
                return trips.nearest(1, where: { fits($0) && isCompetent($0) }).first?.place
            }
        }
        return few.compactMap { row in trips.milliseconds(to: row).map { (time: $0, row: row) } }
            .min { ($0.time, $0.row) < ($1.time, $1.row) }?.row
    }

    /// So many rows are asked for one by one rather than sought among all.
    private static let fewByRoad = 8

    /// The structures open for somebody who sets out now, by the time the way takes: what the hours say is asked of each
    /// at its own arrival. O(structures · height of the hierarchy).
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

    /// Goes the short ones of some ways on foot.
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
                isReckoned: way.isEstimate, usesFerry: way.usesFerry, doubts: way.doubts)
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
