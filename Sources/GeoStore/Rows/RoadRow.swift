public import GeoIndex

/// A road or ferry line.
public struct RoadRow: Hashable, Sendable {
    /// The id of the OpenStreetMap way.
    public var id: Int64
    /// The node ids, one per vertex.
    public var nodes: [Int64]
    /// The vertices in WGS 84.
    public var line: [Coordinate]
    /// All tags.
    public var tags: [String: String]
}

/// A node on a road with tags that affect passing it.
public struct RoadNodeRow: Hashable, Sendable {
    /// The id of the OpenStreetMap node.
    public var id: Int64
    /// The position in WGS 84.
    public var coordinate: Coordinate
    /// All tags.
    public var tags: [String: String]
}

/// A forbidden or mandatory turn.
public struct TurnRestrictionRow: Hashable, Sendable {
    /// A member of the relation.
    public struct Member: Hashable, Sendable {
        /// `node`, `way` or `relation`.
        public var type: String
        /// The id of the object.
        public var reference: Int64
        /// `from`, `via`, `to` or any other role.
        public var role: String
    }

    /// The id of the OpenStreetMap relation.
    public var id: Int64
    /// All tags.
    public var tags: [String: String]
    /// The members in order.
    public var members: [Member]
}
