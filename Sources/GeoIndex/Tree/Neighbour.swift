/// An item found by a search for the nearest ones.
public struct Neighbour: Hashable, Sendable {
    /// The position of the item in the sequence that the tree was built from.
    public var index: Int
    /// The geodesic distance in metres.
    public var metres: Double

    /// Creates a neighbour.
    @inlinable
    public init(index: Int, metres: Double) {
        self.index = index
        self.metres = metres
    }
}

extension Neighbour: Comparable {
    /// Orders by distance, then by index.
    @inlinable
    public static func < (left: Neighbour, right: Neighbour) -> Bool {
        left.metres < right.metres || (left.metres == right.metres && left.index < right.index)
    }
}
