/// The times from everywhere to the nearest of many places, for one set of closures.
public struct CoverageField: Sendable {
    let graph: RoadGraph
    let metric: Metric
    let places: PlaceSet
    let direction: TravelDirection
    let sweep: NearestSweep

    /// The places reached soonest from a point of the same profile, soonest first; at most as many as the field keeps.
    /// Exact.
    public func nearest(at point: RoutePoint) -> [PlaceTime] {
        precondition(point.profile == places.profile, "point and field belong to one profile")
        let seeds =
            direction == .outward
            ? graph.sources(point, in: metric, timesStraightLegs: true)
            : graph.targets(point, in: metric, timesStraightLegs: true)
        var best: [Int: TravelWeight] = [:]
        for seed in seeds {
            for hit in sweep.nearest(ofRank: seed.rank) {
                best[hit.target] = min(best[hit.target] ?? .unreachable, hit.time.adding(seed.time))
            }
        }
        for hit in places.direct(with: point, in: metric, direction.search) {
            best[hit.target] = min(best[hit.target] ?? .unreachable, hit.time)
        }
        return best.filter { $0.value < .unreachable }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .prefix(sweep.count).map { PlaceTime(place: $0.key, milliseconds: Int($0.value)) }
    }

    /// Milliseconds between a point and the place reached soonest; nil when there is none. Exact.
    public func milliseconds(at point: RoutePoint) -> Int? { nearest(at: point).first?.milliseconds }
}

extension RoutingSnapshot {
    /// Computes the field of the places reached soonest, in one pass over the network: a few dozen milliseconds for a
    /// region.
    ///
    /// - Parameters:
    ///   - count: The number of places kept for every node.
    ///   - direction: `outward` for times from everywhere to the places, `inward` for times from the places.
    public func coverage(
        of places: PlaceSet, count: Int = 1, _ direction: TravelDirection = .outward
    ) -> CoverageField {
        let metric = metric(places.profile)
        let seeds = places.points.map { point -> [Seed] in
            guard let point else { return [] }
            return direction == .outward
                ? graph.targets(point, in: metric, timesStraightLegs: true)
                : graph.sources(point, in: metric, timesStraightLegs: true)
        }
        return CoverageField(
            graph: graph, metric: metric, places: places, direction: direction,
            sweep: NearestSweep(max(1, count), targets: seeds, in: metric, direction.search))
    }
}
