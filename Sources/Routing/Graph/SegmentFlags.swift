/// Properties of a segment besides its class.
public struct SegmentFlags: OptionSet, Hashable, Sendable {
    /// The bits; the layout is fixed by the packed file.
    public let rawValue: UInt8

    /// Creates a set of properties from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// On a bridge.
    public static let bridge = SegmentFlags(rawValue: 1)
    /// In a tunnel.
    public static let tunnel = SegmentFlags(rawValue: 2)
    /// A ferry.
    public static let ferry = SegmentFlags(rawValue: 4)
    /// Part of a roundabout.
    public static let roundabout = SegmentFlags(rawValue: 8)
    /// Steps.
    public static let steps = SegmentFlags(rawValue: 16)
    /// A link road such as a slip road.
    public static let link = SegmentFlags(rawValue: 32)
    /// A toll road.
    public static let toll = SegmentFlags(rawValue: 64)
    /// In a town, by tags or by the builder's `isUrban`.
    public static let urban = SegmentFlags(rawValue: 128)
}
