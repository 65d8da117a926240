/// A place of a set and the time to it.
public struct PlaceTime: Hashable, Sendable {
    /// The index of the place in the set.
    public var place: Int
    /// Milliseconds, including the straight legs at both ends.
    public var milliseconds: Int
}

extension RoutingSnapshot {
    /// The `count` places reached soonest from a point (or from which it is reached soonest), soonest first. Some ten
    /// microseconds.
    ///
    /// `accept` is called at most once per place, in order of time and only as far as needed; places it rejects are
    /// skipped. Returns fewer places when fewer can be reached within the limit.
    public func nearest(
        _ count: Int, from point: RoutePoint, among places: PlaceSet, _ direction: TravelDirection = .outward,
        limitMilliseconds: Int = .max, where accept: (Int) -> Bool = { _ in true }
    ) -> [PlaceTime] {
        precondition(point.profile == places.profile, "point and places belong to one profile")
        guard count > 0, limitMilliseconds >= 0 else { return [] }
        let metric = metric(point.profile)
        let labels = places.labels(in: metric, direction.search)
        let seeds = seeds(point, in: metric, direction)
        let direct = places.direct(with: point, in: metric, direction.search)
        let limit = TravelWeight(min(limitMilliseconds, Int(TravelWeight.unreachable - 1)))
        let hits = router.nearest.with {
            $0.nearest(count, from: seeds, among: labels, in: metric, limit: limit, direct: direct, where: accept)
        }
        return hits.map { PlaceTime(place: $0.target, milliseconds: Int($0.time)) }
    }

    /// Milliseconds between a point and every place of a set; nil when there is no way. O(places · height).
    public func times(
        from point: RoutePoint, to places: PlaceSet, _ direction: TravelDirection = .outward
    ) -> [Int?] {
        precondition(point.profile == places.profile, "point and places belong to one profile")
        let metric = metric(point.profile)
        let labels = places.labels(in: metric, direction.search)
        var row = [TravelWeight](repeating: .unreachable, count: places.count)
        let seeds = seeds(point, in: metric, direction)
        router.labels.with { search in
            search.search(seeds, in: metric, direction.search)
            row.withUnsafeMutableBufferPointer { labels.times(from: search, into: $0) }
        }
        for hit in places.direct(with: point, in: metric, direction.search) {
            row[hit.target] = min(row[hit.target], hit.time)
        }
        return row.map { $0 < .unreachable ? Int($0) : nil }
    }

    /// Milliseconds from each source to each target; nil when there is no way.
    public func matrix(from sources: [RoutePoint?], to targets: PlaceSet) -> [[Int?]] {
        sources.map { source in
            source.map { times(from: $0, to: targets) } ?? Array(repeating: nil, count: targets.count)
        }
    }

    func seeds(_ point: RoutePoint, in metric: Metric, _ direction: TravelDirection) -> [Seed] {
        direction == .outward
            ? graph.sources(point, in: metric, timesStraightLegs: true)
            : graph.targets(point, in: metric, timesStraightLegs: true)
    }
}
