public import GeoIndex

/// A place on a segment of the network.
public struct SegmentPosition: Hashable, Sendable {
    public var segment: Int
    /// How far along the segment, from 0 at its tail to 1 at its head.
    public var fraction: Double
    /// The place itself.
    public var coordinate: Coordinate

    public init(segment: Int, fraction: Double, coordinate: Coordinate) {
        self.segment = segment
        self.fraction = fraction
        self.coordinate = coordinate
    }
}

/// What a coordinate was snapped to.
public struct Snap: Hashable, Sendable {
    /// Where on the network.
    public var position: SegmentPosition
    /// Metres in a straight line between the coordinate asked for and the network.
    public var metres: Double
    /// The part of the network for the profile: 1 is the largest.
    public var component: Int
    /// Whether one gets from here everywhere in a large part of the network and back.
    public var isMain: Bool
}
