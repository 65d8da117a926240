public import GeoIndex

/// A way from one coordinate to another.
public struct Route: Hashable, Sendable {
    /// Seconds, including the straight legs at both ends.
    public var seconds: Double
    /// Metres, including the straight legs at both ends.
    public var metres: Double
    /// Seconds on the network.
    public var networkSeconds: Double
    /// Metres on the network.
    public var networkMetres: Double
    /// The line travelled on the network.
    public var geometry: [Coordinate]
    /// The manoeuvres from departure to arrival.
    public var steps: [RouteStep]
    /// The arcs of the graph in order; the first and last are travelled in part.
    public var arcs: [Int]
    /// The place where the line begins, with the straight distance from the coordinate requested.
    public var origin: Snap
    /// The place where the line ends, with the straight distance to the coordinate requested.
    public var destination: Snap
    /// Whether the way includes a ferry.
    public var usesFerry: Bool
    /// Whether the time is an estimate, because of a long straight leg or a sample network.
    public var isEstimate: Bool
    /// The roads of the way that a condition of unknown state may close, in order.
    public var doubts: [RouteDoubt] = []
    /// The stretches between successive positions of the geometry, when requested; their sums are those of the network.
    public var stretches: [RouteStretch] = []
}

/// A road of a route that may be closed.
public struct RouteDoubt: Hashable, Sendable {
    /// The names of the street.
    public var name: StreetName
    /// The condition under which it is closed, such as `snow`, as written in the tags.
    public var condition: String
    /// The place where the route first uses it.
    public var coordinate: Coordinate
}

/// The stretch from one position of a route's geometry to the next.
public struct RouteStretch: Hashable, Sendable {
    /// Seconds.
    public var seconds: Double
    /// Metres.
    public var metres: Double
    /// Whether closures or conditions changed the speed.
    public var isChanged: Bool

    /// Creates a stretch.
    public init(seconds: Double, metres: Double, isChanged: Bool) {
        self.seconds = seconds
        self.metres = metres
        self.isChanged = isChanged
    }
}

/// A manoeuvre, and the stretch from it to the next one.
public struct RouteStep: Hashable, Sendable {
    /// Kinds of manoeuvre.
    public enum Manoeuvre: Hashable, Sendable {
        case depart
        case turn(Turn)
        /// The road continues under another name.
        case newName
        /// Enter a roundabout and leave it at an exit, counted from 1.
        case roundabout(exit: Int)
        /// Board a ferry, or leave it.
        case ferry
        case ashore
        case arrive
    }

    /// Directions of a turn.
    public enum Turn: String, Hashable, Sendable, CaseIterable {
        case straight, slightRight, right, sharpRight, uTurn, sharpLeft, left, slightLeft
    }

    /// The manoeuvre.
    public var manoeuvre: Manoeuvre
    /// The street that follows.
    public var name: StreetName
    /// Seconds until the next step.
    public var seconds: Double
    /// Metres until the next step.
    public var metres: Double
    /// The position of the manoeuvre.
    public var coordinate: Coordinate
    /// The positions of the route's geometry that belong to the step, as indices.
    public var geometry: Range<Int>
    /// The bearing before the manoeuvre in degrees clockwise from north; nil at departure.
    public var bearingBefore: Double?
    /// The bearing after the manoeuvre in degrees clockwise from north; nil at arrival.
    public var bearingAfter: Double?
}
