/// One directed link between two nodes of a hierarchy, whose weight is that of an arc of the network.
package struct HierarchyLink: Hashable, Sendable {
    /// Where the link begins and ends.
    package var tail: UInt32
    package var head: UInt32
    /// The arc whose weight the link has; several links may share one.
    package var arc: UInt32
    /// In the low byte a bit for each profile that may not travel the link; in the high byte a bit for each that may not
    /// even begin it to end on the way, because of where it comes from.
    package var bans: UInt16

    package init(tail: UInt32, head: UInt32, arc: UInt32, bans: UInt16 = 0) {
        self.tail = tail
        self.head = head
        self.arc = arc
        self.bans = bans
    }
}
