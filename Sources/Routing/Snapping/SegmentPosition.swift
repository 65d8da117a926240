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
    /// The directions in which a trip may leave the place or come to it, as far as the rules of the road allow them.
    public var directions = SegmentDirections.both
}

/// The two ways along a segment.
public struct SegmentDirections: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// From tail to head.
    public static let forward = SegmentDirections(rawValue: 1)
    /// From head to tail.
    public static let backward = SegmentDirections(rawValue: 2)
    public static let both: SegmentDirections = [.forward, .backward]

    /// Whether the arc of a segment with this direction, 0 forward and 1 backward, is among them.
    func allow(_ direction: Int) -> Bool { rawValue & 1 << UInt8(direction) != 0 }
}
