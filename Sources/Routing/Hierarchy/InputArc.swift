/// An arc that a hierarchy is built from. It has the weight of an arc of the network.
public struct InputArc: Hashable, Sendable {
    /// The node at which it begins.
    public var tail: UInt32
    /// The node at which it ends.
    public var head: UInt32
    /// The network arc that the weight is taken from; several may share one.
    public var arc: UInt32
    /// Low byte: a bit for each profile that may not travel it. High byte: a bit for each profile that may not
    /// even begin it in order to end on it, because of the node it comes from.
    public var bans: UInt16

    /// Creates an arc.
    public init(tail: UInt32, head: UInt32, arc: UInt32, bans: UInt16 = 0) {
        self.tail = tail
        self.head = head
        self.arc = arc
        self.bans = bans
    }
}
