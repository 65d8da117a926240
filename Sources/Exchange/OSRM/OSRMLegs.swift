package import Routing

/// The points between which the legs of a route lead.
package enum OSRMLegs {
    /// The two ends of a leg.
    package typealias Leg = (from: RoutePoint, to: RoutePoint)

    /// The points as they are: at a waypoint the way may turn back.
    package static func free(_ points: [RoutePoint]) -> [Leg] {
        zip(points, points.dropFirst()).map { (from: $0, to: $1) }
    }

    /// The points with the directions in which the way of least time passes them when it turns back at none; nil when there
    /// is no such way. Four times as many searches as there are legs.
    package static func straight(
        _ points: [RoutePoint], in snapshot: RoutingSnapshot, rest: () async throws -> Void
    ) async throws -> [Leg]? {
        // For every way of passing a point: the point so passed, the time to it and the way of passing the point before.
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

    /// A point passed the one way along its segment and the other.
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
