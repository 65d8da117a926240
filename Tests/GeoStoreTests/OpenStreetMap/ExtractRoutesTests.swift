import Foundation
import GeoIndex
import GeoStore
import Records
import Routing
import RoutingTestSupport
import Testing
import TestSupport

/// Compares times on real road networks with Dijkstra under every rule of the road, for all profiles, with none, one,
/// twenty and 5 % of the arcs closed; every way is checked again arc by arc.
///
/// Extracts come from the folder `osm` of `PLISION_GEODATA`; without it only the sample network between invented places
/// is used. `PLISION_PROOF_PAIRS` (default 100) is the number of pairs for each combination of profile and closures on
/// each network.
@Suite struct ExtractRoutesTests {
    static let pairs = ProcessInfo.processInfo.environment["PLISION_PROOF_PAIRS"].flatMap { Int($0) } ?? 100

    static let networks: [String] = {
        guard let folder = ProcessInfo.processInfo.environment["PLISION_GEODATA"] else { return ["sample"] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/osm")) ?? []
        return ["sample"] + files.filter { $0.hasSuffix(".osm.pbf") }.sorted().map { "\(folder)/osm/\($0)" }
    }()

    private func graph(_ network: String) throws -> RoadGraph {
        let folder = try TemporaryFolder()
        let file = network == "sample" ? try folder.write("sample.osm", Self.sample()) : network
        let store = try FeatureStore(path: ":memory:")
        _ = try Importer(into: store).importOSM(file: file, kinds: try folder.write("kinds.csv", "kind,tags\n"))
        var builder = RoadGraphBuilder()
        try store.feed(&builder)
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        _ = builder.finish(into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        return try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: network))
    }

    private static func sample() -> String {
        var random = SeededGenerator(seed: 12)
        let places = (0..<80).map { index in
            SampleRoads.Place(
                coordinate: Coordinate(longitude: random.uniform(22...22.8), latitude: random.uniform(39...39.6)),
                population: index % 9 == 0 ? 9000 : 300, name: "P\(index)")
        }
        let box = [(21.9, 38.9), (22.9, 38.9), (22.9, 39.7), (21.9, 39.7), (21.9, 38.9)]
        let land = [Polygon(rings: [box.map { Coordinate(longitude: $0.0, latitude: $0.1) }])]
        return String(decoding: SampleRoads(places: places, land: [land]).bytes(), as: UTF8.self)
    }

    @Test(arguments: networks)
    func timesAreDijkstras(network: String) throws {
        let graph = try graph(network)
        let router = Router(graph: graph)
        var random = SeededGenerator(seed: 2021)
        let arcCount = graph.segmentCount * 2
        let combinations = graph.profileNames.count * 4
        // One search of the reference serves many targets.
        let targets = min(100, max(20, Self.pairs / 50))
        let sources = max(1, Self.pairs / targets)
        var found = 0
        for (version, closed) in [0, 1, 20, arcCount / 20].enumerated() {
            let arcs = (0..<closed).map { _ in Int.random(in: 0..<arcCount, using: &random) }
            router.setClosures(
                ClosureSet(version: version + 1, closures: [Closure(id: "c", roads: .arcs(arcs))]), at: 0)
            let changes = Dictionary(arcs.map { (UInt32($0), TravelWeight.unreachable) }) { first, _ in first }
            for profile in graph.profileNames.indices {
                found += try compare(router, profile, changes, sources, targets, &random)
            }
        }
        #expect(found > combinations * sources * targets / 4, "\(network): \(found) ways found")
    }

    private func compare(
        _ router: Router, _ profile: Int, _ changes: [UInt32: TravelWeight], _ sources: Int, _ targets: Int,
        _ random: inout SeededGenerator
    ) throws -> Int {
        let (graph, snapshot) = (router.graph, router.snapshot)
        let oracle = RuleOracle(graph, profile: profile, changes: changes)
        func point() -> RoutePoint? {
            let place = graph.coordinate(ofNode: Int.random(in: 0..<graph.nodeCount, using: &random))
            let near = Coordinate(
                longitude: place.longitude + random.uniform(-0.001...0.001),
                latitude: place.latitude + random.uniform(-0.001...0.001))
            return graph.point(at: near, profile: profile, maximumMetres: 500)
        }
        var found = 0
        let goals = (0..<targets).compactMap { _ in point() }
        let places = PlaceSet(points: goals, on: graph, profile: profile)
        for source in (0..<sources).compactMap({ _ in point() }) {
            let reach = oracle.reach(from: source)
            let row = snapshot.times(from: source, to: places)
            for (index, goal) in goals.enumerated() {
                let expected = oracle.time(from: source, reach, to: goal)
                let time = expected < .unreachable ? Int(expected) : nil
                #expect(snapshot.milliseconds(from: source, to: goal) == time && row[index] == time)
                guard time != nil else { continue }
                found += 1
                let route = try snapshot.route(from: source, to: goal).get()
                let walked = oracle.walk(route.arcs, from: route.origin.position, to: route.destination.position)
                #expect(walked.map { Double($0) / 1000 } == route.networkSeconds)
            }
        }
        return found
    }
}
