package import Routing

/// Makes the legs of a route through several points.
package enum OSRMLegs {
    /// The two ends of a leg.
    package typealias Leg = (from: RoutePoint, to: RoutePoint)

    /// Returns the legs between the points. The route may turn back at waypoints.
    package static func free(_ points: [RoutePoint]) -> [Leg] {
        zip(points, points.dropFirst()).map { (from: $0, to: $1) }
    }

    /// Returns the legs of the fastest route that does not turn back at waypoints; nil when there is none.
    ///
    /// Each point can be passed in up to two directions per snap, so up to four searches per leg are needed.
    ///
    /// - Parameter rest: Called after each point, to let other work run.
    package static func straight(
        _ points: [RoutePoint], in snapshot: RoutingSnapshot, rest: () async throws -> Void
    ) async throws -> [Leg]? {
        // For each point, the directions in which it can be passed: the point so restricted, the time to it, and the
        // index of the best passing of the previous point.
        var passings: [[(point: RoutePoint, milliseconds: Int, before: Int)]] = [[(points[0], 0, 0)]]
        for (index, point) in points.enumerated().dropFirst() {
            let choices = index == points.count - 1 ? [point] : Self.directed(point)
            var reached: [(point: RoutePoint, milliseconds: Int, before: Int)] = []
            for choice in choices {
                var best: (milliseconds: Int, before: Int)?
                for (before, passing) in passings[index - 1].enumerated() {
                    guard let leg = snapshot.milliseconds(from: passing.point, to: choice) else { continue }
                    let sum = passing.milliseconds + leg
                    if sum < best?.milliseconds ?? .max { best = (sum, before) }
                }
                if let best { reached.append((choice, best.milliseconds, best.before)) }
            }
            guard !reached.isEmpty else { return nil }
            passings.append(reached)
            try await rest()
        }
        var place = passings[points.count - 1].indices.min { a, b in
            passings[points.count - 1][a].milliseconds < passings[points.count - 1][b].milliseconds
        }
        var passed: [RoutePoint] = []
        for choices in passings.reversed() {
            guard let here = place else { return nil }
            passed.append(choices[here].point)
            place = choices[here].before
        }
        return free(passed.reversed())
    }

    /// Returns a point once for each direction in which it can be passed along its segments.
    private static func directed(_ point: RoutePoint) -> [RoutePoint] {
        var result: [RoutePoint] = []
        for snap in point.snaps {
            for direction in [SegmentDirections.forward, .backward] where snap.directions.contains(direction) {
                var snap = snap
                snap.directions = direction
                result.append(RoutePoint(coordinate: point.coordinate, profile: point.profile, snaps: [snap]))
            }
        }
        return result
    }
}
