package import Geocoding
package import Records
package import Routing

/// A route with its question, or the reason why there is none.
package struct RouteAnswer: Sendable {
    /// The origin.
    package var origin: GeocodeResult
    /// The destination.
    package var destination: GeocodeResult
    /// The travel mode.
    package var mode: String
    /// The route, or the reason why there is none.
    package var route: Result<Route, NoRoute>
    /// The version of the closures that apply.
    package var closuresVersion: Int
    /// The state of conditional roads; nil when there are none.
    package var moment: RoadMoment?
}

/// Travel times from each origin (rows) to each destination (columns).
package struct MatrixAnswer: Sendable {
    /// The origins.
    package var origins: [GeocodeResult]
    /// The destinations.
    package var destinations: [GeocodeResult]
    /// The travel mode.
    package var mode: String
    /// Travel times in milliseconds; nil without a route.
    package var milliseconds: [[Int?]]
    /// Whether the times are estimates.
    package var isEstimate: Bool
    /// The version of the closures that apply.
    package var closuresVersion: Int
    /// The state of conditional roads; nil when there are none.
    package var moment: RoadMoment?
}

/// The areas reached within given times, or the reason why there are none.
package struct IsochroneAnswer: Sendable {
    /// The place from which, or to which, people travel.
    package var origin: GeocodeResult
    /// The travel mode.
    package var mode: String
    /// Whether people travel to the place instead of from it.
    package var isReverse: Bool
    /// The areas, or the reason why there are none.
    package var isochrones: Result<[Isochrone], NoRoute>
    /// The version of the closures that apply.
    package var closuresVersion: Int
    /// The state of conditional roads; nil when there are none.
    package var moment: RoadMoment?
}

/// Answers to travel questions. Each uses a single snapshot of the roads.
extension ServiceLocator {
    /// Returns the fastest route between two places at `instant`, or now.
    package func route(
        from origin: GeocodeResult, to destination: GeocodeResult, mode: String, at instant: UTCInstant? = nil
    ) -> RouteAnswer {
        let snapshot = dataset.travel.snapshot(at: instant)
        return RouteAnswer(
            origin: origin, destination: destination, mode: mode,
            route: snapshot.route(from: origin.coordinate, to: destination.coordinate, profile: mode),
            closuresVersion: snapshot.closureVersion, moment: dataset.travel.moment(of: snapshot, at: instant))
    }

    /// Returns the travel times between places; all nil for an unknown mode. O((origins + destinations) · log roads +
    /// origins · destinations).
    package func matrix(
        from origins: [GeocodeResult], to destinations: [GeocodeResult], mode: String, at instant: UTCInstant? = nil
    ) -> MatrixAnswer {
        let snapshot = dataset.travel.snapshot(at: instant)
        let graph = snapshot.graph
        let profile = graph.profile(named: mode)
        func points(_ places: [GeocodeResult]) -> [RoutePoint?] {
            places.map { place in profile.flatMap { graph.point(at: place.coordinate, profile: $0) } }
        }
        let (from, to) = (points(origins), points(destinations))
        let isFar = (from + to).contains { ($0?.snap.metres ?? 0) > RoutingSnapshot.longStraightLeg }
        return MatrixAnswer(
            origins: origins, destinations: destinations, mode: mode,
            milliseconds: profile.map { snapshot.matrix(from: from, to: PlaceSet(points: to, on: graph, profile: $0)) }
                ?? origins.map { _ in destinations.map { _ in nil } },
            isEstimate: isFar || graph.isSample, closuresVersion: snapshot.closureVersion,
            moment: dataset.travel.moment(of: snapshot, at: instant))
    }

    /// Returns the areas that are reached from a place, or from which it is reached, within given minutes.
    package func isochrones(
        of origin: GeocodeResult, minutes: [Double], mode: String, isReverse: Bool, at instant: UTCInstant? = nil
    ) -> IsochroneAnswer {
        let snapshot = dataset.travel.snapshot(at: instant)
        let graph = snapshot.graph
        var answer = IsochroneAnswer(
            origin: origin, mode: mode, isReverse: isReverse, isochrones: .failure(.unknownProfile(mode)),
            closuresVersion: snapshot.closureVersion, moment: dataset.travel.moment(of: snapshot, at: instant))
        guard let profile = graph.profile(named: mode) else { return answer }
        guard let point = graph.point(at: origin.coordinate, profile: profile) else {
            answer.isochrones = .failure(.originOffNetwork(maximumMetres: RoadGraph.snapMetres))
            return answer
        }
        answer.isochrones = .success(
            minutes.map {
                snapshot.isochrone(from: point, milliseconds: Int($0 * 60_000), isReverse ? .inward : .outward)
            })
        return answer
    }
}
