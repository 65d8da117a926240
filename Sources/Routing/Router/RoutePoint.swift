public import GeoIndex

/// A coordinate joined to the network for one profile: where a trip can begin or end.
///
/// Joining depends on no closure, so that points of structures are made once.
public struct RoutePoint: Hashable, Sendable {
    /// The coordinate asked for.
    public var coordinate: Coordinate
    /// The place of the profile in the graph.
    public var profile: Int
    /// Where it joins: the nearest place first, then the nearest one in a main part where that is another, then all other
    /// roads that meet at either.
    public var snaps: [Snap]

    /// A coordinate that joins the network at the given places, nearest first; at least one.
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
    /// Walking speed on the straight leg between a coordinate and the network, metres per second.
    static let straightSpeed = 1.25

    /// A coordinate further from every road than so many metres is off the network unless told otherwise.
    public static let snapMetres = 2000.0

    /// A place in a part by itself is left for one in a main part only when that is no more than so many metres further.
    static let apartMetres = 250.0

    /// Joins a coordinate to the network; nil when nothing the profile may use lies within `maximumMetres`.
    ///
    /// When the nearest place lies in a small part of the network, the nearest one in a main part is a second choice,
    /// unless it is much further: then something lies between that no straight leg crosses, such as water.
    public func point(at coordinate: Coordinate, profile: Int, maximumMetres: Double = RoadGraph.snapMetres)
        -> RoutePoint?
    {
        let choice = snap(coordinate, profile: profile, maximumMetres: maximumMetres)
        var snaps = [choice.apart, choice.main].compactMap { $0 }
        if let apart = choice.apart, let main = choice.main, main.metres > apart.metres + Self.apartMetres {
            snaps.removeLast()
        }
        var segments = Set(snaps.map(\.position.segment))
        for snap in snaps {
            snaps += beside(snap, profile: profile).filter { segments.insert($0.position.segment).inserted }
        }
        return snaps.isEmpty ? nil : RoutePoint(coordinate: coordinate, profile: profile, snaps: snaps)
    }
}
