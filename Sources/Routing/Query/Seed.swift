/// A rank at which a search begins, with some time already spent.
public struct Seed: Hashable, Sendable {
    /// The rank.
    public var rank: Int
    /// The time already spent, in milliseconds.
    public var time: TravelWeight
    /// A value by which the caller recognises the seed.
    public var tag: UInt32

    /// Creates a seed.
    public init(rank: Int, time: TravelWeight, tag: UInt32 = 0) {
        self.rank = rank
        self.time = time
        self.tag = tag
    }
}

/// The direction in which a search follows arcs.
public enum SearchDirection: Hashable, Sendable {
    /// From the seeds to other nodes.
    case forward
    /// From other nodes to the seeds.
    case backward
}
