/// Which area a position belongs to.
public struct AreaMatch: Hashable, Sendable {
    /// The position of the area in the sequence the index was built from.
    public var index: Int
    /// The distance in metres to the area, 0 when the position lies in it.
    public var metres: Double
    /// Whether the position lies in no area and this one is only the nearest.
    public var isSnapped: Bool

    /// A match.
    public init(index: Int, metres: Double, isSnapped: Bool) {
        self.index = index
        self.metres = metres
        self.isSnapped = isSnapped
    }
}
