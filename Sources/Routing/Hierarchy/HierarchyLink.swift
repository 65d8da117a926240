/// One directed link between two nodes of a hierarchy, whose weight is that of an arc of the network.
package struct HierarchyLink: Hashable, Sendable {
    /// Where the link begins and ends.
    package var tail: UInt32
    package var head: UInt32
    /// The arc whose weight the link has; several links may share one.
    package var arc: UInt32
    /// A bit for each profile that may not use the link.
    package var bans: UInt8

    package init(tail: UInt32, head: UInt32, arc: UInt32, bans: UInt8 = 0) {
        self.tail = tail
        self.head = head
        self.arc = arc
        self.bans = bans
    }
}
