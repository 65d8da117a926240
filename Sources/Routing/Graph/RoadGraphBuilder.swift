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
    /// What was built.
    public struct Summary: Hashable, Sendable {
        /// Junctions, pieces of road between them, nodes and arcs of the hierarchy, its height.
        public var nodes = 0
        public var segments = 0
        public var hierarchyNodes = 0
        public var hierarchyArcs = 0
        /// Turn restrictions used, and those whose members make no turn of this network.
        public var restrictionsUsed = 0
        public var restrictionsIgnored = 0
        /// Ways that no profile may use, or that have fewer than two valid positions.
        public var waysIgnored = 0
    }

    let profiles: [TravelProfile]
    private let readers: [WayReader]
    private let isUrban: (@Sendable (Coordinate) -> Bool)?
    private var ways: [ReadWay] = []
    private var nodeTags: [Int64: [String: String]] = [:]
    private var restrictions: [RestrictionInput] = []
    private var names: [StreetName: UInt32] = [StreetName(): 0]
    private var nameList = [StreetName()]
    private var summary = Summary()
    private let isSample: Bool

    private struct ReadWay {
        var id: Int64
        var nodes: [Int64]
        var points: [ShapeCode.GridPoint]
        var rules: [WayRules]
        var name: UInt32
        var roadClass: RoadClass
        var flags: SegmentFlags
        var layer: Int8
    }

    /// A builder for up to eight profiles.
    ///
    /// `isUrban` tells, where tags do not, whether a position lies in a town; without it the class of the road decides.
    /// `isSample` marks every answer on this graph as an estimate.
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

    /// Takes a way; one that no profile may use is counted and left out.
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
        let rules = readers.map { $0.rules(way.tags, isUrban: urban) }
        guard rules.contains(where: { !$0.isClosed }) else {
            summary.waysIgnored += 1
            return
        }
        let isFerry = way.tags["route"] == "ferry" || way.tags["highway"] == "ferry"
        ways.append(
            ReadWay(
                id: way.id, nodes: nodes, points: points, rules: rules, name: nameIndex(way.tags),
                roadClass: isFerry ? .ferry : RoadClass(highway: way.tags["highway"] ?? ""),
                flags: flags(way.tags, isFerry: isFerry, urban: urban), layer: layer(way.tags)))
    }

    /// Takes the tags of a node: barriers and signals matter.
    public mutating func add(_ node: NodeInput) {
        if !node.tags.isEmpty { nodeTags[node.id] = node.tags }
    }

    /// Takes a turn restriction.
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

    /// Builds everything and adds the columns to a writer of kind `RoadGraph.fileKind`.
    ///
    /// O(n log n) and the nested dissection; a country's roads take a minute. An empty network is a network too.
    public consuming func finish(into writer: inout PackedFileWriter) -> Summary {
        var summary = summary
        var draft = RoadNetworkDraft()
        draft.names = nameList
        cut(into: &draft)
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
        summary.hierarchyArcs = size.links
        return summary
    }

    /// Cuts the ways at their ends, where they meet, and at nodes that stop a profile.
    private func cut(into draft: inout RoadNetworkDraft) {
        let barriers = readers.map { BarrierReader(way: $0) }
        var blocks: [Int64: UInt8] = [:]
        var delays: [Int64: [Double]] = [:]
        for (id, tags) in nodeTags {
            var mask: UInt8 = 0
            for (index, barrier) in barriers.enumerated() where barrier.blocks(tags) { mask |= 1 << UInt8(index) }
            if mask != 0 { blocks[id] = mask }
            let seconds = barriers.map { $0.delay(tags) }
            if seconds.contains(where: { $0 > 0 }) { delays[id] = seconds }
        }
        var isJunction: [Int64: Bool] = [:]
        for way in ways {
            for (place, node) in way.nodes.enumerated() {
                let isEnd = place == 0 || place == way.nodes.count - 1
                isJunction[node] = isJunction[node] != nil || isEnd || blocks[node] != nil
            }
        }
        draft.weights = profiles.map { _ in [] }
        var number: [Int64: UInt32] = [:]
        for way in ways {
            let first = draft.segments.count
            let wholeMetres = Self.metres(way.points[...])
            var start = 0
            for place in 1..<way.nodes.count where isJunction[way.nodes[place]] == true {
                addSegment(
                    way, start...place, wholeMetres: wholeMetres, delays: delays, blocks: blocks, number: &number,
                    to: &draft)
                start = place
            }
            // A way that an extract holds in pieces comes piece by piece: they are all of it.
            let earlier = draft.segmentsOfWay[way.id].flatMap { $0.upperBound == first ? $0.lowerBound : nil }
            draft.segmentsOfWay[way.id] = (earlier ?? first)..<draft.segments.count
        }
    }

    private static func metres(_ points: ArraySlice<ShapeCode.GridPoint>) -> Double {
        zip(points, points.dropFirst()).reduce(0) {
            $0 + Geodesic.distance(from: $1.0.coordinate, to: $1.1.coordinate)
        }
    }

    private func addSegment(
        _ way: ReadWay, _ range: ClosedRange<Int>, wholeMetres: Double, delays: [Int64: [Double]],
        blocks: [Int64: UInt8], number: inout [Int64: UInt32], to draft: inout RoadNetworkDraft
    ) {
        func node(_ place: Int) -> UInt32 {
            let id = way.nodes[place]
            if let known = number[id] { return known }
            let new = UInt32(draft.nodes.count)
            number[id] = new
            draft.nodes.append(way.points[place])
            draft.nodeIDs.append(id)
            draft.nodeBlocks.append(blocks[id] ?? 0)
            return new
        }
        let metres = Self.metres(way.points[range])
        let shapeStart = draft.shape.count
        ShapeCode.append(
            way.points[(range.lowerBound + 1)..<range.upperBound], after: way.points[range.lowerBound],
            to: &draft.shape)
        var endsOnly: UInt8 = 0
        for (index, rules) in way.rules.enumerated() {
            if rules.isEndsOnly { endsOnly |= 1 << UInt8(index) }
            let share = wholeMetres > 0 ? metres / wholeMetres : 0
            // A signal costs once: on arrival when it stands at a junction, in passing when it stands between two.
            let passing = way.nodes[(range.lowerBound + 1)..<range.upperBound].reduce(0.0) {
                $0 + (delays[$1]?[index] ?? 0)
            }
            for (speed, end) in [(rules.forward, range.upperBound), (rules.backward, range.lowerBound)] {
                guard let speed else {
                    draft.weights[index].append(.unreachable)
                    continue
                }
                let travel = rules.duration.map { $0 * share } ?? metres / (speed / 3.6)
                let arriving = delays[way.nodes[end]]?[index] ?? 0
                draft.weights[index].append(
                    .milliseconds(seconds: travel + rules.wait * share + passing + arriving))
            }
        }
        draft.segments.append(
            RoadNetworkDraft.Segment(
                tail: node(range.lowerBound), head: node(range.upperBound), way: way.id, metres: metres,
                name: way.name, roadClass: way.roadClass, flags: way.flags, layer: way.layer,
                shape: shapeStart..<draft.shape.count, endsOnly: endsOnly))
    }
}
