/// A rank from which, or towards which, a search begins with some milliseconds already spent.
public struct Seed: Hashable, Sendable {
    public var rank: Int
    public var cost: TravelWeight
    /// Whatever the caller needs to know the seed again by.
    public var tag: UInt32

    public init(rank: Int, cost: TravelWeight, tag: UInt32 = 0) {
        self.rank = rank
        self.cost = cost
        self.tag = tag
    }
}

/// Which way a search follows the arcs.
public enum SearchDirection: Hashable, Sendable {
    /// From the seeds to others: what the seeds reach.
    case forward
    /// From others to the seeds: who reaches the seeds.
    case backward
}
