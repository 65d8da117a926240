import GeoIndex
import GeoStore
import Records
import Routing
import Testing

@Suite struct SampleRoadsTests {
    /// A mainland with a deep bay from the south, and an island; in tenths of a degree from 20° east, 40° north.
    private static let mainland = outline([(0, 0), (2, 0), (2, 6), (4, 6), (4, 0), (6, 0), (6, 8), (0, 8)])
    private static let island = outline([(9, 2), (11, 2), (11, 4), (9, 4)])

    @Test func joinsEveryLandPartByRoadAndAllByFerry() throws {
        let places = Self.places(count: 60, seed: 3)
        let result = try Self.read(places, [Self.mainland, Self.island])
        let roads = Network(result.roads.filter { !$0.tags.has("route", "ferry") })
        let all = Network(result.roads)
        // Town centres west, north and east of the bay, and on the island.
        #expect(roads.groups == 2)
        #expect(all.groups == 1)
        let ferries = result.roads.filter { $0.tags.has("route", "ferry") }
        #expect(ferries.count == 1)
        let ferry = try #require(ferries.first)
        #expect(ferry.tags["name"]?.contains(" – ") == true)
        let seconds = try #require(ferry.tags["duration"].flatMap(DurationText.seconds))
        let metres = Geodesic.distance(from: ferry.line[0], to: ferry.line[1])
        #expect((7.0...8.5).contains(metres / Double(seconds)), "15 knots")
    }

    @Test func keepsRoadsOnLand() throws {
        let result = try Self.read(Self.places(count: 60, seed: 4), [Self.mainland, Self.island])
        let land = [Self.mainland, Self.island].flatMap { $0 }.map { polygon in
            polygon.bounds.padded(metres: 600)
        }
        let bay = BoundingBox(west: 20.2, south: 39.9, east: 20.4, north: 40.6)
        var metres = 0.0
        for road in result.roads where !road.tags.has("route", "ferry") {
            for (from, to) in zip(road.line, road.line.dropFirst()) {
                for step in 0...20 {
                    let share = Double(step) / 20
                    let point = Coordinate(
                        longitude: from.longitude + (to.longitude - from.longitude) * share,
                        latitude: from.latitude + (to.latitude - from.latitude) * share)
                    #expect(land.contains { $0.contains(point) })
                    let depth = min(
                        point.longitude - bay.west, bay.east - point.longitude, bay.north - point.latitude)
                    // A raster cell is 400 m; 0.01° is more than one and a half cells.
                    #expect(depth < 0.01, "w\(road.id) crosses the bay")
                }
                metres += Geodesic.distance(from: from, to: to)
            }
        }
        #expect(metres > 100_000)
    }

    @Test func goesAroundWaterWhereNoStraightLegJoins() throws {
        // One place on each arm of the bay: the straight line between them crosses it.
        let places = [
            SampleRoads.Place(coordinate: Coordinate(longitude: 20.1, latitude: 40.05), population: 500, name: "West"),
            SampleRoads.Place(coordinate: Coordinate(longitude: 20.5, latitude: 40.05), population: 500, name: "East"),
        ]
        let result = try Self.read(places, [Self.mainland])
        #expect(Network(result.roads).groups == 1)
        #expect(!result.roads.contains { $0.tags.has("route", "ferry") })
        let longest = result.roads.map(\.line).max { Self.metres($0) < Self.metres($1) } ?? []
        #expect(longest.count > 2)
        #expect(longest.map(\.latitude).max() ?? 0 > 40.59)
    }

    @Test func givesTheSameBytesInAnyOrder() {
        let places = Self.places(count: 80, seed: 5)
        let bytes = SampleRoads(places: places, land: [Self.mainland, Self.island]).bytes()
        #expect(SampleRoads(places: places, land: [Self.mainland, Self.island]).bytes() == bytes)
        var generator = OSMSeededGenerator(state: 1)
        let shuffled = places.shuffled(using: &generator)
        #expect(SampleRoads(places: shuffled, land: [Self.mainland, Self.island]).bytes() == bytes)
        #expect(SampleRoads(places: Array(places.dropLast()), land: [Self.mainland]).bytes() != bytes)
    }

    @Test func isMarkedAsASampleAndReadWithoutRejects() throws {
        let result = try Self.read(Self.places(count: 60, seed: 6), [])
        #expect(result.summary.header.isSample)
        #expect(result.summary.header.boxes.count == 1)
        #expect(result.rejects.isEmpty)
        #expect(result.roads.count == result.records.count && result.roads.count == result.summary.ways)
        #expect(result.roads.allSatisfy { $0.piece == 0 && Int($0.tags["maxspeed"] ?? "") != nil })
    }

