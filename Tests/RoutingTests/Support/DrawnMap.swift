import GeoIndex
import Routing

/// A road network drawn as text: every letter is a node, one character to the right or one line down is 100 metres.
///
/// ```
/// DrawnMap("""
///     a-b-c
///       |
///       d
///     """).way("abc").way("bd")
/// ```
/// Only the letters count; lines between them are decoration.
struct DrawnMap {
    private var places: [Character: Coordinate] = [:]
    private var ways: [WayInput] = []
    private var nodes: [NodeInput] = []
    private var restrictions: [RestrictionInput] = []

    init(_ drawing: String) {
        for (row, line) in drawing.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for (column, character) in line.enumerated() where character.isLetter || character.isNumber {
                places[character] = Coordinate(
                    longitude: 22 + Double(column) * 0.00116, latitude: 39 - Double(row) * 0.0009)
            }
        }
    }

    static func id(_ node: Character) -> Int64 { Int64(node.unicodeScalars.first?.value ?? 0) }

    /// Adds a way through nodes, identified by their letters. A further piece of a way has the id of the first.
    func way(_ letters: String, _ tags: [String: String] = [:], pieceOf id: Int64? = nil) -> DrawnMap {
        var copy = self
        let base = ["highway": "residential", "maxspeed": "30"]
        copy.ways.append(
            WayInput(
                id: id ?? Int64(ways.count + 1), nodes: letters.map(Self.id),
                coordinates: letters.compactMap { places[$0] },
                tags: base.merging(tags) { $1 }))
        return copy
    }

    /// Adds a way with exactly these tags.
    func wayWithoutHighway(_ letters: String, _ tags: [String: String]) -> DrawnMap {
        var copy = way(letters)
        copy.ways[copy.ways.count - 1].tags = tags
        return copy
    }

    /// Adds tags to a node.
    func node(_ letter: Character, _ tags: [String: String]) -> DrawnMap {
        var copy = self
        copy.nodes.append(NodeInput(id: Self.id(letter), tags: tags))
        return copy
    }

    /// Adds a restriction between the ways in the order they were added, counted from 1, over nodes or ways.
    func restriction(
        _ kind: String, from: Int64, node: Character? = nil, ways: [Int64] = [], to: Int64,
        _ tags: [String: String] = [:]
    ) -> DrawnMap {
        var copy = self
        var members = [RestrictionInput.Member(kind: .way, id: from, role: "from")]
        if let node { members.append(RestrictionInput.Member(kind: .node, id: Self.id(node), role: "via")) }
        for way in ways { members.append(RestrictionInput.Member(kind: .way, id: way, role: "via")) }
        members.append(RestrictionInput.Member(kind: .way, id: to, role: "to"))
        let base = ["type": "restriction", "restriction": kind]
        copy.restrictions.append(
            RestrictionInput(
                id: Int64(restrictions.count + 1), members: members,
                tags: base.merging(tags) { $1 }.filter { !$0.value.isEmpty }))
        return copy
    }

    /// Builds the graph and opens it from its packed file.
    func graph(limits: RegionLimits = RegionLimits()) throws -> RoadGraph {
        var builder = RoadGraphBuilder(limits: limits)
        for way in ways { builder.add(way) }
        for node in nodes { builder.add(node) }
        for restriction in restrictions { builder.add(restriction) }
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        _ = builder.finish(into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        return try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "drawn"))
    }

    /// The position of a node.
    func place(_ letter: Character) throws -> Coordinate {
        guard let place = places[letter] else { throw Missing() }
        return place
    }

    /// A position between two nodes, slightly nearer to the first.
    func between(_ a: Character, _ b: Character) throws -> Coordinate {
        guard let from = places[a], let to = places[b] else { throw Missing() }
        return Coordinate(
            longitude: from.longitude * 0.55 + to.longitude * 0.45, latitude: from.latitude * 0.55 + to.latitude * 0.45)
    }

    struct Missing: Error {}

    /// The letters of the junctions passed between the midpoints of two pairs of nodes; nil when there is no way.
    func path(_ from: String, _ to: String, _ profile: String = "car") throws -> String? {
        let router = Router(graph: try graph())
        return try path(from, to, profile, on: router.snapshot)
    }

    func path(_ from: String, _ to: String, _ profile: String, on snapshot: RoutingSnapshot) throws -> String? {
        guard case .success(let route) = try result(from, to, profile, on: snapshot) else { return nil }
        let nodes = route.arcs.dropLast().map { snapshot.graph.osmID(ofNode: snapshot.graph.head(ofArc: $0)) }
        return String(nodes.compactMap { UInt32(exactly: $0).flatMap(UnicodeScalar.init).map(Character.init) })
    }

    func result(
        _ from: String, _ to: String, _ profile: String, on snapshot: RoutingSnapshot
    ) throws -> Result<Route, NoRoute> {
        let (a, b) = (Array(from), Array(to))
        return snapshot.route(
            from: try between(a[0], a[1]), to: try between(b[0], b[1]), profile: profile, maximumMetres: 30)
    }
}
