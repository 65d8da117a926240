/// Many points of one profile, such as those of a grid, arranged so that a field can be read at all of them at once.
///
/// Independent of closures: created once and used for every field.
public struct PointColumns: Sendable {
    /// The value of ``CoverageField/milliseconds(at:)-(PointColumns)`` for a point from which there is no way.
    public static let noRoute = UInt32.max - 2
    /// Its value for a point with no road nearby that the profile may use.
    public static let offNetwork = UInt32.max - 1

    /// A place where a point joins the network.
    struct Join {
        var segment: UInt32
        var straight: TravelWeight
        var fraction: Double
        /// The ranks of the nodes reached by travelling along and against the segment.
        var along: UInt32
        var against: UInt32
    }

    let points: [RoutePoint?]
    let joins: [Join]
    let first: [UInt32]

    /// The number of points.
    public var count: Int { points.count }

    /// Arranges points of one profile. O(points).
    public init(_ points: [RoutePoint?], on graph: RoadGraph) {
        var joins: [Join] = []
        var first: [UInt32] = [0]
        joins.reserveCapacity(points.count)
        first.reserveCapacity(points.count + 1)
        for point in points {
            for snap in point?.snaps ?? [] {
                let segment = snap.position.segment
                func rank(_ arc: Int) -> UInt32 {
                    graph.hierarchy.rankOf[graph.departureNode(over: arc, profile: point?.profile ?? 0)]
                }
                joins.append(
                    Join(
                        segment: UInt32(segment), straight: RoadGraph.straightTime(snap),
                        fraction: snap.position.fraction, along: rank(2 * segment), against: rank(2 * segment + 1)))
            }
            first.append(UInt32(joins.count))
        }
        self.points = points
        self.joins = joins
        self.first = first
    }
}

extension CoverageField {
    /// Milliseconds from every point to the place reached soonest; the same values as
    /// ``milliseconds(at:)-(RoutePoint)``. For outward fields only. Some ten nanoseconds a point.
    public func milliseconds(at columns: PointColumns) -> [UInt32] {
        precondition(direction == .outward, "only fields of trips to the places")
        var result = [UInt32](repeating: PointColumns.offNetwork, count: columns.count)
        for index in 0..<columns.count {
            let range = Int(columns.first[index])..<Int(columns.first[index + 1])
            guard !range.isEmpty else { continue }
            var best = TravelWeight.unreachable
            var isBesidePlace = false
            for join in columns.joins[range] {
                let segment = Int(join.segment)
                isBesidePlace = isBesidePlace || places.hasPlace(onSegment: segment)
                for direction in 0...1 {
                    let weight = metric.weight(ofNetworkArc: 2 * segment + direction)
                    guard weight < .unreachable else { continue }
                    let left = direction == 0 ? 1 - join.fraction : join.fraction
                    let rest = RoadGraph.part(left, of: weight)
                    let onward = sweep.time(ofRank: Int(direction == 0 ? join.along : join.against))
                    best = min(best, onward.adding(join.straight.adding(rest)))
                }
            }
            // A place on the same street may be reached without passing a junction.
            if isBesidePlace, let point = columns.points[index], let time = milliseconds(at: point) {
                best = min(best, TravelWeight(time))
            }
            result[index] = best < .unreachable ? UInt32(best) : PointColumns.noRoute
        }
        return result
    }
}
