/// What a segment is besides its class, one bit each.
public struct SegmentFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bridge = SegmentFlags(rawValue: 1)
    public static let tunnel = SegmentFlags(rawValue: 2)
    public static let ferry = SegmentFlags(rawValue: 4)
    public static let roundabout = SegmentFlags(rawValue: 8)
    public static let steps = SegmentFlags(rawValue: 16)
    public static let link = SegmentFlags(rawValue: 32)
    /// Toll roads, and roads inside towns as far as the builder was told.
    public static let toll = SegmentFlags(rawValue: 64)
    public static let urban = SegmentFlags(rawValue: 128)
}
