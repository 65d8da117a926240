import GeoIndex
import Routing
import TestSupport

/// A seeded network of towns as plain ways with all rules of the road, for comparison with the reference.
///
/// Towns are irregular street grids with gaps and dead ends, connected by winding roads. Streets are one-way, private,
/// blocked, stepped or restricted at random; a ferry leads to an island.
struct TownNetwork {
    private(set) var ways: [WayInput] = []
    private(set) var nodes: [NodeInput] = []
    private(set) var restrictions: [RestrictionInput] = []
    private var positions: [Coordinate] = []
    private var random: SeededGenerator

    init(towns: Int, seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var gates: [Int] = []
        for town in 0...towns {
            // The last town is across the water.
            let east = town == towns ? 23.2 : Double.random(in: 22...22.6, using: &random)
            gates.append(addTown(east: east, north: Double.random(in: 39.2...39.6, using: &random)))
        }
        for (index, gate) in gates.enumerated().dropFirst().dropLast() {
            let near = gates[..<index].sorted { distance($0, gate) < distance($1, gate) }
            for other in near.prefix(2) { addRoad(gate, other) }
        }
        if gates.count > 1 {
            add([gates[0], gates[gates.count - 1]], ["route": "ferry", "duration": "01:10"])
        }
        addRestrictions()
    }

    private mutating func addTown(east: Double, north: Double) -> Int {
        let side = Int.random(in: 4...9, using: &random)
        let first = positions.count
        for place in 0..<side * side {
            positions.append(
                Coordinate(
                    longitude: east + Double(place % side) * 0.0012
                        + Double.random(in: -0.0003...0.0003, using: &random),
                    latitude: north + Double(place / side) * 0.0009
                        + Double.random(in: -0.0002...0.0002, using: &random)))
        }
        for line in 0..<side {
            addStreet((0..<side).map { first + line * side + $0 })
            addStreet((0..<side).map { first + line + $0 * side })
        }
        return first + side * side / 2
    }

    private mutating func addStreet(_ places: [Int]) {
        var run: [Int] = []
        for place in places {
            run.append(place)
            if Int.random(in: 0..<5, using: &random) == 0 {
                if run.count > 1 { add(run, streetTags()) }
                run = Int.random(in: 0..<4, using: &random) == 0 ? [] : [place]
            }
        }
        if run.count > 1 { add(run, streetTags()) }
    }

    private mutating func streetTags() -> [String: String] {
        let choices: [[String: String]] = [
            [:], [:], [:], ["oneway": "yes"], ["oneway": "-1"], ["access": "private"], ["motor_vehicle": "destination"],
            ["highway": "steps"], ["highway": "footway"], ["highway": "track", "tracktype": "grade3"],
            ["oneway": "yes", "oneway:bicycle": "no"], ["surface": "gravel"], ["bridge": "yes", "layer": "1"],
            ["tunnel": "yes", "layer": "-1"], ["motor_vehicle:forward": "no"], ["access:backward": "destination"],
            ["motor_vehicle:conditional": "no @ (A)"], ["access:conditional": "destination @ (B); no @ (A AND B)"],
            ["vehicle": "private", "vehicle:conditional": "yes @ (B)", "oneway": "yes"],
        ]
        let base = ["highway": "residential", "name": "Οδός \(Int.random(in: 1...40, using: &random))"]
        return base.merging(choices.randomElement(using: &random) ?? [:]) { $1 }
    }

    private mutating func addRoad(_ a: Int, _ b: Int) {
        var run = [a]
        let steps = Int.random(in: 3...15, using: &random)
        for step in 1...steps {
            let share = Double(step) / Double(steps + 1)
            let (from, to) = (positions[a], positions[b])
            positions.append(
                Coordinate(
                    longitude: from.longitude + (to.longitude - from.longitude) * share
                        + Double.random(in: -0.002...0.002, using: &random),
                    latitude: from.latitude + (to.latitude - from.latitude) * share))
            run.append(positions.count - 1)
        }
        add(run + [b], ["highway": "secondary", "ref": "Ε.Ο. \(ways.count)"])
    }

