public import GeoIndex

/// A stretch of road or a ferry line.
public struct RoadRow: Hashable, Sendable {
    /// OpenStreetMap way.
    public var id: Int64
    /// Node numbers, one per vertex.
    public var nodes: [Int64]
    /// Vertices, WGS 84.
    public var line: [Coordinate]
    /// All tags.
    public var tags: [String: String]
}

/// A node on a road that bears a tag which matters to who passes.
public struct RoadNodeRow: Hashable, Sendable {
    /// OpenStreetMap node.
    public var id: Int64
    /// Position, WGS 84.
    public var coordinate: Coordinate
    /// All tags.
    public var tags: [String: String]
}

/// A turn that is forbidden or obligatory.
public struct TurnRestrictionRow: Hashable, Sendable {
    /// A member of the relation.
    public struct Member: Hashable, Sendable {
        /// `node`, `way` or `relation`.
        public var type: String
        /// Its number.
        public var reference: Int64
        /// `from`, `via`, `to`, or what else the relation says.
        public var role: String
    }

    /// OpenStreetMap relation.
    public var id: Int64
    /// All tags.
    public var tags: [String: String]
    /// Members in their order.
    public var members: [Member]
}
