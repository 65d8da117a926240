import GeoIndex
import Locator
import Records
import Routing
import RoutingTestSupport
import TestSupport
import Testing

/// What closures cut off, against Dijkstra over the rules of the road.
struct ClosureImpactTests {
    private static func dataset(_ places: [Place], _ roads: RoadGraphBuilder) throws -> (Dataset, TemporaryFolder) {
        let folder = try TemporaryFolder()
        _ = try DatasetWriter(Toyland.contents([], places: places), roads: roads).write(to: folder.path + "/dataset")
        return (try Dataset(directory: folder.path + "/dataset"), folder)
    }

    private static func settlement(
        _ id: String, _ municipality: Int, _ longitude: Double, _ latitude: Double, _ population: Int,
        community: String? = nil
    ) -> Place {
        Place(
            id: id, kind: "settlement", names: LocalizedText(["en": id]), population: population,
            municipality: "T\(municipality)", community: community,
            coordinate: Coordinate(longitude: longitude, latitude: latitude))
    }

    private static func way(
        _ id: Int64, _ nodes: [(Int64, Double, Double)], _ tags: [String: String] = [:]
    ) -> WayInput {
        WayInput(
            id: id, nodes: nodes.map(\.0),
            coordinates: nodes.map { Coordinate(longitude: $0.1, latitude: $0.2) },
            tags: ["highway": "secondary", "name": "Road \(id)"].merging(tags) { $1 })
    }

    /// A road from the first seat over a bridge to a village, on to the second seat; and an islet without a way.
    private static func line() throws -> (Dataset, TemporaryFolder) {
        var roads = RoadGraphBuilder()
        roads.add(way(1, [(1, 0.5, 0.5), (2, 0.6, 0.5)]))
        roads.add(way(2, [(2, 0.6, 0.5), (3, 0.61, 0.5)], ["bridge": "yes"]))
        roads.add(way(3, [(3, 0.61, 0.5), (4, 0.7, 0.5), (5, 1.5, 0.5)]))
        // Tracks beside the bridge, for rescue vehicles only.
        roads.add(
            way(
                4, [(2, 0.6, 0.5), (6, 0.605, 0.51), (3, 0.61, 0.5)],
                ["highway": "track", "access": "no", "emergency": "yes"]))
        roads.add(way(5, [(7, 0.9, 0.9), (8, 0.91, 0.9)]))
        return try dataset(
            [
                settlement("seat", 0, 0.5, 0.5, 600, community: "Seat"),
                settlement("near", 0, 0.55, 0.5, 100, community: "Plain"),
                settlement("village", 0, 0.7, 0.5, 200, community: "Plain"),
                settlement("islet", 0, 0.905, 0.9, 100, community: "Sea"),
                settlement("other seat", 1, 1.5, 0.5, 1500), settlement("far", 1, 1.4, 0.5, 500),
            ], roads)
    }

    private static let bridge = Closure(
        id: "b", roads: .points([Coordinate(longitude: 0.605, latitude: 0.5)], radiusMetres: 20))

    @Test("A bridge cuts off the village behind it and the seat from the others, by municipality and community")
    func bridge() throws {
        let (dataset, folder) = try Self.line()
        defer { withExtendedLifetime(folder) {} }
        let impacts = ClosureImpacts(dataset)
        impacts.prepare()
        let impact = try impacts.impact(of: Self.bridge, with: ClosureSet(), now: 0)
        let car = try #require(impact.travels.first { $0.profile == "car" })
        let cutOff = car.municipalities.map { part in
            part.communities.map { "\($0.name ?? "–"): \($0.settlements.map { $0.names["en"] ?? "" }) \($0.people)" }
        }
        #expect(cutOff == [["Seat: [\"seat\"] 600", "Plain: [\"village\"] 200"], ["–: [\"other seat\"] 1500"]])
        #expect(car.people == 2300 && car.settlements == 3)
        #expect(car.unknownSettlements == 1 && car.unknownPeople == 100, "the islet was never reachable")
        let rescue = try #require(impact.travels.first { $0.profile == "rescue" })
        #expect(rescue.people == 0 && rescue.unknownSettlements == 1, "they take the track")
        #expect(impact.pieces == 1 && (750...1200).contains(impact.metres))
        #expect(impact.roads == .mapped && impact.dataDate == "2026-01-01" && impact.at == UTCInstant(seconds: 0))
        // The public answers know nothing of the question.
        #expect(dataset.travel.snapshot().closureVersion == 0)
        let graph = dataset.travel.graph
        #expect(graph.profileNames.indices.allSatisfy { dataset.travel.snapshot().closedArcs(profile: $0).isEmpty })
    }

    @Test("What is closed already is not cut off anew, and a closure is judged at its beginning")
    func beside() throws {
        let (dataset, folder) = try Self.line()
        defer { withExtendedLifetime(folder) {} }
        let impacts = ClosureImpacts(dataset)
        func people(_ closure: Closure, _ inForce: [Closure], now: Int64 = 0) throws -> Int? {
            try impacts.impact(of: closure, with: ClosureSet(closures: inForce), now: now).travels.first?.people
        }
        var other = Self.bridge
        other.id = "o"
        #expect(try people(Self.bridge, [other]) == 0)
        other.until = 1000
        #expect(try people(Self.bridge, [other]) == 0)
        #expect(try people(Self.bridge, [other], now: 1000) == 2300, "the other one is over then")
        var later = Self.bridge
        (later.from, later.until) = (1000, 2000)
        #expect(try people(later, [other]) == 2300)
        later.profiles = ["foot"]
        #expect(try people(later, []) == 0)
        let far = Closure(id: "f", roads: .ways([3]), direction: .backward)
        #expect(try people(far, []) == 1100, "the first seat and `far` are reached against the direction of the way")
    }

