internal import GeoIndex
internal import Routing

/// One nearest question at work: which structures fit, and how far each is.
struct NearestSearch {
    let query: NearestQuery
    let dataset: Dataset
    /// Municipality of the origin.
    let match: MunicipalityMatch?
    private let kinds: KindFilter

    init(_ query: NearestQuery, in dataset: Dataset) {
        self.query = query
        self.dataset = dataset
        match = dataset.municipality(containing: query.origin)
        kinds = KindFilter(query.kinds, in: dataset)
    }

    private var structures: StructureFile { dataset.structureFile }

    /// Whether the structure in `row` is of a wanted kind and works.
    private func fits(_ row: Int) -> Bool {
        kinds.contains(structures.kindIndex[row]) && structures.status(at: row).isOffered
    }

    /// Whether the structure in `row` is the origin's municipality's own and competent for its residents.
    private func isCompetent(_ row: Int) -> Bool {
        match.map { UInt32($0.row) == structures.municipalityIndex[row] } ?? false
            && dataset.kind(ofStructure: row).isMunicipal
    }

    /// Fitting structures of the origin's municipality that have no position.
    var withoutPosition: Int {
        match.map { structures.rows(ofMunicipality: $0.row).count { fits($0) && structures.coordinate(at: $0) == nil } }
            ?? 0
    }

    /// The competent structure nearest through the air.
    private var competentThroughTheAir: Neighbour? {
        guard let match else { return nil }
        return structures.rows(ofMunicipality: match.row).lazy
            .filter { fits($0) && isCompetent($0) }
            .compactMap { row in structures.coordinate(at: row).map { neighbour(row, at: $0) } }
            .min { ($0.metres, $0.index) < ($1.metres, $1.index) }
    }

    private func neighbour(_ row: Int, at coordinate: Coordinate) -> Neighbour {
        Neighbour(index: row, metres: Geodesic.distance(from: query.origin, to: coordinate))
    }

    /// The answer by distance through the air.
    func straight() -> [NearestAnswer.Result] {
        var found = structures.tree.nearest(to: query.origin, count: query.limit, where: fits)
        if let competent = competentThroughTheAir {
            found.removeAll { $0.index == competent.index }
            found.insert(competent, at: 0)
        }
        return found.prefix(query.limit).map { result($0.index, throughTheAir($0)) }
    }

    /// The answer by travel time; what cannot be reached comes last, with the reason.
    func byRoad(profile: Int, mode: String, _ snapshot: RoutingSnapshot) -> [NearestAnswer.Result] {
        guard let origin = snapshot.graph.point(at: query.origin, profile: profile) else {
            return straight().map { result in
                var result = result
                result.travel.noRoute = .originOffNetwork(maximumMetres: 2000)
                return result
            }
        }
        let places = dataset.travel.structures(profile: profile)
        var rows = snapshot.nearest(query.limit, from: origin, among: places, where: fits).map(\.place)
        let competent =
            snapshot.nearest(1, from: origin, among: places, where: { fits($0) && isCompetent($0) }).first?.place
            ?? competentThroughTheAir?.index
        if rows.count < query.limit {
            let reached = Set(rows)
            rows += structures.tree.nearest(to: query.origin, count: query.limit - rows.count) {
                fits($0) && !reached.contains($0)
            }.map(\.index)
        }
        if let competent {
            rows.removeAll { $0 == competent }
            rows.insert(competent, at: 0)
        }
        return rows.prefix(query.limit).map { result($0, travel(to: $0, from: origin, places, mode, snapshot)) }
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
            var result = result
            result.travel = onFoot
            return result
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
                isReckoned: route.isEstimate, usesFerry: route.usesFerry)
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

    private func throughTheAir(_ found: Neighbour) -> NearestAnswer.Travel {
        NearestAnswer.Travel(
            mode: TravelMode.straight, seconds: nil, metres: found.metres, uncertainMetres: uncertainty(found.index))
    }

    private func uncertainty(_ row: Int) -> Double {
        query.originAccuracyMetres + (structures.accuracyMetres(at: row) ?? 0)
    }

    private func result(_ row: Int, _ travel: NearestAnswer.Travel) -> NearestAnswer.Result {
        NearestAnswer.Result(dataset: dataset, row: row, isCompetent: isCompetent(row), travel: travel)
    }
}