    @Test func givesLargePlacesBetterRoadsAndMoreStreets() throws {
        // Two cities with a village halfway, and a hamlet aside.
        let places = [
            SampleRoads.Place(coordinate: Coordinate(longitude: 20, latitude: 45), population: 90_000),
            SampleRoads.Place(coordinate: Coordinate(longitude: 20.2, latitude: 45.01), population: 400),
            SampleRoads.Place(coordinate: Coordinate(longitude: 20.4, latitude: 45), population: 60_000),
            SampleRoads.Place(coordinate: Coordinate(longitude: 20.2, latitude: 45.2), population: 100),
        ]
        let roads = try Self.read(places, []).roads
        let long = roads.filter { Self.metres($0.line) > 5000 }
        #expect(long.filter { $0.tags.has("highway", "trunk") }.count == 2)
        #expect(long.filter { $0.tags.has("highway", "unclassified") }.count == 1)
        let streets = roads.filter { $0.tags.has("highway", "residential") && $0.line[0].longitude < 20.1 }
        let village = roads.filter { $0.tags.has("highway", "residential") && abs($0.line[0].longitude - 20.2) < 0.1 }
        #expect(streets.count > 4 * village.count && !village.isEmpty)
    }

    @Test func withoutLandEverythingIsJoinedByRoad() throws {
        for seed: UInt64 in 1...5 {
            let roads = try Self.read(Self.places(count: 100, seed: seed), []).roads
            #expect(Network(roads).groups == 1)
            #expect(!roads.contains { $0.tags.has("route", "ferry") })
        }
    }

    @Test func takesOddPlaces() throws {
        let odd = [
            SampleRoads.Place(coordinate: Coordinate(longitude: .nan, latitude: 0), population: 5),
            SampleRoads.Place(coordinate: Coordinate(longitude: 200, latitude: 0), population: 5),
            SampleRoads.Place(
                coordinate: Coordinate(longitude: 179.99, latitude: -17), population: 5000, name: "<&\"\u{1}>"),
            SampleRoads.Place(coordinate: Coordinate(longitude: -179.99, latitude: -17), population: .max),
            SampleRoads.Place(coordinate: Coordinate(longitude: -179.99, latitude: -17.0001), population: -4),
            SampleRoads.Place(coordinate: Coordinate(longitude: 179.99, latitude: -17), population: 10),
        ]
        let roads = try Self.read(odd, []).roads
        #expect(Network(roads).groups == 1)
        let far = roads.filter { Self.metres($0.line) > 10_000 }
        #expect(far.isEmpty, "the leg over the antimeridian is 2 km long")
        for none in [[], [odd[0]]] {
            let error = #expect(throws: StoreError.self) { try Self.read(none, [Self.mainland]) }
            #expect(error?.reason.contains("without any map object") == true)
        }
        let single = try Self.read([odd[2]], [Self.mainland])
        #expect(single.roads.count > 0 && single.summary.header.isSample)
        let broken = [
            Polygon(rings: []), Polygon(rings: [[]]), Polygon(rings: [[odd[0].coordinate, odd[2].coordinate]]),
        ]
        #expect(try Self.read([odd[2]], [broken, []]).roads.count > 0)
        let apart = try Self.read(odd, [Self.island]).roads.filter { $0.tags.has("route", "ferry") }
        #expect(apart.count == 1)
    }

    private static func read(_ places: [SampleRoads.Place], _ land: [MultiPolygon]) throws -> OSMReadResult {
        try OSMReadResult(bytes: SampleRoads(places: places, land: land).bytes())
    }

    private static func metres(_ line: [Coordinate]) -> Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + Geodesic.distance(from: $1.0, to: $1.1) }
    }

    private static func outline(_ corners: [(Double, Double)]) -> MultiPolygon {
        let ring = corners.map { Coordinate(longitude: 20 + $0.0 / 10, latitude: 40 + $0.1 / 10) }
        return [Polygon(rings: [ring + [ring[0]]])]
    }

    /// Places on the mainland and the island.
    private static func places(count: Int, seed: UInt64) -> [SampleRoads.Place] {
        var generator = OSMSeededGenerator(state: seed)
        let blocks = [(0.0...2.0, 0.0...8.0), (2.0...4.0, 6.0...8.0), (4.0...6.0, 0.0...8.0), (9.0...11.0, 2.0...4.0)]
        return (0..<count).map { index in
            let block = blocks[index % 4]
            return SampleRoads.Place(
                coordinate: Coordinate(
                    longitude: 20 + Double.random(in: block.0, using: &generator) / 10,
                    latitude: 40 + Double.random(in: block.1, using: &generator) / 10),
                population: Int.random(in: 0...9, using: &generator) == 0
                    ? Int.random(in: 10_000...80_000, using: &generator) : Int.random(in: 50...5000, using: &generator),
                name: "Place \(index)")
        }
    }

    /// The number of components formed by the nodes of some roads.
    private struct Network {
        private(set) var groups = 0

        init(_ roads: [OSMRoad]) {
            var parents: [Int64: Int64] = [:]
            func root(_ node: Int64) -> Int64 {
                var at = node
                while let parent = parents[at], parent != at { at = parent }
                return at
            }
            for road in roads {
                for node in road.nodes {
                    parents[node] = parents[node] ?? node
                    parents[root(node)] = root(road.nodes[0])
                }
            }
            groups = Set(parents.keys.map(root)).count
        }
    }
}
