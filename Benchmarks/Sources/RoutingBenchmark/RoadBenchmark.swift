import GeoIndex
import Glibc
import Routing

/// Measures routing on a dataset's roads, including everything that an answer needs: joining coordinates to the
/// network, rules of the road, geometry, steps and polygons.
struct RoadBenchmark {
    private let router: Router
    private let car: Int
    private let places: [Coordinate]

    /// Opens the roads of a dataset and draws places at their junctions.
    init(path: String) throws {
        let graph = try RoadGraph(file: PackedFile.open(path: path, kind: RoadGraph.fileKind))
        router = Router(graph: graph)
        car = graph.profile(named: "car") ?? 0
        var dice = Dice(seed: 42)
        // Only places that cars can reach, in the largest part of the network.
        var places: [Coordinate] = []
        for _ in 0..<graph.nodeCount * 4 where places.count < 6000 {
            let place = graph.coordinate(ofNode: dice.below(graph.nodeCount))
            if graph.point(at: place, profile: car, maximumMetres: 30)?.snap.isMain == true { places.append(place) }
        }
        self.places = places
    }

    func run() throws {
        guard places.count > 2000 else {
            print("the network is too small to draw places from")
            exit(65)
        }
        let (graph, snapshot, car) = (router.graph, router.snapshot, car)
        let report = RoutingBenchmark.report
        report("junctions", Double(graph.nodeCount), "count")
        let points = places.compactMap { graph.point(at: $0, profile: car) }
        let snaps = RoutingBenchmark.best(3) { for place in places { _ = graph.point(at: place, profile: car) } }
        report("join a coordinate to the roads", snaps / Double(places.count) * 1000, "us")
        let (origins, goals) = (points.prefix(1000), points.dropFirst(1000).prefix(1000))
        let time = RoutingBenchmark.best(3) {
            for (a, b) in zip(origins, goals) { _ = snapshot.milliseconds(from: a, to: b) }
        }
        report("time between two points", time, "us")
        let route = RoutingBenchmark.best(3) {
            for (a, b) in zip(origins, goals) { _ = snapshot.route(from: a, to: b) }
        }
        report("route with line and steps", route, "us")
        let structures = PlaceSet(points: Array(points.suffix(4000)), on: graph, profile: car)
        _ = snapshot.nearest(5, from: points[0], among: structures)
        let near = RoutingBenchmark.best(3) {
            for point in origins { _ = snapshot.nearest(5, from: point, among: structures) }
        }
        report("5 nearest of \(structures.count) by car", near, "us")
        let areas = points.prefix(40).map { snapshot.isochrone(from: $0, milliseconds: 600_000) }
        let reach = RoutingBenchmark.best(3) {
            for point in points.prefix(40) { _ = snapshot.isochrone(from: point, milliseconds: 600_000) }
        }
        report("10 minute reach as parts of roads", reach / 40, "ms")
        let polygons = RoutingBenchmark.best(3) { for area in areas { _ = area.polygons() } }
        report("polygon of it", polygons / 40, "ms")
        closures(points)
    }

    /// Measures 200 closed circles of 30 m, from the geometry to the first answer that uses them.
    private func closures(_ points: [RoutePoint]) {
        var times: [Double] = []
        _ = router.snapshot.milliseconds(from: points[0], to: points[1])
        for turn in 0..<22 {
            let centres = (0..<200).map { points[(turn * 211 + $0 * 17) % points.count].coordinate }
            let set = ClosureSet(
                version: turn + 1, closures: [Closure(id: "flood", roads: .points(centres, radiusMetres: 30))])
            let start = seconds()
            router.setClosures(set, at: 0)
            _ = router.snapshot.milliseconds(from: points[turn], to: points[turn + 1])
            // The first rounds allocate what a running server has already.
            if turn >= 2 { times.append(seconds() - start) }
            router.setClosures(ClosureSet(), at: 0)
        }
        times.sort()
        RoutingBenchmark.report("200 circles closed to first answer, median", times[times.count / 2] * 1000, "ms")
    }
}
