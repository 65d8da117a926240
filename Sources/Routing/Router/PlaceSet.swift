import Caching
public import GeoIndex

/// Coordinates joined to the network once for a profile, such as all structures, for use in matrices and nearest
/// searches.
///
/// Keeps the searches from its places in the metrics used last. Safe to share between threads.
public final class PlaceSet: Sendable {
    /// The index of the profile in the graph.
    public let profile: Int
    /// The points where the coordinates join the network; nil when no road that the profile may use is near.
    public let points: [RoutePoint?]

    private let graph: RoadGraph
    private let placesOnSegment: [Int: [Int]]
    private struct Key: Hashable {
        var revision: UInt64
        var direction: SearchDirection
    }
    private let kept = Memo<Key, TargetLabels>(limit: 3)

    /// Joins coordinates to the network. O(coordinates · log segments).
    public convenience init(
        _ coordinates: [Coordinate], on graph: RoadGraph, profile: Int, maximumMetres: Double = RoadGraph.snapMetres
    ) {
        self.init(
            points: coordinates.map { graph.point(at: $0, profile: profile, maximumMetres: maximumMetres) },
            on: graph, profile: profile)
    }

    /// Creates a set of points that were joined before.
    public init(points: [RoutePoint?], on graph: RoadGraph, profile: Int) {
        self.graph = graph
        self.profile = profile
        self.points = points
        var places: [Int: [Int]] = [:]
        for (index, point) in points.enumerated() {
            for segment in Set(point?.snaps.map(\.position.segment) ?? []) {
                places[segment, default: []].append(index)
            }
        }
        placesOnSegment = places
    }

    /// The number of places.
    public var count: Int { points.count }

    /// The searches from all places in a metric, computed when needed and kept for the last few metrics.
    func labels(in metric: Metric, _ direction: SearchDirection) -> TargetLabels {
        kept.value(Key(revision: metric.revision, direction: direction)) {
            let seeds = points.map { point -> [Seed] in
                guard let point else { return [] }
                return direction == .forward
                    ? graph.targets(point, in: metric, timesStraightLegs: true)
                    : graph.sources(point, in: metric, timesStraightLegs: true)
            }
            return TargetLabels(seeds, in: metric, direction)
        }
    }

    /// Whether any place joins the network on a segment.
    func hasPlace(onSegment segment: Int) -> Bool { placesOnSegment[segment] != nil }

    /// The places on the same segments as a point that it reaches (or that reach it) without passing a junction.
    func direct(with point: RoutePoint, in metric: Metric, _ direction: SearchDirection) -> [TargetQuery.Hit] {
        var hits: [TargetQuery.Hit] = []
        for (place, snap) in point.snaps.enumerated() {
            let segment = snap.position.segment
            guard !point.snaps[..<place].contains(where: { $0.position.segment == segment }) else { continue }
            for index in placesOnSegment[segment] ?? [] {
                guard let other = points[index] else { continue }
                let (from, to) = direction == .forward ? (point, other) : (other, point)
                if let way = graph.direct(from: from, to: to, in: metric, timesStraightLegs: true) {
                    hits.append(TargetQuery.Hit(target: index, time: way.time))
                }
            }
        }
        return hits.sorted { ($0.time, $0.target) < ($1.time, $1.target) }
    }
}

/// The direction of a trip.
public enum TravelDirection: Sendable {
    /// From the point to the places.
    case outward
    /// From the places to the point.
    case inward

    var search: SearchDirection { self == .outward ? .forward : .backward }
}
