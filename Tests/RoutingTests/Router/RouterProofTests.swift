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

    @Test("A closure set means the same in route, row, nearest, field and isochrone", arguments: [UInt64(3), 4])
    func closuresAgree(seed: UInt64) throws {
        let network = TownNetwork(towns: 6, seed: seed)
        let graph = try network.graph()
        let router = Router(graph: graph)
        var random = SeededGenerator(seed: seed)
        let points = network.places(40, seed: seed).compactMap { graph.point(at: $0, profile: 0) }
        let places = PlaceSet(points: points, on: graph, profile: 0)
        for turn in 0..<6 {
            let centres = network.places(4, seed: seed &+ UInt64(turn))
            let radius = Double.random(in: 50...400, using: &random)
            router.setClosures(
                ClosureSet(
                    version: turn + 1,
                    closures: turn == 5 ? [] : [Closure(id: "flood", extent: .points(centres, radiusMetres: radius))]),
                at: 0)
            let snapshot = router.snapshot
            for source in points.prefix(6) {
                for direction in [TravelDirection.outward, .inward] {
                    let row = snapshot.times(from: source, to: places, direction)
                    let nearest = snapshot.nearest(points.count, from: source, among: places, direction)
                    #expect(nearest.map(\.milliseconds) == row.compactMap { $0 }.sorted())
                    for hit in nearest { #expect(row[hit.place] == hit.milliseconds) }
                    let limit = nearest.isEmpty ? 1000 : nearest[nearest.count / 2].milliseconds
                    let isochrone = snapshot.isochrone(from: source, milliseconds: limit, direction)
                    let field = snapshot.field(from: source, direction)
                    let covered = snapshot.coverage(of: places, count: 2, direction).nearest(at: source)
                    #expect(covered.map(\.milliseconds) == nearest.prefix(2).map(\.milliseconds))
                    for (index, target) in points.enumerated() {
                        let (from, to) = direction == .outward ? (source, target) : (target, source)
                        #expect(snapshot.milliseconds(from: from, to: to) == row[index])
                        #expect(
                            (try? snapshot.route(from: from, to: to).get().seconds)
                                == row[index].map { Double($0) / 1000 })
                        agree(isochrone, target, row[index], limit)
                    }
                    agree(field, isochrone, from: source, graph)
                }
            }
        }
    }

    /// Junctions within the limit are the ends of segments that the isochrone reaches.
    private func agree(_ field: [Int?], _ isochrone: Isochrone, from source: RoutePoint, _ graph: RoadGraph) {
        // The far junction of a private street need not be one that a trip may pass, and a point at the very end of
        // its segment is not the junction there.
        let own = Set(source.snaps.map(\.position.segment))
        let open = isochrone.parts.filter {
            graph.segmentPrivate[$0.segment] & 1 == 0 && !own.contains($0.segment)
        }
        let ends = Set(
            open.flatMap { part in
                (part.from < 1e-9 ? [graph.tail(ofArc: part.segment * 2)] : [])
                    + (part.to > 1 - 1e-9 ? [graph.head(ofArc: part.segment * 2)] : [])
            })
        // Nobody stands at a barrier: its junction has no time although the road up to it is reached.
        for end in ends where !graph.isBlocked(node: end, profile: 0) { #expect(field[end] != nil) }
    }

    /// A place within the limit lies on the parts reached; its straight leg may make it later than the part.
    private func agree(_ isochrone: Isochrone, _ target: RoutePoint, _ time: Int?, _ limit: Int) {
        let margin = 1e-3
        let isOn = target.snaps.contains { snap in
            isochrone.parts.contains {
                $0.segment == snap.position.segment && $0.from - margin <= snap.position.fraction
                    && snap.position.fraction <= $0.to + margin
            }
        }
        if let time, time <= limit { #expect(isOn) }
        let straight = target.snaps.map { Int($0.metres / 1.25 * 1000) }.max() ?? 0
        if let time, time > limit + straight + 100 { #expect(!isOn) }
        if time == nil { #expect(!isOn) }
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
