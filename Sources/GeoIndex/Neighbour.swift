/// One answer of a search for what is near.
public struct Neighbour: Hashable, Sendable {
    /// The position of the found item in the sequence the tree was built from.
    public var index: Int
    /// The geodesic distance in metres.
    public var metres: Double

    /// An answer.
    @inlinable
    public init(index: Int, metres: Double) {
        self.index = index
        self.metres = metres
    }
}

extension Neighbour: Comparable {
    /// Nearer first; among equally near ones the lower index.
    @inlinable
    public static func < (left: Neighbour, right: Neighbour) -> Bool {
        left.metres < right.metres || (left.metres == right.metres && left.index < right.index)
    }
}
