public import GeoIndex

/// A way of the road network as it comes from the store: its nodes, their positions and its tags.
public struct WayInput: Hashable, Sendable {
    public var id: Int64
    /// Node references in the direction of the way, one per coordinate.
    public var nodes: [Int64]
    /// WGS 84 positions of the nodes.
    public var coordinates: [Coordinate]
    public var tags: [String: String]

    /// A way; `nodes` and `coordinates` have the same number of elements.
    public init(id: Int64, nodes: [Int64], coordinates: [Coordinate], tags: [String: String]) {
        self.id = id
        self.nodes = nodes
        self.coordinates = coordinates
        self.tags = tags
    }
}

/// A node of the road network that has tags: a barrier, a signal, a crossing.
public struct NodeInput: Hashable, Sendable {
    public var id: Int64
    public var tags: [String: String]

    public init(id: Int64, tags: [String: String]) {
        self.id = id
        self.tags = tags
    }
}

/// A turn restriction: a relation of type `restriction` with its members.
public struct RestrictionInput: Hashable, Sendable {
    /// What a member of a restriction is.
    public enum MemberKind: Hashable, Sendable {
        case node, way
    }

    /// One member: a way in the role `from` or `to`, a node or way in the role `via`.
    public struct Member: Hashable, Sendable {
        public var kind: MemberKind
        public var id: Int64
        public var role: String

        public init(kind: MemberKind, id: Int64, role: String) {
            self.kind = kind
            self.id = id
            self.role = role
        }
    }

    public var id: Int64
    public var members: [Member]
    public var tags: [String: String]

    public init(id: Int64, members: [Member], tags: [String: String]) {
        self.id = id
        self.members = members
        self.tags = tags
    }
}
