public import GeoIndex

/// A way from one coordinate to another.
public struct Route: Hashable, Sendable {
    /// Seconds and metres, the straight legs at both ends included.
    public var seconds: Double
    public var metres: Double
    /// Seconds and metres on the network alone.
    public var networkSeconds: Double
    public var networkMetres: Double
    /// The line travelled on the network.
    public var geometry: [Coordinate]
    /// What to do, from departure to arrival.
    public var steps: [RouteStep]
    /// Arcs of the graph in order; the first and last are travelled in part.
    public var arcs: [Int]
    /// Where the line begins and ends, with the straight distances to the coordinates asked for.
    public var origin: Snap
    public var destination: Snap
    /// Whether a ferry is part of the way.
    public var usesFerry: Bool
    /// Whether the time is an estimate: a long straight leg, or a sample network.
    public var isEstimate: Bool
    /// Roads of the way that a condition which nobody can judge may close, in order.
    public var doubts: [RouteDoubt] = []
    /// What lies between each two positions of the geometry, where it was asked for; the sums are the network's.
    public var stretches: [RouteStretch] = []
}

/// A road of a route that may be closed.
public struct RouteDoubt: Hashable, Sendable {
    /// The street.
    public var name: StreetName
    /// The condition under which it is closed, such as `snow`, as written in the tags of the road.
    public var condition: String
    /// Where the way comes upon it.
    public var coordinate: Coordinate
}

/// The way from one position of a route's geometry to the next.
public struct RouteStretch: Hashable, Sendable {
    public var seconds: Double
    public var metres: Double
    /// Whether the speed is not the profile's own but one that a closure has changed.
    public var isChanged: Bool

    public init(seconds: Double, metres: Double, isChanged: Bool) {
        self.seconds = seconds
        self.metres = metres
        self.isChanged = isChanged
    }
}

/// What the traveller does at a place, and what follows until the next step.
public struct RouteStep: Hashable, Sendable {
    /// Kinds of manoeuvre.
    public enum Manoeuvre: Hashable, Sendable {
        case depart
        case turn(Turn)
        /// The road goes on under another name.
        case newName
        /// Into a roundabout, out again at the exit counted from 1.
        case roundabout(exit: Int)
        /// Aboard a ferry, and off again.
        case ferry
        case ashore
        case arrive
    }

    /// Directions of a turn.
    public enum Turn: String, Hashable, Sendable, CaseIterable {
        case straight, slightRight, right, sharpRight, uTurn, sharpLeft, left, slightLeft
    }

    public var manoeuvre: Manoeuvre
    /// The street that follows.
    public var name: StreetName
    /// Seconds and metres until the next step.
    public var seconds: Double
    public var metres: Double
    /// Where the manoeuvre is, and which positions of the route's geometry belong to the step.
    public var coordinate: Coordinate
    public var geometry: Range<Int>
    /// Degrees clockwise from north before and after the manoeuvre; nil where there is nothing before or after.
    public var bearingBefore: Double?
    public var bearingAfter: Double?
}
