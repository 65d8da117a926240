public import GeoIndex

/// A way of the road network: its nodes, their positions and its tags.
public struct WayInput: Hashable, Sendable {
    /// The OpenStreetMap id.
    public var id: Int64
    /// The ids of the nodes in the direction of the way, one per coordinate.
    public var nodes: [Int64]
    /// The WGS 84 positions of the nodes.
    public var coordinates: [Coordinate]
    /// The tags of the way.
    public var tags: [String: String]

    /// Creates a way. `nodes` and `coordinates` must have the same number of elements.
    public init(id: Int64, nodes: [Int64], coordinates: [Coordinate], tags: [String: String]) {
        self.id = id
        self.nodes = nodes
        self.coordinates = coordinates
        self.tags = tags
    }
}

/// A node of the road network with tags, such as a barrier, a signal or a crossing.
public struct NodeInput: Hashable, Sendable {
    /// The OpenStreetMap id.
    public var id: Int64
    /// The tags of the node.
    public var tags: [String: String]

    /// Creates a node.
    public init(id: Int64, tags: [String: String]) {
        self.id = id
        self.tags = tags
    }
}

/// A turn restriction: a relation of type `restriction`.
public struct RestrictionInput: Hashable, Sendable {
    /// The type of a member.
    public enum MemberKind: Hashable, Sendable {
        case node, way
    }

    /// A member of a restriction: a way with the role `from` or `to`, or a node or way with the role `via`.
    public struct Member: Hashable, Sendable {
        /// Whether it is a node or a way.
        public var kind: MemberKind
        /// The OpenStreetMap id of the node or way.
        public var id: Int64
        /// The role, such as `from`.
        public var role: String

        /// Creates a member.
        public init(kind: MemberKind, id: Int64, role: String) {
            self.kind = kind
            self.id = id
            self.role = role
        }
    }

    /// The OpenStreetMap id of the relation.
    public var id: Int64
    /// The members in the order of the relation.
    public var members: [Member]
    /// The tags of the relation.
    public var tags: [String: String]

    /// Creates a restriction.
    public init(id: Int64, members: [Member], tags: [String: String]) {
        self.id = id
        self.members = members
        self.tags = tags
    }
}
