/// The area that a position was assigned to.
public struct AreaMatch: Hashable, Sendable {
    /// The position of the area in the array that the index was built from.
    public var index: Int
    /// The distance in metres to the area, 0 when the position lies in it.
    public var metres: Double
    /// Whether no area contains the position, so that this is only the nearest one.
    public var isSnapped: Bool

    /// A match.
    public init(index: Int, metres: Double, isSnapped: Bool) {
        self.index = index
        self.metres = metres
        self.isSnapped = isSnapped
    }
}