    @Test("Closures whose roads take too long to find are refused, whenever they hold")
    func limit() throws {
        var roads = RoadGraphBuilder()
        for row in 0..<300 {
            let latitude = 0.1 + Double(row) / 1000
            roads.add(
                Self.way(Int64(row + 1), [(Int64(2 * row + 1), 0.1, latitude), (Int64(2 * row + 2), 2.9, latitude)]))
        }
        let (dataset, folder) = try Self.dataset([], roads)
        defer { withExtendedLifetime(folder) {} }
        let impacts = ClosureImpacts(dataset)
        let places = (0..<200_000).map { Coordinate(longitude: $0 % 2 == 0 ? 0.2 : 2.8, latitude: 0.2) }
        var line = Closure(id: "x", roads: .line(places, radiusMetres: 50_000), from: 9_000_000_000)
        #expect(throws: ClosureFileError.self) { try impacts.check(ClosureSet(closures: [line])) }
        line.roads = .line(Array(places.prefix(100)), radiusMetres: 50_000)
        try impacts.check(ClosureSet(closures: [line]))
    }

    @Test("In random networks it equals Dijkstra over every rule", arguments: 1...6)
    func oracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var roads = RoadGraphBuilder()
        func node(_ column: Int, _ row: Int) -> (Int64, Double, Double) {
            (Int64(row * 100 + column + 1), Double(column) / 10, Double(row) / 10)
        }
        var id: Int64 = 0
        func join(_ a: (Int64, Double, Double), _ b: (Int64, Double, Double)) {
            guard Double.random(in: 0..<1, using: &random) < 0.62 else { return }
            id += 1
            let tags: [[String: String]] = [
                [:], [:], [:], [:], ["oneway": "yes"], ["oneway": "-1"], ["access": "private"],
                ["highway": "track", "access": "no", "emergency": "yes"],
            ]
            roads.add(Self.way(id, [a, b], tags.randomElement(using: &random) ?? [:]))
        }
        for row in 0..<10 {
            for column in 0..<30 {
                if column < 29 { join(node(column, row), node(column + 1, row)) }
                if row < 9 { join(node(column, row), node(column, row + 1)) }
            }
        }
        let places = (0..<60).map { index in
            Self.settlement(
                "s\(index)", index % 3, Double(index % 3) + Double.random(in: 0.05..<0.95, using: &random),
                Double([0, 1, 2, 3, 4, 6, 7, 8, 9].randomElement(using: &random) ?? 0) / 10 + 0.001,
                50 * (index % 3 + 1))
        }
        let (dataset, folder) = try Self.dataset(places, roads)
        defer { withExtendedLifetime(folder) {} }
        let graph = dataset.travel.graph
        let impacts = ClosureImpacts(dataset)
        for turn in 0..<4 {
            func closure(_ name: String) -> Closure {
                Closure(
                    id: name,
                    roads: .points(
                        [
                            Coordinate(
                                longitude: Double.random(in: 0..<3, using: &random),
                                latitude: Double.random(in: 0..<1, using: &random))
                        ], radiusMetres: Double.random(in: 2000..<30_000, using: &random)),
                    direction: Closure.Direction.allCases.randomElement(using: &random) ?? .both)
            }
            let inForce = ClosureSet(closures: turn % 2 == 0 ? [closure("a")] : [])
            let proposal = closure("b")
            let impact = try impacts.impact(of: proposal, with: inForce, now: 0)
            let all = ClosureSet(closures: inForce.closures + [proposal])
            for travel in impact.travels {
                let profile = try #require(graph.profile(named: travel.profile))
                let oracles = try [inForce, all].map {
                    RuleOracle(
                        graph, profile: profile, changes: try graph.changes(for: $0, at: 0, steps: .max)[profile])
                }
                var (cutOff, unknown): (Set<String>, Int) = ([], 0)
                for (index, place) in places.enumerated() {
                    let seat = Coordinate(longitude: Double(index % 3) + 0.5, latitude: 0.5)
                    let source = graph.point(at: seat, profile: profile)
                    let target = place.coordinate.flatMap { graph.point(at: $0, profile: profile) }
                    let reached = oracles.map { oracle in
                        guard let source, let target else { return false }
                        return oracle.time(from: source, oracle.reach(from: source), to: target) < .unreachable
                    }
                    if !reached[0] { unknown += 1 } else if !reached[1] { cutOff.insert(place.id) }
                }
                let found = travel.municipalities.flatMap { $0.communities.flatMap(\.settlements) }
                #expect(Set(found.compactMap { $0.names["en"] }) == cutOff)
                #expect(travel.unknownSettlements == unknown)
                #expect(found.reduce(0) { $0 + $1.population } == travel.people)
            }
        }
    }
}
