import GeoIndex
import Routing
import TestSupport
import Testing

@Suite("Snapping")
struct SnappingTests {
    /// The distance to a segment in metres: along each straight piece the distance has one minimum, found by ternary
    /// search.
    private func metres(_ coordinate: Coordinate, to segment: Int, _ graph: RoadGraph) -> Double {
        let line = graph.shape(ofSegment: segment)
        return zip(line, line.dropFirst()).map { a, b in
            func distance(_ share: Double) -> Double {
                Geodesic.distance(
                    from: coordinate,
                    to: Coordinate(
                        longitude: a.longitude + (b.longitude - a.longitude) * share,
                        latitude: a.latitude + (b.latitude - a.latitude) * share))
            }
            var (from, to) = (0.0, 1.0)
            for _ in 0..<60 {
                let (left, right) = (from + (to - from) / 3, to - (to - from) / 3)
                if distance(left) < distance(right) { to = right } else { from = left }
            }
            return distance((from + to) / 2)
        }.min() ?? .infinity
    }

    @Test("The nearest places equal those of a search through all segments", arguments: [UInt64(1), 2])
    func nearest(seed: UInt64) throws {
        let network = TownNetwork(towns: 3, seed: seed)
        let graph = try network.graph()
        let places = network.places(25, seed: seed)
        for profile in graph.profileNames.indices {
            let usable = (0..<graph.segmentCount).filter {
                graph.component(ofSegment: $0, profile: profile) != 0 && graph.roadClass(ofSegment: $0) != .ferry
            }
            for coordinate in places {
                let expected = usable.map { metres(coordinate, to: $0, graph) }.sorted()
                let snaps = graph.snaps(coordinate, profile: profile, count: 5, maximumMetres: 100_000)
                #expect(snaps.count == min(5, usable.count))
                // The plane around the coordinate is accurate to a few parts in ten thousand.
                for (snap, metres) in zip(snaps, expected) { #expect(abs(snap.metres - metres) < 0.1 + metres / 500) }
                #expect(snaps.map(\.metres) == snaps.map(\.metres).sorted())
                let choice = graph.snap(coordinate, profile: profile, maximumMetres: 100_000)
                #expect((choice.apart ?? choice.main)?.metres == snaps.first?.metres)
                if let main = choice.main { #expect(main.isMain) }
                if let apart = choice.apart { #expect(!apart.isMain) }
            }
        }
    }

    @Test("No point joins beyond the maximum distance, nor a road that its profile may not use")
    func limits() throws {
        let map = DrawnMap(
            """
            a---b

            c---d
            """
        ).way("ab").way("cd", ["highway": "footway"])
        let graph = try map.graph()
        let near = try map.between("c", "d")
        let (car, foot) = (try #require(graph.profile(named: "car")), try #require(graph.profile(named: "foot")))
        #expect(graph.point(at: near, profile: foot, maximumMetres: 5)?.snap.metres ?? 9 < 1)
        #expect(graph.point(at: near, profile: car, maximumMetres: 150) == nil)
        #expect(abs((graph.point(at: near, profile: car, maximumMetres: 300)?.snap.metres ?? 0) - 200) < 1)
        #expect(graph.snaps(near, profile: car, count: 3, maximumMetres: 150).isEmpty)
        #expect(graph.snaps(near, profile: 99, count: 3, maximumMetres: 150).isEmpty)
        #expect(graph.snaps(near, profile: car, count: 0, maximumMetres: 150).isEmpty)
    }

    @Test("A place on an islet does not join the mainland across the water")
    func islet() throws {
        // The islet lies 500 m off; the mainland is large.
        var rows = ["x-y" + String(repeating: " ", count: 5) + "a-b-c-d-e-f-g-h-i-j"]
        rows.append("")
        let map = DrawnMap(rows.joined(separator: "\n")).way("xy").way("abcdefghij")
        let graph = try map.graph()
        let islet = try map.between("x", "y")
        let point = try #require(graph.point(at: islet, profile: 0))
        #expect(point.snaps.count == 1)
        let snapshot = Router(graph: graph).snapshot
        let far = snapshot.route(from: islet, to: try map.between("a", "b"), profile: "car")
        #expect(far == .failure(.separateNetworks))
        #expect((try? snapshot.route(from: islet, to: islet, profile: "car").get().metres) ?? 9 < 1)
    }
}
