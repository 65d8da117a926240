internal import GeoIndex
internal import Routing

extension NearestSearch {
    /// The answer by travel time; what cannot be reached comes last, with the reason.
    func byRoad(
        _ count: Int, profile: Int, mode: String, _ snapshot: RoutingSnapshot, among candidates: RowSet?,
        where fits: (Int) -> Bool
    ) -> [NearestAnswer.Result] {
        guard let origin = snapshot.graph.point(at: query.origin, profile: profile) else {
            return straight(count, among: candidates, where: fits).map { result in
                var result = result
                result.travel.noRoute = .originOffNetwork(maximumMetres: 2000)
                return result
            }
        }
        let places = dataset.travel.structures(profile: profile)
        var rows = snapshot.nearest(count, from: origin, among: places, where: fits).map(\.place)
        let competent =
            competent(from: origin, places, snapshot, where: fits) ?? competentThroughTheAir(where: fits)?.index
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
        return rows.prefix(count).map { result($0, travel(to: $0, from: origin, places, mode, snapshot)) }
    }

    /// The competent structure soonest reached: the one that was named, else of few each is asked, of many the search
    /// comes upon one soon; nothing when none can be reached.
    private func competent(
        from origin: RoutePoint, _ places: PlaceSet, _ snapshot: RoutingSnapshot, where fits: (Int) -> Bool
    ) -> Int? {
        if let named = named(where: fits) { return named.index }
        var few: [Int] = []
        // Those without a position stand behind all that have one.
        for row in competentRows where row < places.points.count && fits(row) {
            few.append(row)
            guard few.count <= Self.fewByRoad else {
                return snapshot.nearest(1, from: origin, among: places, where: { fits($0) && isCompetent($0) })
                    .first?.place
            }
        }
        return few.compactMap { row in
            places.points[row].flatMap { snapshot.milliseconds(from: origin, to: $0) }.map { (time: $0, row: row) }
        }.min { ($0.time, $0.row) < ($1.time, $1.row) }?.row
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

    /// The same answer with the short ways gone on foot, for somebody who names no mode.
    func walkingShortWays(
        _ results: [NearestAnswer.Result], _ snapshot: RoutingSnapshot
    ) -> [NearestAnswer.Result] {
        guard results.contains(where: { $0.travel.noRoute == nil && $0.travel.metres <= TravelMode.walkMetres }),
            let profile = snapshot.graph.profile(named: TravelMode.walking),
            let origin = snapshot.graph.point(at: query.origin, profile: profile)
        else { return results }
        let places = dataset.travel.structures(profile: profile)
        return results.map { result in
            guard result.travel.noRoute == nil, result.travel.metres <= TravelMode.walkMetres else { return result }
            let onFoot = travel(to: result.row, from: origin, places, TravelMode.walking, snapshot)
            guard onFoot.noRoute == nil, onFoot.metres <= TravelMode.walkMetres else { return result }
            return self.result(result.row, onFoot)
        }
    }

    private func travel(
        to row: Int, from origin: RoutePoint, _ places: PlaceSet, _ mode: String, _ snapshot: RoutingSnapshot
    ) -> NearestAnswer.Travel {
        guard let goal = places.points[row] else {
            return unreached(row, .destinationOffNetwork(maximumMetres: 2000))
        }
        switch snapshot.route(from: origin, to: goal) {
        case .success(let route):
            return NearestAnswer.Travel(
                mode: mode, seconds: route.seconds, metres: route.metres, uncertainMetres: uncertainty(row),
                isReckoned: route.isEstimate, usesFerry: route.usesFerry, doubts: route.doubts)
        case .failure(let reason): return unreached(row, reason)
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
