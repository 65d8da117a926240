package import Geocoding
package import Records
package import Routing

/// A route asked for, or why there is none.
package struct RouteAnswer: Sendable {
    package var origin: GeocodeResult
    package var destination: GeocodeResult
    package var mode: String
    package var route: Result<Route, NoRoute>
    package var closuresVersion: Int
    package var moment: RoadMoment?
}

/// Times from each origin (rows) to each destination (columns).
package struct MatrixAnswer: Sendable {
    package var origins: [GeocodeResult]
    package var destinations: [GeocodeResult]
    package var mode: String
    /// Milliseconds; nil without a way.
    package var milliseconds: [[Int?]]
    package var isEstimate: Bool
    package var closuresVersion: Int
    package var moment: RoadMoment?
}

/// What is reached within some times, or why nothing is.
package struct IsochroneAnswer: Sendable {
    package var origin: GeocodeResult
    package var mode: String
    package var isReverse: Bool
    package var isochrones: Result<[Isochrone], NoRoute>
    package var closuresVersion: Int
    package var moment: RoadMoment?
}

/// Answers to questions of travel, each from one snapshot of the roads.
extension ServiceLocator {
    /// The way of least time between two places, for somebody who travels at `instant`: now unless given.
    package func route(
        from origin: GeocodeResult, to destination: GeocodeResult, mode: String, at instant: UTCInstant? = nil
    ) -> RouteAnswer {
        let snapshot = dataset.travel.snapshot(at: instant)
        return RouteAnswer(
            origin: origin, destination: destination, mode: mode,
            route: snapshot.route(from: origin.coordinate, to: destination.coordinate, profile: mode),
            closuresVersion: snapshot.closureVersion, moment: dataset.travel.moment(of: snapshot, at: instant))
    }

    /// The times between places; nothing reached for a mode the roads do not know. O((origins + destinations) · log
    /// roads + origins · destinations).
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

    /// What is reached from a place, or who reaches it, within some numbers of minutes.
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
