public import GeoIndex

/// A place on a segment of the network.
public struct SegmentPosition: Hashable, Sendable {
    /// The segment.
    public var segment: Int
    /// The fraction of the segment's length, from 0 at its tail to 1 at its head.
    public var fraction: Double
    /// The position.
    public var coordinate: Coordinate

    /// Creates a place.
    public init(segment: Int, fraction: Double, coordinate: Coordinate) {
        self.segment = segment
        self.fraction = fraction
        self.coordinate = coordinate
    }
}

/// The result of snapping a coordinate to the network.
public struct Snap: Hashable, Sendable {
    /// The place on the network.
    public var position: SegmentPosition
    /// The straight distance between the coordinate and the place, in metres.
    public var metres: Double
    /// The connected component of the network for the profile: 1 is the largest.
    public var component: Int
    /// Whether one can get from here to everywhere in a large part of the network and back.
    public var isMain: Bool
    /// The directions in which trips may leave and reach the place, subject to the rules of the road.
    public var directions = SegmentDirections.both
}

/// The directions of travel along a segment.
public struct SegmentDirections: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Creates a set of directions from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// From tail to head.
    public static let forward = SegmentDirections(rawValue: 1)
    /// From head to tail.
    public static let backward = SegmentDirections(rawValue: 2)
    /// Both directions.
    public static let both: SegmentDirections = [.forward, .backward]

    /// Whether the set contains a direction: 0 for forward, 1 for backward.
    func allow(_ direction: Int) -> Bool { rawValue & 1 << UInt8(direction) != 0 }
}
