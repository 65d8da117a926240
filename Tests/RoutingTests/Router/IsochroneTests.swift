import GeoIndex
import Routing
import Testing

@Suite("Isochrones")
struct IsochroneTests {
    @Test("A straight road is reached as far as the time allows, outward and inward")
    func straight() throws {
        let map = DrawnMap("a---------b---------c").way("ab").way("bc", ["oneway": "yes"])
        let graph = try map.graph()
        let snapshot = Router(graph: graph).snapshot
        let point = try #require(graph.point(at: map.between("a", "b"), profile: 0, maximumMetres: 10))
        // Enough for 150 m at the speed used here.
        let seconds = 150 / (30 * TravelProfile.standard[0].limitShare / 3.6)
        let limit = Int(seconds * 1000)
        let reached = snapshot.isochrone(from: point, milliseconds: limit)
        #expect(abs(reached.metres - 300) < 2)
        #expect(abs(snapshot.isochrone(from: point, milliseconds: limit, .inward).metres - 300) < 2)
        let end = try #require(graph.point(at: map.between("b", "c"), profile: 0, maximumMetres: 10))
        #expect(abs(snapshot.isochrone(from: end, milliseconds: limit).metres - 150) < 2)
        #expect(abs(snapshot.isochrone(from: end, milliseconds: limit, .inward).metres - 150) < 2)
        #expect(snapshot.isochrone(from: point, milliseconds: 0).metres < 1)
    }

    @Test("Polygons contain the roads reached, have holes and simple rings", arguments: [UInt64(1), 2, 3])
    func polygons(seed: UInt64) throws {
        let network = TownNetwork(towns: 5, seed: seed)
        let graph = try network.graph()
        let snapshot = Router(graph: graph).snapshot
        for place in network.places(4, seed: seed) {
            guard let point = graph.point(at: place, profile: 1) else { continue }
            let reached = snapshot.isochrone(from: point, milliseconds: 500_000)
            let polygons = reached.polygons(bufferMetres: 15)
            #expect(reached.parts.isEmpty == polygons.isEmpty)
            for line in reached.lines {
                for position in line { #expect(polygons.contains { contains($0, position) }) }
            }
            for polygon in polygons {
                for (index, ring) in polygon.rings.enumerated() {
                    #expect(ring.first == ring.last && ring.count >= 4)
                    #expect((area(ring) > 0) == (index == 0), "outer rings run counter-clockwise, holes clockwise")
                    #expect(isSimple(ring))
                }
            }
        }
    }

    @Test("A block of streets leaves a hole, and the sea is left out")
    func holes() throws {
        let map = DrawnMap(
            """
            a-----b



            d-----c
            """
        ).way("abcda")
        let graph = try map.graph()
        let point = try #require(graph.point(at: map.between("a", "b"), profile: 1, maximumMetres: 10))
        let reached = Router(graph: graph).snapshot.isochrone(from: point, milliseconds: 3_600_000)
        let whole = reached.polygons(bufferMetres: 40)
        #expect(whole.count == 1 && whole[0].rings.count == 2)
        let shore = try map.between("b", "b").longitude
        let land = reached.polygons(bufferMetres: 40) { $0.longitude < shore }
        #expect(land.allSatisfy { $0.bounds.east < shore + 0.0005 })
        #expect(reached.polygons(bufferMetres: 40) { _ in false }.isEmpty)
    }

    private func area(_ ring: [Coordinate]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) {
            $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
                - (ring[0].latitude * ($1.0.longitude - $1.1.longitude) + ring[0].longitude
                    * ($1.1.latitude - $1.0.latitude))
        }
    }

    private func contains(_ polygon: Polygon, _ p: Coordinate) -> Bool {
        var inside = false
        for ring in polygon.rings {
            for (a, b) in zip(ring, ring.dropFirst()) where (a.latitude > p.latitude) != (b.latitude > p.latitude) {
                let x =
                    (b.longitude - a.longitude) * (p.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude
                if p.longitude < x { inside.toggle() }
            }
        }
        return inside
    }

    private func isSimple(_ ring: [Coordinate]) -> Bool {
        func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
            (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude)
                * (c.longitude - a.longitude)
        }
        let edges = Array(zip(ring, ring.dropFirst()))
        for i in edges.indices {
            for j in edges.indices where j > i + 1 && !(i == 0 && j == edges.count - 1) {
                let (a, b) = edges[i]
                let (c, d) = edges[j]
                if turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0 { return false }
            }
        }
        return Set(ring.dropLast()).count == ring.count - 1
    }
}
