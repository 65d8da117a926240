import GeoIndex
import Routing
import RoutingTestSupport
import TestSupport
import Testing

/// One set of closures has the same effect on route, matrix, nearest, isochrone and coverage, whatever it contains.
@Suite("Closures in every answer")
struct ClosuresAgreeTests {
    private static let noon: Int64 = 1_700_000_000
    private static let directions = [TravelDirection.outward, .inward]

    /// Seeded closures of every kind of roads, direction, exemption, choice of profiles and time.
    private func closures(_ network: TownNetwork, _ graph: RoadGraph, seed: UInt64) -> [Closure] {
        var random = SeededGenerator(seed: seed)
        let centres = network.places(30, seed: seed &+ 1)
        return (0..<10).map { index in
            let (a, b) = (centres[index * 3], centres[index * 3 + 1])
            let reach = random.uniform(0.0005...0.003)
            let ring = [(-1.0, -1.0), (1, -1), (0.4, 1), (-1, -1)].map {
                Coordinate(longitude: a.longitude + $0.0 * reach, latitude: a.latitude + $0.1 * reach)
            }
            let roads: [Closure.Roads] = [
                .points([a, b], radiusMetres: random.uniform(10...300)),
                .line([a, Coordinate(longitude: a.longitude + reach, latitude: a.latitude)], radiusMetres: 5),
                .area([Polygon(rings: [ring])]), .ways((0..<4).map { _ in Int64.random(in: 1...80, using: &random) }),
                .arcs((0..<12).map { _ in Int.random(in: 0..<graph.segmentCount * 2, using: &random) }),
            ]
            let hours: [(from: Int64?, until: Int64?)] = [
                (nil, nil), (nil, nil), (Self.noon - 60, nil), (Self.noon, Self.noon + 60), (Self.noon + 1, nil),
                (nil, Self.noon),
            ]
            let hour = hours[Int.random(in: hours.indices, using: &random)]
            return Closure(
                id: "\(index)", roads: roads[index % roads.count],
                direction: Closure.Direction.allCases[Int.random(in: 0..<3, using: &random)],
                profiles: index % 3 == 0 ? Set(graph.profileNames.filter { _ in Bool.random(using: &random) }) : [],
                sparesBridges: Bool.random(using: &random), sparesTunnels: Bool.random(using: &random),
                from: hour.from, until: hour.until)
        }
    }

    /// The arcs that a set closes to a profile at noon, closure by closure.
    private func closed(_ set: [Closure], _ graph: RoadGraph, _ profile: Int) -> [UInt32: TravelWeight] {
        var changes: [UInt32: TravelWeight] = [:]
        for closure in set where closure.profiles.isEmpty || closure.profiles.contains(graph.profileNames[profile]) {
            if let from = closure.from, from > Self.noon { continue }
            if let until = closure.until, until <= Self.noon { continue }
            for arc in graph.arcs(closedBy: closure) { changes[UInt32(arc)] = .unreachable }
        }
        return changes
    }

    @Test("Five kinds of answer agree with the reference under the same set", arguments: [UInt64(3), 4, 5])
    func agree(seed: UInt64) throws {
        let network = TownNetwork(towns: 6, seed: seed)
        let graph = try network.graph()
        let router = Router(graph: graph)
        var later = 0
        for turn in 0..<4 {
            // The last round opens everything again.
            let set = turn == 3 ? [] : closures(network, graph, seed: seed &* 31 &+ UInt64(turn))
            router.setClosures(ClosureSet(version: turn + 1, closures: set), at: Self.noon)
            for profile in graph.profileNames.indices {
                let points = network.places(30, seed: seed).compactMap { graph.point(at: $0, profile: profile) }
                let changes = closed(set, graph, profile)
                let taken = changes.keys.filter { graph.weights[profile][Int($0)] < .unreachable }
                #expect(router.snapshot.closedArcs(profile: profile) == taken.map { Int($0) }.sorted())
                later += try compare(router.snapshot, points, RuleOracle(graph, profile: profile, changes: changes))
            }
        }
        #expect(later > 500, "\(later) times compared")
    }

