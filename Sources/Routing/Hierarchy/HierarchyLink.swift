/// One directed link between two nodes of a hierarchy, whose weight is that of an arc of the network.
public struct HierarchyLink: Hashable, Sendable {
    /// Where the link begins and ends.
    public var tail: UInt32
    public var head: UInt32
    /// The arc whose weight the link has; several links may share one.
    public var arc: UInt32
    /// In the low byte a bit for each profile that may not travel the link; in the high byte a bit for each that may not
    /// even begin it to end on the way, because of where it comes from.
    public var bans: UInt16

    public init(tail: UInt32, head: UInt32, arc: UInt32, bans: UInt16 = 0) {
        self.tail = tail
        self.head = head
        self.arc = arc
        self.bans = bans
    }
}
