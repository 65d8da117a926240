import GeoIndex
import Routing
import Testing

@Suite("Closures")
struct ClosureSetTests {
    private let map = DrawnMap(
        """
        a---b---c---d

        e---f---g---h
        """
    ).way("abcd").way("efgh").way("ae").way("bf").way("cg", ["bridge": "yes", "layer": "1"]).way(
        "dh")

    private func closed(_ closure: Closure, _ graph: RoadGraph) -> Set<String> {
        Set(
            graph.arcs(closedBy: closure).map { arc in
                String(
                    [graph.tail(ofArc: arc), graph.head(ofArc: arc)].compactMap {
                        UnicodeScalar(UInt32(graph.osmID(ofNode: $0))).map(Character.init)
                    })
            })
    }

    @Test("Points, lines, areas, ways and arcs close exactly what they touch")
    func roads() throws {
        let graph = try map.graph()
        let (b, c) = (try map.between("b", "b"), try map.between("c", "c"))
        let middle = try map.between("b", "f")
        #expect(closed(Closure(id: "p", roads: .points([middle], radiusMetres: 20)), graph) == ["bf", "fb"])
        #expect(closed(Closure(id: "p", roads: .points([middle], radiusMetres: 0.001)), graph) == ["bf", "fb"])
        let near = Closure(id: "p", roads: .points([b], radiusMetres: 30))
        #expect(closed(near, graph) == ["ab", "ba", "bc", "cb", "bf", "fb"])
        let line = Closure(
            id: "l", roads: .line([try map.between("b", "g"), try map.between("d", "g")], radiusMetres: 0))
        #expect(closed(line, graph) == ["cg", "gc"])
        func square(_ centre: Coordinate, _ size: Double) -> Polygon {
            Polygon(rings: [
                [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1), (-1, -1)].map {
                    Coordinate(longitude: centre.longitude + $0.0 * size, latitude: centre.latitude + $0.1 * size)
                }
            ])
        }
        // A small area on the middle of a street contains none of the street's ends.
        let area = Closure(id: "a", roads: .area([square(try map.between("b", "c"), 0.0001)]))
        #expect(closed(area, graph) == ["bc", "cb"])
        // A road inside the hole stays open.
        var holed = square(c, 0.0030)
        holed.rings.append(contentsOf: square(try map.between("c", "g"), 0.0028).rings)
        #expect(!closed(Closure(id: "h", roads: .area([holed])), graph).contains("cg"))
        #expect(closed(Closure(id: "w", roads: .ways([4])), graph) == ["bf", "fb"])
        #expect(graph.arcs(closedBy: Closure(id: "x", roads: .arcs([3, -1, 9999]))) == [3])
    }

    @Test("Bridges are spared on request; directions and profiles are respected")
    func exemptions() throws {
        let graph = try map.graph()
        var flood = Closure(id: "f", roads: .points([try map.between("c", "g")], radiusMetres: 10))
        #expect(closed(flood, graph) == ["cg", "gc"])
        flood.sparesBridges = true
        #expect(closed(flood, graph).isEmpty)
        flood.sparesBridges = false
        flood.direction = .forward
        #expect(closed(flood, graph) == ["cg"])
        flood.direction = .both
        flood.profiles = ["car"]
        let router = Router(graph: graph)
        router.setClosures(ClosureSet(version: 4, closures: [flood]), at: 0)
        #expect(try map.path("bc", "gh", "car", on: router.snapshot) == "bfg")
        #expect(try map.path("bc", "gh", "foot", on: router.snapshot) == "cg")
        #expect(router.snapshot.closureVersion == 4)
        router.setClosures(ClosureSet(version: 5), at: 0)
        #expect(try map.path("bc", "gh", "car", on: router.snapshot) == "cg")
    }

    @Test("Closures begin and end in time, and the next change is known")
    func times() throws {
        var closure = Closure(id: "t", roads: .ways([5]))
        closure.from = 100
        closure.until = 200
        let set = ClosureSet(version: 1, closures: [closure])
        let router = Router(graph: try map.graph())
        var seen: [String] = []
        for (time, path) in [(99, "cg"), (100, "bfg"), (199, "bfg"), (200, "cg")] {
            router.setClosures(set, at: Int64(time))
            #expect(router.snapshot.closureVersion == 1)
            #expect(router.snapshot.closedFingerprint.isEmpty == (path == "cg"))
            seen.append(router.snapshot.fingerprint)
            #expect(try map.path("bc", "gh", "car", on: router.snapshot) == path)
        }
        #expect(seen[0] == seen[3] && seen[1] == seen[2] && seen[0] != seen[1])
        #expect(set.nextChange(after: 99) == 100)
        #expect(set.nextChange(after: 100) == 200)
        #expect(set.nextChange(after: 200) == nil)
    }

    @Test("Fingerprints are equal exactly for equal closed roads, in all processes")
    func fingerprints() throws {
        func snapshot(_ version: Int, _ closures: [Closure]) throws -> RoutingSnapshot {
            let router = Router(graph: try map.graph())
            router.setClosures(ClosureSet(version: version, closures: closures), at: 0)
            return router.snapshot
        }
        let one = Closure(id: "a", roads: .ways([5]))
        var oneWay = one
        oneWay.direction = .forward
        var cars = one
        cars.profiles = ["car"]
        let states: [(version: Int, closures: [Closure])] = [
            (1, []), (1, [one]), (1, [oneWay]), (1, [cars]), (1, [Closure(id: "a", roads: .ways([4]))]),
            (1, [one, Closure(id: "b", roads: .ways([4]))]),
        ]
        let made = try states.map { try snapshot($0.version, $0.closures) }
        #expect(Set(made.map(\.closedFingerprint)).count == states.count)
        #expect(Set(made.map(\.fingerprint)).count == states.count)
        let again = try states.map { try snapshot($0.version, $0.closures) }
        #expect(again.map(\.fingerprint) == made.map(\.fingerprint))
        // Another file that closes the same roads differs only in the version.
        let same = try snapshot(2, [Closure(id: "x", roads: .ways([5]), note: "other words")])
        #expect(same.closedFingerprint == made[1].closedFingerprint && same.fingerprint != made[1].fingerprint)
    }

    @Test("A missing way is a result with its reason")
    func reasons() throws {
        let islands = DrawnMap("a-b-c      x-y").way("ab").way("bc").way("xy")
        let router = Router(graph: try islands.graph())
        func reason(_ from: String, _ to: String, _ profile: String = "car") throws -> NoRoute? {
            if case .failure(let reason) = try islands.result(from, to, profile, on: router.snapshot) { return reason }
            return nil
        }
        #expect(try reason("ab", "bc") == nil)
        #expect(try reason("ab", "xy") == .separateNetworks)
        #expect(try reason("ab", "bc", "hovercraft") == .unknownProfile("hovercraft"))
        router.setClosures(ClosureSet(version: 1, closures: [Closure(id: "c", roads: .ways([2]))]), at: 0)
        #expect(try reason("ab", "bc") == .closed)
        let far = Coordinate(longitude: 10, latitude: 10)
        let off = router.snapshot.route(from: far, to: far, profile: "car", maximumMetres: 500)
        #expect(off == .failure(.originOffNetwork(maximumMetres: 500)))
        let path = DrawnMap("a-b-c-d").way("ab").way("bc", ["highway": "footway"]).way("cd")
        let walk = Router(graph: try path.graph()).snapshot
        #expect(try path.result("ab", "cd", "car", on: walk) == .failure(.profileMayNot(other: "foot")))
    }
}
