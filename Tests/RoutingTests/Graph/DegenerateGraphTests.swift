import GeoIndex
import Routing
import TestSupport
import Testing

@Suite("Graphs at the edge")
struct DegenerateGraphTests {
    private func router(_ ways: [WayInput]) throws -> Router {
        var builder = RoadGraphBuilder()
        for way in ways { builder.add(way) }
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        _ = builder.finish(into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        return Router(
            graph: try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "edge")))
    }

    private func way(_ id: Int64, _ nodes: [Int64], _ places: [(Double, Double)]) -> WayInput {
        WayInput(
            id: id, nodes: nodes, coordinates: places.map { Coordinate(longitude: $0.0, latitude: $0.1) },
            tags: ["highway": "residential"])
    }

    @Test("No roads at all")
    func empty() throws {
        let router = try router([])
        let here = Coordinate(longitude: 22, latitude: 39)
        router.setClosures(
            ClosureSet(version: 1, closures: [Closure(id: "c", roads: .points([here], radiusMetres: 9e5))]), at: 0)
        let snapshot = router.snapshot
        #expect(
            snapshot.route(from: here, to: here, profile: "car") == .failure(.originOffNetwork(maximumMetres: 2000)))
        let places = PlaceSet([here], on: router.graph, profile: 0)
        #expect(places.points == [nil])
        #expect(snapshot.matrix(from: [nil], to: places) == [[nil]])
        _ = snapshot.coverage(of: places)
        #expect(router.graph.nodeCount == 0 && router.graph.segmentCount == 0)
    }

    @Test("Streets of no length, back to their own start, twice over the same nodes, and of one place")
    func shapes() throws {
        let spot = (22.0, 39.0)
        let ring = [(22.0, 39.0), (22.001, 39.0), (22.001, 39.001), (22.0, 39.0)]
        let router = try router([
            way(1, [1, 2], [spot, spot]), way(2, [2, 3, 4, 2], ring), way(3, [2, 5], [spot, (22.002, 39)]),
            way(4, [5, 2], [(22.002, 39), spot]), way(5, [7], [spot]), way(6, [8, 8], [spot, spot]),
            way(7, [1, 1], [spot, (22.5, 39)]), way(8, [], []),
        ])
        let graph = router.graph
        let snapshot = router.snapshot
        let ends = [(22.0, 39.0), (22.0005, 39.0), (22.001, 39.0005), (22.002, 39.0)].map {
            Coordinate(longitude: $0.0, latitude: $0.1)
        }
        for profile in graph.profileNames {
            for from in ends {
                for to in ends {
                    let route = try snapshot.route(from: from, to: to, profile: profile).get()
                    #expect(route.seconds >= 0 && route.metres >= 0 && !route.geometry.isEmpty)
                    #expect(route.steps.first?.manoeuvre == .depart && route.steps.last?.manoeuvre == .arrive)
                    if from == to { #expect(route.seconds == 0) }
                }
            }
        }
        let point = try #require(graph.point(at: ends[0], profile: 0))
        let reach = snapshot.isochrone(from: point, milliseconds: 600_000)
        #expect(reach.metres > 300)
        #expect(snapshot.isochrone(from: point, milliseconds: 0).metres < 1)
    }

    @Test("Nothing crashes at the poles or over the antimeridian")
    func edges() throws {
        let router = try router([
            way(1, [1, 2, 3], [(179.999, 60), (-179.999, 60), (-179.998, 60.001)]),
            way(2, [4, 5], [(0, 90), (90, 89.9999)]), way(3, [6, 7], [(0, -90), (120, -89.9999)]),
            way(4, [8, 9], [(.nan, 0), (0, .infinity)]), way(5, [10, 11], [(500, 0), (0, 100)]),
        ])
        let across = router.snapshot.route(
            from: Coordinate(longitude: 179.9995, latitude: 60),
            to: Coordinate(longitude: -179.9985, latitude: 60.0005),
            profile: "foot")
        #expect(try abs(across.get().metres - 140) < 40)
        for place in [(0.0, 90.0), (45, -90), (180, 60), (-180, 60)] {
            let coordinate = Coordinate(longitude: place.0, latitude: place.1)
            let point = try #require(router.graph.point(at: coordinate, profile: 1))
            _ = router.snapshot.isochrone(from: point, milliseconds: 60_000).polygons()
        }
    }

    @Test("On foot a symmetric network gives the same time in both directions")
    func symmetric() throws {
        var ways: [WayInput] = []
        for line in 0..<12 {
            let nodes = (0..<12).map { Int64(line * 12 + $0 + 1) }
            ways.append(way(Int64(line), nodes, (0..<12).map { (22 + Double($0) * 0.001, 39 + Double(line) * 0.001) }))
            let column = (0..<12).map { Int64($0 * 12 + line + 1) }
            ways.append(
                way(Int64(line + 100), column, (0..<12).map { (22 + Double(line) * 0.001, 39 + Double($0) * 0.001) }))
        }
        let router = try router(ways)
        var random = SeededGenerator(seed: 4)
        let points = (0..<30).compactMap { _ in
            router.graph.point(
                at: Coordinate(longitude: random.uniform(22...22.011), latitude: random.uniform(39...39.011)),
                profile: 1)
        }
        for from in points {
            for to in points {
                let there = try #require(router.snapshot.milliseconds(from: from, to: to))
                let back = try #require(router.snapshot.milliseconds(from: to, to: from))
                #expect(abs(there - back) <= 4)
            }
        }
    }
}
