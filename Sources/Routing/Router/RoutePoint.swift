public import GeoIndex

/// A coordinate joined to the network for a profile: a place where a trip can begin or end.
///
/// Joining does not depend on closures, so the points of structures are computed once.
public struct RoutePoint: Hashable, Sendable {
    /// The coordinate requested.
    public var coordinate: Coordinate
    /// The index of the profile in the graph.
    public var profile: Int
    /// The places where it joins: the nearest one, then the nearest one in a main part if that is another, then all
    /// other roads that meet at either.
    public var snaps: [Snap]

    /// Creates a point that joins the network at the given places, nearest first. There must be at least one.
    public init(coordinate: Coordinate, profile: Int, snaps: [Snap]) {
        precondition(!snaps.isEmpty, "a point joins somewhere")
        self.coordinate = coordinate
        self.profile = profile
        self.snaps = snaps
    }

    /// The nearest place.
    public var snap: Snap { snaps[0] }
}

extension RoadGraph {
    /// The walking speed on the straight leg between a coordinate and the network, in metres per second.
    static let straightSpeed = 1.25

    /// The default distance in metres beyond which a coordinate is off the network.
    public static let snapMetres = 2000.0

    /// A place in an isolated part is replaced by one in a main part only if that is at most this many metres farther.
    static let apartMetres = 250.0

    /// Joins a coordinate to the network; nil when no road that the profile may use lies within `maximumMetres`.
    ///
    /// When the nearest place lies in a small part of the network, the nearest one in a main part is a second choice,
    /// unless it is much farther away: then there is probably an obstacle between them, such as water.
    public func point(at coordinate: Coordinate, profile: Int, maximumMetres: Double = RoadGraph.snapMetres)
        -> RoutePoint?
    {
        let choice = snap(coordinate, profile: profile, maximumMetres: maximumMetres)
        var snaps = [choice.apart, choice.main].compactMap { $0 }
        if let apart = choice.apart, let main = choice.main, main.metres > apart.metres + Self.apartMetres {
            snaps.removeLast()
        }
        for snap in snaps {
            for other in beside(snap, profile: profile)
            where !snaps.contains(where: { $0.position.segment == other.position.segment }) {
                snaps.append(other)
            }
        }
        return snaps.isEmpty ? nil : RoutePoint(coordinate: coordinate, profile: profile, snaps: snaps)
    }
}
