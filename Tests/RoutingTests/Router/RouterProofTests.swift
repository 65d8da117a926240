import Dispatch
import GeoIndex
import Routing
import Synchronization
import TestSupport
import Testing

@Suite("Router against the oracle")
struct RouterProofTests {
    /// Arcs closed by a share or a number, the same for every profile.
    private func closures(_ share: Double, _ graph: RoadGraph, seed: UInt64) -> ClosureSet {
        var random = SeededGenerator(seed: seed)
        let arcs =
            share < 1
            ? (0..<graph.segmentCount * 2).filter { _ in Double.random(in: 0..<1, using: &random) < share }
            : (0..<Int(share)).map { _ in Int.random(in: 0..<graph.segmentCount * 2, using: &random) }
        return ClosureSet(version: 1, closures: [Closure(id: "c", extent: .arcs(arcs))])
    }

    @Test("Times equal the oracle's and ways obey every rule", arguments: [0.0, 1, 20, 0.05], [UInt64(1), 2])
    func exact(share: Double, seed: UInt64) throws {
        let network = TownNetwork(towns: 9, seed: seed)
        let graph = try network.graph()
        let router = Router(graph: graph)
        let set = closures(share, graph, seed: seed &+ 7)
        router.setClosures(set, at: 0)
        let snapshot = router.snapshot
        let closed = Dictionary(
            uniqueKeysWithValues: Set(set.closures.flatMap { graph.arcs(closedBy: $0) }).map {
                (UInt32($0), TravelWeight.unreachable)
            })
        for profile in graph.profileNames.indices {
            let oracle = RuleOracle(graph, profile: profile, changes: closed)
            let points = network.places(60, seed: seed &+ 100).compactMap {
                graph.point(at: $0, profile: profile, maximumMetres: 400)
            }
            let places = PlaceSet(points: points, on: graph, profile: profile)
            var found = 0
            for source in points.prefix(12) {
                let reach = oracle.reach(from: source)
                let row = snapshot.times(from: source, to: places)
                for (index, target) in points.enumerated() {
                    let expected = oracle.time(from: source, reach, to: target)
                    let time = snapshot.milliseconds(from: source, to: target)
                    #expect(time == (expected < .unreachable ? Int(expected) : nil))
                    #expect(row[index] == time)
                    guard index < 12, time != nil else { continue }
                    found += 1
                    let route = try snapshot.route(from: source, to: target).get()
                    let walked = oracle.walk(
                        route.arcs, from: route.origin.position, to: route.destination.position)
                    #expect(walked.map { Double($0) / 1000 } == route.networkSeconds)
                    #expect(route.geometry.count >= 1)
                    let sum = route.steps.reduce(0) { $0 + $1.metres }
                    #expect(abs(sum - route.networkMetres) < 0.01)
                }
            }
            #expect(found > 20)
        }
    }

    @Test("Questions on other threads fit one set of closures while sets are swapped")
    func swapping() throws {
        let network = TownNetwork(towns: 5, seed: 9)
        let graph = try network.graph()
        let router = Router(graph: graph)
        let points = network.places(30, seed: 5).compactMap { graph.point(at: $0, profile: 0) }
        let places = PlaceSet(points: points, on: graph, profile: 0)
        let sets = (0..<3).map { closures(Double($0) * 15, graph, seed: UInt64($0)) }
        let expected = sets.map { set -> [[Int?]] in
            let own = Router(graph: graph)
            own.setClosures(set, at: 0)
            return own.snapshot.matrix(from: points, to: places)
        }
        let wrong = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            for turn in 0..<60 {
                if worker == 0 {
                    var set = sets[turn % 3]
                    set.version = turn % 3 + 1
                    router.setClosures(set, at: 0)
                    continue
                }
                let snapshot = router.snapshot
                let rows = expected[max(snapshot.closureVersion - 1, 0)]
                for (index, source) in points.enumerated() where index % 3 == worker - 1 {
                    let times = snapshot.times(from: source, to: places)
                    let best = snapshot.nearest(1, from: source, among: places).first?.milliseconds
                    if times != rows[index] || best != rows[index].compactMap({ $0 }).min() {
                        wrong.withLock { $0 += 1 }
                    }
                }
            }
        }
        #expect(wrong.withLock { $0 } == 0)
    }
}
