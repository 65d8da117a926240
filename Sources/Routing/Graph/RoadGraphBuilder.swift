public import GeoIndex

/// Builds a road graph from plain ways, nodes and turn restrictions, and writes it as columns of a packed file.
///
/// ```swift
/// var builder = RoadGraphBuilder()
/// for way in ways { builder.add(way) }
/// for node in taggedNodes { builder.add(node) }
/// for restriction in restrictions { builder.add(restriction) }
/// var writer = PackedFileWriter(kind: RoadGraph.fileKind)
/// let summary = builder.finish(into: &writer)
/// try writer.write(to: "roads.plz", buildID: buildID)
/// ```
public struct RoadGraphBuilder {
    /// Figures about the graph that was built.
    public struct Summary: Hashable, Sendable {
        /// The number of junctions.
        public var nodes = 0
        /// The number of segments.
        public var segments = 0
        /// The number of nodes of the hierarchy.
        public var hierarchyNodes = 0
        /// The number of arcs of the hierarchy.
        public var hierarchyArcs = 0
        /// The number of turn restrictions that apply to this network.
        public var restrictionsUsed = 0
        /// The number of turn restrictions whose members form no turn of this network.
        public var restrictionsIgnored = 0
        /// The number of ways that no profile may use, or with fewer than two valid positions.
        public var waysIgnored = 0
    }

    let profiles: [TravelProfile]
    private let readers: [WayReader]
    private let isUrban: (@Sendable (Coordinate) -> Bool)?
    private var ways: [WayCutter.Way] = []
    private var nodeTags: [Int64: [String: String]] = [:]
    private var restrictions: [RestrictionInput] = []
    private var names: [StreetName: UInt32] = [StreetName(): 0]
    private var nameList = [StreetName()]
    private var summary = Summary()
    private let isSample: Bool

    /// Creates a builder for one to eight profiles.
    ///
    /// - Parameters:
    ///   - limits: The legal speed limits of the region.
    ///   - isSample: Whether every time on this graph is an estimate.
    ///   - isUrban: Whether a position lies in a town, asked when tags do not say so; when nil the class of the road
    ///     decides.
    public init(
        profiles: [TravelProfile] = TravelProfile.standard, limits: RegionLimits = RegionLimits(),
        isSample: Bool = false, isUrban: (@Sendable (Coordinate) -> Bool)? = nil
    ) {
        precondition((1...8).contains(profiles.count), "a graph has one to eight profiles")
        self.profiles = profiles
        readers = profiles.map { WayReader(profile: $0, limits: limits) }
        self.isUrban = isUrban
        self.isSample = isSample
    }

    /// Adds a way. A way that no profile may use is counted and ignored.
    public mutating func add(_ way: WayInput) {
        guard way.nodes.count == way.coordinates.count else {
            summary.waysIgnored += 1
            return
        }
        var nodes: [Int64] = []
        var points: [ShapeCode.GridPoint] = []
        for (node, coordinate) in zip(way.nodes, way.coordinates) where coordinate.isValid && node != nodes.last {
            nodes.append(node)
            points.append(ShapeCode.GridPoint(coordinate))
        }
        guard nodes.count >= 2 else {
            summary.waysIgnored += 1
            return
        }
        let urban = urbanity(way.tags, way.coordinates[way.coordinates.count / 2])
        let states = WayStates(way.tags, readers: readers, isUrban: urban)
        guard states.rules.contains(where: { $0.contains { !$0.isClosed } }) else {
            summary.waysIgnored += 1
            return
        }
        let isFerry = way.tags["route"] == "ferry" || way.tags["highway"] == "ferry"
        ways.append(
            WayCutter.Way(
                id: way.id, nodes: nodes, points: points, states: states, name: nameIndex(way.tags),
                roadClass: isFerry ? .ferry : RoadClass(highway: RoadClass.highway(way.tags)),
                flags: flags(way.tags, isFerry: isFerry, urban: urban), layer: layer(way.tags)))
    }

    /// Adds the tags of a node, such as a barrier or a signal.
    public mutating func add(_ node: NodeInput) {
        if !node.tags.isEmpty { nodeTags[node.id] = node.tags }
    }

    /// Adds a turn restriction.
    public mutating func add(_ restriction: RestrictionInput) { restrictions.append(restriction) }

    private func urbanity(_ tags: [String: String], _ middle: Coordinate) -> Bool {
        for key in ["maxspeed", "maxspeed:type", "source:maxspeed", "zone:traffic", "zone:maxspeed"] {
            if let zone = tags[key]?.split(separator: ":").last {
                if zone == "urban" { return true }
                if zone == "rural" || zone == "motorway" || zone == "trunk" { return false }
            }
        }
        if let isUrban { return isUrban(middle) }
        if tags["lit"] == "yes" || tags["sidewalk"].map({ $0 != "no" && $0 != "none" }) == true { return true }
        switch tags["highway"] {
        case "residential", "living_street", "pedestrian", "service", "footway", "steps": return true
        default: return false
        }
    }

    private func flags(_ tags: [String: String], isFerry: Bool, urban: Bool) -> SegmentFlags {
        var flags: SegmentFlags = []
        if let bridge = tags["bridge"], bridge != "no" { flags.insert(.bridge) }
        if let tunnel = tags["tunnel"], tunnel != "no" { flags.insert(.tunnel) }
        if isFerry { flags.insert(.ferry) }
        if tags["junction"] == "roundabout" || tags["junction"] == "circular" { flags.insert(.roundabout) }
        if tags["highway"] == "steps" { flags.insert(.steps) }
        if tags["highway"]?.hasSuffix("_link") == true { flags.insert(.link) }
        if tags["toll"] == "yes" { flags.insert(.toll) }
        if urban { flags.insert(.urban) }
        return flags
    }

    private func layer(_ tags: [String: String]) -> Int8 {
        let text = tags["layer"] ?? ""
        let value =
            text.hasPrefix("-") ? SpeedText.number(text.dropFirst()).map { -$0.0 } : SpeedText.number(text[...])?.0
        return Int8(max(-100, min(100, value ?? 0)))
    }

    private mutating func nameIndex(_ tags: [String: String]) -> UInt32 {
        let name = StreetName(
            local: tags["name"] ?? "", english: tags["name:en"] ?? tags["int_name"] ?? "", number: tags["ref"] ?? "")
        if let known = names[name] { return known }
        let index = UInt32(nameList.count)
        names[name] = index
        nameList.append(name)
        return index
    }

    /// Builds the graph and adds its columns to a writer of kind `RoadGraph.fileKind`.
    ///
    /// Takes O(n log n) and the nested dissection; about a minute for the roads of a country. An empty network is
    /// allowed.
    public consuming func finish(into writer: inout PackedFileWriter) -> Summary {
        var summary = summary
        var draft = WayCutter(ways, nodeTags: nodeTags, readers: readers, names: nameList).draft
        ZoneTwins.add(to: &draft, profileCount: profiles.count)
        let turns = TurnSequences(draft, restrictions: restrictions, profiles: profiles)
        summary.restrictionsUsed = turns.used
        summary.restrictionsIgnored = restrictions.count - turns.used
        let expansion = TurnExpansion(draft, turns: turns, profileCount: profiles.count)
        summary.nodes = draft.nodes.count
        summary.segments = draft.segments.count
        let columns = RoadGraphColumns(
            draft: draft, expansion: expansion, turns: turns, profiles: profiles, isSample: isSample)
        columns.write(into: &writer)
        let size = columns.writeHierarchy(into: &writer)
        summary.hierarchyNodes = size.nodes
        summary.hierarchyArcs = size.arcs
        return summary
    }
}