    private mutating func add(_ run: [Int], _ tags: [String: String]) {
        ways.append(
            WayInput(
                id: Int64(ways.count + 1), nodes: run.map { Int64($0 + 1) }, coordinates: run.map { positions[$0] },
                tags: tags))
        if Int.random(in: 0..<12, using: &random) == 0, let place = run.randomElement(using: &random) {
            var tags = ["barrier": ["bollard", "gate", "fence", "block"].randomElement(using: &random) ?? "gate"]
            if Bool.random(using: &random) { tags["motor_vehicle"] = "private" }
            nodes.append(NodeInput(id: Int64(place + 1), tags: tags))
        }
    }

    private mutating func addRestrictions() {
        var waysAt: [Int64: [Int64]] = [:]
        for way in ways where way.tags["route"] == nil {
            for node in Set(way.nodes) { waysAt[node, default: []].append(way.id) }
        }
        let kinds = [
            "no_left_turn", "no_right_turn", "no_straight_on", "only_straight_on", "only_left_turn", "no_u_turn",
        ]
        for (node, meeting) in waysAt.sorted(by: { $0.key < $1.key })
        where meeting.count > 1 && Int.random(in: 0..<4, using: &random) == 0 {
            let ids = meeting.sorted()
            guard let from = ids.randomElement(using: &random), let to = ids.randomElement(using: &random),
                let kind = kinds.randomElement(using: &random)
            else { continue }
            let except = Bool.random(using: &random) ? "bicycle" : ""
            restrictions.append(
                RestrictionInput(
                    id: Int64(restrictions.count + 1),
                    members: [
                        .init(kind: .way, id: from, role: "from"), .init(kind: .node, id: node, role: "via"),
                        .init(kind: .way, id: to, role: "to"),
                    ], tags: ["restriction": kind, "except": except]))
            // Sometimes over a way in between.
            let farWay = ways[Int(to) - 1]
            if let far = farWay.nodes.last, far != node, let beyond = waysAt[far]?.filter({ $0 != to }).min(),
                from != to
            {
                restrictions.append(
                    RestrictionInput(
                        id: Int64(restrictions.count + 1),
                        members: [
                            .init(kind: .way, id: from, role: "from"), .init(kind: .way, id: to, role: "via"),
                            .init(kind: .way, id: beyond, role: "to"),
                        ], tags: ["restriction": kind.replacingPrefix]))
            }
        }
    }

    private func distance(_ a: Int, _ b: Int) -> Double {
        Geodesic.distance(from: positions[a], to: positions[b])
    }

    /// Builds the graph and opens it from its packed file.
    func graph() throws -> RoadGraph {
        let bytes = packed()
        return try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "towns"))
    }

    /// The graph of the ways alone, without barriers, turn restrictions and conditions, for other profiles.
    func graphOfPlainWays(profiles: [TravelProfile]) throws -> RoadGraph {
        var builder = RoadGraphBuilder(profiles: profiles)
        for way in ways {
            var way = way
            way.tags = way.tags.filter { !$0.key.hasSuffix(":conditional") }
            builder.add(way)
        }
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        _ = builder.finish(into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        return try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "towns"))
    }

    func packed() -> [UInt8] {
        var builder = RoadGraphBuilder()
        for way in ways { builder.add(way) }
        for node in nodes { builder.add(node) }
        for restriction in restrictions { builder.add(restriction) }
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        let summary = builder.finish(into: &writer)
        precondition(summary.restrictionsUsed > 0, "a test network without restrictions proves little")
        return writer.bytes(buildID: BuildID(high: 1, low: 2))
    }

    /// Positions near the network, some of them off it.
    func places(_ count: Int, seed: UInt64) -> [Coordinate] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let near = positions[Int.random(in: 0..<positions.count, using: &random)]
            return Coordinate(
                longitude: near.longitude + Double.random(in: -0.0008...0.0008, using: &random),
                latitude: near.latitude + Double.random(in: -0.0008...0.0008, using: &random))
        }
    }
}

extension String {
    /// `only_` restrictions over ways would make most of the town unreachable, so `no_` is used instead.
    fileprivate var replacingPrefix: String { hasPrefix("only_") ? "no_" + dropFirst(5) : self }
}
