/// The length of a way, without its line and steps.
public struct TripLength: Hashable, Sendable {
    /// Seconds, including the straight legs at both ends.
    public var seconds: Double
    /// Metres, including the straight legs at both ends.
    public var metres: Double
    /// Whether the way includes a ferry.
    public var usesFerry: Bool
    /// Whether the time is an estimate, because of a long straight leg or a sample network.
    public var isEstimate: Bool
    /// The roads of the way that a condition of unknown state may close, in order.
    public var doubts: [RouteDoubt]

    /// Creates a length.
    public init(seconds: Double, metres: Double, usesFerry: Bool, isEstimate: Bool, doubts: [RouteDoubt]) {
        (self.seconds, self.metres) = (seconds, metres)
        (self.usesFerry, self.isEstimate, self.doubts) = (usesFerry, isEstimate, doubts)
    }
}

/// The ways from one point to the places of a set; a single search from the point serves all calls.
///
/// Valid during the call to ``RoutingSnapshot/withTrips(from:to:_:)`` that provides it.
public struct PlaceTrips {
    private let snapshot: RoutingSnapshot
    private let origin: RoutePoint
    private let places: PlaceSet
    private let metric: Metric
    private let labels: TargetLabels
    private let sources: [Seed]
    private let direct: [TargetQuery.Hit]
    private let query: TargetQuery

    fileprivate init(_ snapshot: RoutingSnapshot, _ origin: RoutePoint, _ places: PlaceSet, _ query: TargetQuery) {
        (self.snapshot, self.origin, self.places, self.query) = (snapshot, origin, places, query)
        metric = snapshot.metric(origin.profile)
        labels = places.labels(in: metric, .forward)
        sources = snapshot.graph.sources(origin, in: metric, timesStraightLegs: true)
        direct = places.direct(with: origin, in: metric, .forward)
        query.search(sources, among: labels, in: metric)
    }

    /// The `count` places reached soonest, soonest first; like
    /// ``RoutingSnapshot/nearest(_:from:among:_:limitMilliseconds:where:)``.
    public func nearest(_ count: Int, where accept: (Int) -> Bool) -> [PlaceTime] {
        query.nearest(count, among: labels, direct: direct, where: accept).map {
            PlaceTime(place: $0.target, milliseconds: Int($0.time))
        }
    }

    /// Milliseconds to a place; nil when there is no way. O(height of the hierarchy).
    public func milliseconds(to place: Int) -> Int? {
        let along = direct.first { $0.target == place }?.time ?? .unreachable
        let time = min(query.time(to: place, among: labels), along)
        return time < .unreachable ? Int(time) : nil
    }

    /// The lengths of the ways that ``RoutingSnapshot/route(from:to:hasStretches:)`` returns to some places, or the
    /// reason why there is none; nil for a place that does not join the network. O(arcs of the ways).
    ///
    /// Places that join at the same point, such as those in one building, share one way.
    public func lengths(to places: [Int]) -> [Result<TripLength, NoRoute>?] {
        var known: [(point: RoutePoint, length: Result<TripLength, NoRoute>)] = []
        return places.map { place in
            guard let target = self.places.points[place] else { return nil }
            if let same = known.first(where: { $0.point == target }) { return same.length }
            let length = length(to: place, target)
            known.append((target, length))
            return length
        }
    }

    private func length(to place: Int, _ target: RoutePoint) -> Result<TripLength, NoRoute> {
        let graph = snapshot.graph
        let over = query.way(from: sources, to: place, among: labels, in: metric)
        let direct = graph.direct(from: origin, to: target, in: metric, timesStraightLegs: true)
        guard let way = snapshot.way(from: origin, to: target, direct: direct, over: over) else {
            return .failure(snapshot.reason(from: origin, to: target))
        }
        return .success(
            TripLength(
                seconds: Double(way.time) / 1000, metres: way.networkMetres + way.straightMetres,
                usesFerry: way.usesFerry, isEstimate: way.isEstimate,
                doubts: way.doubts(in: snapshot, profile: origin.profile)))
    }
}

extension RoutingSnapshot {
    /// Calls `body` with the ways from a point to the places of a set of the same profile. Some ten microseconds.
    public func withTrips<Result>(
        from origin: RoutePoint, to places: PlaceSet, _ body: (PlaceTrips) -> Result
    ) -> Result {
        precondition(origin.profile == places.profile, "point and places belong to one profile")
        let query = router.nearest.take()
        defer { router.nearest.giveBack(query) }
        return body(PlaceTrips(self, origin, places, query))
    }
}
