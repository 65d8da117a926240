import Dispatch
import GeoIndex
import Routing
import RoutingTestSupport
import Synchronization
import TestSupport
import Testing

@Suite("Router against the oracle")
struct RouterProofTests {
    /// Closes a share or a number of arcs, the same for all profiles.
    private func closures(_ share: Double, _ graph: RoadGraph, seed: UInt64) -> ClosureSet {
        var random = SeededGenerator(seed: seed)
        let arcs =
            share < 1
            ? (0..<graph.segmentCount * 2).filter { _ in Double.random(in: 0..<1, using: &random) < share }
            : (0..<Int(share)).map { _ in Int.random(in: 0..<graph.segmentCount * 2, using: &random) }
        return ClosureSet(version: 1, closures: [Closure(id: "c", roads: .arcs(arcs))])
    }

    @Test("Times equal those of the reference and ways break no rule", arguments: [0.0, 1, 20, 0.05], [UInt64(1), 2])
    func exact(share: Double, seed: UInt64) throws {
        let network = TownNetwork(towns: 9, seed: seed)
        let graph = try network.graph()
        let router = Router(graph: graph)
        let set = closures(share, graph, seed: seed &+ 7)
        router.setClosures(set, at: 0)
        let conditions = Self.conditions(graph, seed: seed, share)
        let snapshot = router.snapshot(conditions: conditions)
        for profile in graph.profileNames.indices {
            var changes = graph.changes(profile: profile, conditions: conditions)
            for arc in set.closures.flatMap({ graph.arcs(closedBy: $0) }) { changes[UInt32(arc)] = .unreachable }
            let oracle = RuleOracle(graph, profile: profile, changes: changes)
            let points = network.places(60, seed: seed &+ 100).compactMap {
                graph.point(at: $0, profile: profile, maximumMetres: 400)
            }
            let places = PlaceSet(points: points, on: graph, profile: profile)
            var found = 0
            for source in points.prefix(12) {
                let reach = oracle.reach(from: source)
                let row = snapshot.times(from: source, to: places)
                let (lengths, times, nearest) = snapshot.withTrips(from: source, to: places) { trips in
                    (
                        trips.lengths(to: Array(points.indices)), points.indices.map(trips.milliseconds),
                        trips.nearest(7) { $0 % 3 != 0 }
                    )
                }
                #expect(times == row)
                #expect(nearest == snapshot.nearest(7, from: source, among: places) { $0 % 3 != 0 })
                for (index, target) in points.enumerated() {
                    let expected = oracle.time(from: source, reach, to: target)
                    let time = snapshot.milliseconds(from: source, to: target)
                    #expect(time == (expected < .unreachable ? Int(expected) : nil))
                    #expect(row[index] == time)
                    guard index < 12 else { continue }
                    guard time != nil else {
                        let route = snapshot.route(from: source, to: target)
                        #expect(lengths[index] == route.map(TripLength.init(of:)))
                        continue
                    }
                    found += 1
                    let route = try snapshot.route(from: source, to: target).get()
                    let walked = oracle.walk(
                        route.arcs, from: route.origin.position, to: route.destination.position)
                    #expect(walked.map { Double($0) / 1000 } == route.networkSeconds)
                    #expect(route.geometry.count >= 1)
                    let sum = route.steps.reduce(0) { $0 + $1.metres }
                    #expect(abs(sum - route.networkMetres) < 0.01)
                    #expect(lengths[index] == .success(TripLength(of: route)))
                    #expect(snapshot.length(from: source, to: target)?.metres == route.metres)
                }
            }
            #expect(found > 20)
        }
    }

    /// No condition holds when `share` is 0, otherwise some do.
    private static func conditions(_ graph: RoadGraph, seed: UInt64, _ share: Double) -> [ConditionState] {
        var random = SeededGenerator(seed: seed &+ 55)
        return graph.conditionTexts.map { _ in
            share == 0 ? .fails : [.fails, .holds, .unknown].randomElement(using: &random) ?? .fails
        }
    }

    @Test("Zones change the length of ways, never what can be reached")
    func zonesHideNothing() throws {
        let car = TravelProfile.standard[0]
        var free = car
        free.name = "free"
        for (value, right) in car.rights where right == .endsOnly { free.rights[value] = .yes }
        var longer = 0
        for seed in UInt64(1)...12 {
            let network = TownNetwork(towns: 3, seed: seed)
            let graph = try network.graphOfPlainWays(profiles: [car, free])
            let snapshot = Router(graph: graph).snapshot
            let points = (0...1).map { profile in
                network.places(40, seed: seed &+ 3).map { graph.point(at: $0, profile: profile, maximumMetres: 400) }
            }
            let times = (0...1).map { profile in
                snapshot.matrix(
                    from: points[profile], to: PlaceSet(points: points[profile], on: graph, profile: profile))
            }
            for (own, other) in zip(times[0].joined(), times[1].joined()) {
                #expect((own == nil) == (other == nil) && own ?? 0 >= other ?? 0)
                if own ?? 0 > other ?? 0 { longer += 1 }
            }
        }
        #expect(longer > 100)
    }

    @Test("Answers on other threads agree with a single set of closures while sets are replaced")
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

extension TripLength {
    /// The length of a full route.
    fileprivate init(of route: Route) {
        self.init(
            seconds: route.seconds, metres: route.metres, usesFerry: route.usesFerry, isEstimate: route.isEstimate,
            doubts: route.doubts)
    }
}
