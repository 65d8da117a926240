internal import COsmium
internal import GeoIndex
internal import Routing

/// Completes ferry ways from the route relations they belong to.
struct OSMFerryRoutes {
    private struct Route {
        var tags: OSMTags
        var ways: Set<Int64>
        var seconds: Int?
    }

    /// Tags of a route that apply to each of its ways.
    private static let inherited = [
        "name", "ref", "operator", "foot", "bicycle", "vehicle", "motor_vehicle", "motorcar", "hgv", "access", "toll",
        "fee", "interval", "opening_hours", "seasonal",
    ]

    private var routes: [Route] = []
    private var routeOfWay: [Int64: Int] = [:]
    private var waiting: [(route: Int, road: OSMRoad)] = []
    /// For each route, the seconds given by its ways themselves.
    private var known: [Int: [Int64: Int]] = [:]

    /// Records a route relation; a way in several routes belongs to the first.
    mutating func add(_ object: OSMObject, _ tags: OSMTags) {
        var route = Route(tags: tags, ways: [], seconds: tags["duration"].flatMap(DurationText.seconds))
        for member in object.members where member.kind == COSMIUM_WAY {
            guard !["platform", "stop"].contains(where: { member.roleText.hasPrefix($0) }) else { continue }
            route.ways.insert(member.ref)
            if routeOfWay[member.ref] == nil { routeOfWay[member.ref] = routes.count }
        }
        routes.append(route)
    }

    /// The road with its route's tags; nil while it waits for its share of the route's duration.
    mutating func complete(_ road: OSMRoad) -> OSMRoad? {
        guard let index = routeOfWay[road.id] else {
            // A pier in the role `platform` is not a ferry.
            return road.tags.has("route", "ferry") ? road : nil
        }
        let route = routes[index]
        var road = road
        let added = Self.inherited.compactMap { key in route.tags[key].map { (key: key, value: $0) } }
        road.tags = road.tags.completed(from: [(key: "route", value: "ferry")] + added)
        if let own = road.tags["duration"].flatMap(DurationText.seconds) {
            known[index, default: [:]][road.id, default: 0] += own
            return road
        }
        guard route.seconds != nil, !road.tags.has("duration") else { return road }
        waiting.append((index, road))
        return nil
    }

    /// Returns the ways that waited. When all ways of a route are in the file, the rest of its duration is distributed
    /// by length among those without one.
    mutating func finish() -> [OSMRoad] {
        var metres: [Int: Double] = [:]
        var seen: [Int: Set<Int64>] = [:]
        for (index, road) in waiting {
            metres[index, default: 0] += road.line.metres
            seen[index, default: []].insert(road.id)
        }
        defer { waiting = [] }
        return waiting.map { index, road in
            let route = routes[index]
            let own = known[index] ?? [:]
            let isWhole = route.ways.isSubset(of: seen[index, default: []].union(own.keys))
            let left = (route.seconds ?? 0) - own.values.reduce(0, +)
            guard isWhole, left > 0, let total = metres[index], total > 0 else { return road }
            let share = Int((Double(left) * road.line.metres / total).rounded())
            var road = road
            road.tags = road.tags.completed(from: [(key: "duration", value: DurationText.text(share))])
            return road
        }
    }

}

extension [Coordinate] {
    /// The length of the line through the positions, in metres.
    var metres: Double { zip(self, dropFirst()).reduce(0) { $0 + Geodesic.distance(from: $1.0, to: $1.1) } }
}
