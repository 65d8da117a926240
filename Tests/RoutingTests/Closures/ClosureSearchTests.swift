import GeoIndex
import Routing
import TestSupport
import Testing

/// The search for closed roads is bounded, and the bound changes no result.
@Suite("Searching for closed roads")
struct ClosureSearchTests {
    private static let network = TownNetwork(towns: 6, seed: 11)
    private static let made = Result { try network.graph() }

    private func circles(_ count: Int, metres: Double, profiles: Set<String> = []) -> [Closure] {
        Self.network.places(count, seed: 5).enumerated().map {
            Closure(id: "\($0)", roads: .points([$1], radiusMetres: metres), profiles: profiles)
        }
    }

    @Test("Overlapping circles cost little more than a single layer")
    func overlapping() throws {
        let graph = try Self.made.get()
        let one = try graph.changes(for: ClosureSet(closures: circles(1, metres: 50_000)), at: 0, steps: .max)
        let all = ClosureSet(closures: circles(200, metres: 50_000))
        // Every road is compared with one or two of the circles.
        let bound = graph.segmentCount * 40
        #expect(try graph.changes(for: all, at: 0, steps: bound) == graph.changes(for: all, at: 0, steps: .max))
        #expect(one.indices.allSatisfy { !one[$0].isEmpty })
    }

    @Test("A set that takes too many steps is refused, and the former set stays in force", arguments: [0, 1, 100])
    func refused(steps: Int) throws {
        let router = Router(graph: try Self.made.get())
        router.setClosures(ClosureSet(version: 3, closures: circles(3, metres: 300)), at: 0)
        let before = router.snapshot
        var seen: ClosureFileError?
        do {
            try router.setClosures(ClosureSet(version: 4, closures: circles(500, metres: 50_000)), at: 0, steps: steps)
        } catch {
            seen = error
        }
        #expect(seen?.place.hasPrefix("features[") == true && seen?.expected.contains("at most \(steps)") == true)
        #expect(router.snapshot.closureVersion == 3 && router.snapshot.fingerprint == before.fingerprint)
        for profile in before.graph.profileNames.indices {
            #expect(router.snapshot.closedArcs(profile: profile) == before.closedArcs(profile: profile))
        }
    }

    @Test("Many small circles, many ways and a border of many corners take few steps")
    func plenty() throws {
        let graph = try Self.made.get()
        var box = BoundingBox(Self.network.places(1, seed: 1)[0])
        for place in Self.network.places(300, seed: 2) { box.expand(toInclude: place) }
        let centre = Coordinate(
            longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2)
        // A ring around everything with 20,000 corners, and a hole in it.
        func ring(_ share: Double, corners: Int) -> [Coordinate] {
            let ring = (0..<corners).map { corner in
                let side = Double(corner * 4) / Double(corners)
                let along = side.truncatingRemainder(dividingBy: 1) * 2 - 1
                let place = [(along, -1.0), (1, along), (-along, 1), (-1, -along)][Int(side)]
                return Coordinate(
                    longitude: centre.longitude + place.0 * share * (box.east - box.west) / 2,
                    latitude: centre.latitude + place.1 * share * (box.north - box.south) / 2)
            }
            return ring + [ring[0]]
        }
        let sets: [[Closure]] = [
            circles(2000, metres: 20), (0..<3000).map { Closure(id: "\($0)", roads: .ways([Int64($0), -1])) },
            [
                Closure(
                    id: "a", roads: .area([Polygon(rings: [ring(0.9, corners: 20_000), ring(0.3, corners: 8000)])]))
            ],
        ]
        for closures in sets {
            let set = ClosureSet(closures: closures)
            #expect(
                try graph.changes(for: set, at: 0, steps: graph.segmentCount * 200 + 200_000)
                    == graph.changes(for: set, at: 0, steps: .max))
        }
        // The same border with four corners covers the same roads.
        let plain = Closure(id: "b", roads: .area([Polygon(rings: [ring(0.9, corners: 4), ring(0.3, corners: 4)])]))
        #expect(graph.arcs(closedBy: sets[2][0]) == graph.arcs(closedBy: plain))
    }

    @Test("A zigzag border takes few steps and closes the same roads as a plain search")
    func zigzag() throws {
        let graph = try Self.made.get()
        var box = BoundingBox(Self.network.places(1, seed: 1)[0])
        for place in Self.network.places(300, seed: 2) { box.expand(toInclude: place) }
        let (width, height) = (box.east - box.west, box.north - box.south)
        func corner(_ x: Double, _ y: Double) -> Coordinate {
            Coordinate(longitude: box.west + x * width, latitude: box.south + y * height)
        }
        // Teeth of full or half height, or a few among many short edges.
        func comb(teeth: Int, low: Double, high: Double) -> [Coordinate] {
            var ring = (0..<teeth * 2).map { corner(Double($0) / Double(teeth * 2), $0 % 2 == 0 ? low : high) }
            ring += [corner(1, 1.1), corner(0, 1.1)]
            return ring + [ring[0]]
        }
        for (teeth, low, high) in [(4000, 0.0, 1.0), (4000, 0.5, 1.0), (300, 0.0, 0.9), (8, 0.1, 0.9)] {
            let closure = Closure(
                id: "z", roads: .area([Polygon(rings: [comb(teeth: teeth, low: low, high: high)])]))
            let edges = teeth * 2 + 3
            #expect(throws: ClosureFileError.self) {
                _ = try graph.changes(for: ClosureSet(closures: [closure]), at: 0, steps: edges - 1)
            }
            #expect(!graph.arcs(closedBy: closure).isEmpty)
        }
        // A tooth of no width adds nothing to a square.
        let square = [corner(0.2, 0.2), corner(0.8, 0.2), corner(0.8, 0.8), corner(0.2, 0.8), corner(0.2, 0.2)]
        let teeth = (0..<2000).flatMap { _ in [corner(0.2, 0.8), corner(0.2, 0.2)] }
        let plain = Closure(id: "p", roads: .area([Polygon(rings: [square])]))
        let toothed = Closure(id: "t", roads: .area([Polygon(rings: [square.dropLast() + teeth])]))
        #expect(graph.arcs(closedBy: toothed) == graph.arcs(closedBy: plain))
    }

    @Test("Every closure of a set takes effect, whatever was closed before it")
    func together() throws {
        let graph = try Self.made.get()
        // More than 32 equal ones, so that the search goes through roads, and a few, so that it goes through circles.
        var closures = circles(400, metres: 300) + circles(40, metres: 800)
        for index in closures.indices.dropFirst(200) {
            closures[index].direction = Closure.Direction.allCases[index % 3]
            closures[index].profiles = [[], ["car"], ["foot"], ["car", "bicycle"]][index % 4]
            closures[index].sparesBridges = index % 5 == 0
            closures[index].from = index % 7 == 0 ? 10 : nil
        }
        let found = try graph.changes(for: ClosureSet(closures: closures), at: 0, steps: .max)
        for (profile, name) in graph.profileNames.enumerated() {
            var arcs: Set<UInt32> = []
            for closure in closures
            where closure.holds(at: 0) && (closure.profiles.isEmpty || closure.profiles.contains(name)) {
                arcs.formUnion(graph.arcs(closedBy: closure).map { UInt32($0) })
            }
            func open(_ arcs: some Sequence<UInt32>) -> Set<UInt32> {
                Set(arcs.filter { graph.weights[profile][Int($0)] < .unreachable })
            }
            #expect(open(found[profile].keys) == open(arcs) && !open(arcs).isEmpty)
        }
    }
}