    /// Compares all answers from a few points, and returns how many times were finite.
    private func compare(_ snapshot: RoutingSnapshot, _ points: [RoutePoint], _ oracle: RuleOracle) throws -> Int {
        let profile = try #require(points.first).profile
        let places = PlaceSet(points: points, on: snapshot.graph, profile: profile)
        let matrix = snapshot.matrix(from: points, to: places)
        let coverage = Self.directions.map { snapshot.coverage(of: places, count: 2, $0) }
        var found = 0
        for (row, source) in points.enumerated().prefix(4) {
            let reach = oracle.reach(from: source)
            for (column, target) in points.enumerated() {
                let expected = oracle.time(from: source, reach, to: target)
                #expect(matrix[row][column] == (expected < .unreachable ? Int(expected) : nil))
                if expected < .unreachable { found += 1 }
            }
            for (direction, coverage) in zip(Self.directions, coverage) {
                let times = points.indices.map { direction == .outward ? matrix[row][$0] : matrix[$0][row] }
                #expect(snapshot.times(from: source, to: places, direction) == times)
                let nearest = snapshot.nearest(points.count, from: source, among: places, direction)
                #expect(nearest.map(\.milliseconds) == times.compactMap { $0 }.sorted())
                for hit in nearest { #expect(times[hit.place] == hit.milliseconds) }
                #expect(coverage.nearest(at: source).map(\.milliseconds) == nearest.prefix(2).map(\.milliseconds))
                let limit = nearest.isEmpty ? 1000 : nearest[nearest.count / 2].milliseconds
                let isochrone = snapshot.isochrone(from: source, milliseconds: limit, direction)
                for (index, target) in points.enumerated() {
                    let (from, to) = direction == .outward ? (source, target) : (target, source)
                    let route = try? snapshot.route(from: from, to: to).get()
                    #expect(route?.seconds == times[index].map { Double($0) / 1000 })
                    #expect(snapshot.milliseconds(from: from, to: to) == times[index])
                    agree(isochrone, target, times[index], limit)
                }
                agree(snapshot.field(from: source, direction), isochrone, from: source, snapshot.graph, profile)
            }
        }
        return found
    }

    /// The junctions within the limit are the ends of segments that the isochrone reaches.
    private func agree(
        _ field: [Int?], _ isochrone: Isochrone, from source: RoutePoint, _ graph: RoadGraph, _ profile: Int
    ) {
        // Trips may be barred from the far junction of a private street, and a point at the very end of a segment is
        // not at the junction.
        let own = Set(source.snaps.map(\.position.segment))
        func isZone(_ segment: Int) -> Bool {
            (graph.arcZone[2 * segment] | graph.arcZone[2 * segment + 1]) & 1 << UInt8(profile) != 0
        }
        let open = isochrone.parts.filter {
            !isZone($0.segment) && !own.contains($0.segment)
        }
        let ends = Set(
            open.flatMap { part in
                (part.from < 1e-9 ? [graph.tail(ofArc: part.segment * 2)] : [])
                    + (part.to > 1 - 1e-9 ? [graph.head(ofArc: part.segment * 2)] : [])
            })
        // A blocked junction has no time although the road up to it is reached.
        for end in ends where !graph.isBlocked(node: end, profile: profile) { #expect(field[end] != nil) }
    }

    /// A place within the limit lies on the parts reached; with its straight leg it may take longer than the part.
    private func agree(_ isochrone: Isochrone, _ target: RoutePoint, _ time: Int?, _ limit: Int) {
        // Two points within the margin of each other on a one-way street may or may not reach each other.
        func isOn(_ margin: Double) -> Bool {
            target.snaps.contains { snap in
                isochrone.parts.contains {
                    $0.segment == snap.position.segment && $0.from - margin <= snap.position.fraction
                        && snap.position.fraction <= $0.to + margin
                }
            }
        }
        if let time, time <= limit { #expect(isOn(1e-3)) }
        let straight = target.snaps.map { Int($0.metres / 1.25 * 1000) }.max() ?? 0
        if time ?? .max > limit + straight + 100 { #expect(!isOn(-1e-3)) }
    }
}
