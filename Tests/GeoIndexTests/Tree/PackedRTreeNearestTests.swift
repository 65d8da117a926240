import GeoIndex
import TestSupport
import Testing

@Suite struct PackedRTreeNearestTests {
    private typealias Fixture = PackedRTreeFixture

    private static func queries(_ generator: inout SeededGenerator, near box: BoundingBox) -> [Coordinate] {
        let special = [
            Coordinate(longitude: 0, latitude: 90), Coordinate(longitude: 77, latitude: -90),
            Coordinate(longitude: 180, latitude: -19), Coordinate(longitude: -180, latitude: 0),
            Coordinate(longitude: box.west, latitude: box.south),
        ]
        return special + (0..<8).map { _ in Fixture.point(&generator, in: box) }
            + (0..<3).map { _ in Fixture.point(&generator, in: .world) }
    }

    @Test(arguments: Fixture.windows.map(\.name))
    func pointsAgreeWithBruteForce(window: String) throws {
        let box = try #require(Fixture.windows.first { $0.name == window }).box
        var generator = SeededGenerator(seed: 10)
        let points = (0..<20_000).map { _ in Fixture.point(&generator, in: box) }
        let tree = try Fixture.tree(points: points)
        try tree.checkInvariants()
        for query in Self.queries(&generator, near: box) {
            for count in [1, 10, 100] {
                #expect(
                    tree.nearest(to: query, count: count) == Fixture.nearest(points, to: query, count: count),
                    "\(query), \(count)")
            }
        }
    }

    @Test func manyPointsAgreeWithBruteForce() throws {
        var generator = SeededGenerator(seed: 11)
        let box = Fixture.windows[0].box
        let points = (0..<100_000).map { _ in Fixture.point(&generator, in: box) }
        let tree = try Fixture.tree(points: points)
        try tree.checkInvariants()
        for round in 0..<60 {
            let query = Fixture.point(&generator, in: BoundingBox(west: 20.5, south: 38.5, east: 24.5, north: 40.5))
            let limit = [Double.infinity, 1_000, 30_000, 0][round % 4]
            let modulus = [1, 2, 97][round % 3]
            let found = tree.nearest(to: query, count: 10, maximumMetres: limit) { $0 % modulus == 0 }
            let wanted = Fixture.nearest(points, to: query, count: 10, maximumMetres: limit) { $0 % modulus == 0 }
            #expect(found == wanted, "\(query)")
        }
    }

    @Test(arguments: Fixture.windows.map(\.name))
    func boxesAgreeWithBruteForce(window: String) throws {
        let place = try #require(Fixture.windows.first { $0.name == window }).box
        var generator = SeededGenerator(seed: 12)
        let size = (place.north - place.south) / 20
        let boxes = (0..<5_000).map { _ in Fixture.box(&generator, in: place, size: size) }
        let tree = try Fixture.tree(boxes: boxes)
        try tree.checkInvariants()
        for query in Self.queries(&generator, near: place) {
            #expect(
                tree.nearest(to: query, count: 12) == Fixture.nearest(boxes, to: query, count: 12), "\(query)")
        }
    }

    @Test func manyBoxesAgreeWithBruteForce() throws {
        var generator = SeededGenerator(seed: 13)
        let window = Fixture.windows[0].box
        let boxes = (0..<100_000).map { _ in Fixture.box(&generator, in: window, size: 0.01) }
        let tree = try Fixture.tree(boxes: boxes)
        try tree.checkInvariants()
        for round in 0..<20 {
            let query = Fixture.point(&generator, in: window)
            let limit = round % 2 == 0 ? Double.infinity : 400
            let found = tree.nearest(to: query, count: 10, maximumMetres: limit) { $0 % 3 != 0 }
            #expect(found == Fixture.nearest(boxes, to: query, count: 10, maximumMetres: limit) { $0 % 3 != 0 })
        }
    }

    @Test func denseAndSparseItemsAgreeWithBruteForce() throws {
        // Dense villages in an empty land, where local density is a poor estimate for the rest.
        var generator = SeededGenerator(seed: 15)
        let land = BoundingBox(west: 20, south: 36, east: 27, north: 41)
        var points: [Coordinate] = []
        for village in 0..<60 {
            let centre = Fixture.point(&generator, in: land)
            let size = [0, 1e-6, 1e-4, 0.01, 0.1][village % 5]
            for _ in 0..<(village % 7 == 0 ? 1_500 : 150) {
                points.append(
                    Coordinate(
                        longitude: centre.longitude + generator.uniform(-1...1) * size,
                        latitude: centre.latitude + generator.uniform(-1...1) * size))
            }
        }
        let tree = try Fixture.tree(points: points)
        try tree.checkInvariants()
        for round in 0..<150 {
            let query = round % 2 == 0 ? Fixture.point(&generator, in: land) : points.randomElement(using: &generator)!
            let count = [1, 10, 33, 200][round % 4]
            #expect(
                tree.nearest(to: query, count: count) == Fixture.nearest(points, to: query, count: count), "\(query)")
        }
    }

    @Test func tiesComeByIndexAndTheLimitIsInclusive() throws {
        let here = Coordinate(longitude: 22.9, latitude: 39.3)
        let there = Coordinate(longitude: 22.91, latitude: 39.3)
        // Long runs of duplicates span many blocks.
        let points = (0..<1_000).map { $0 % 2 == 0 ? there : here }
        let tree = try Fixture.tree(points: points)
        let metres = Geodesic.distance(from: here, to: there)
        let found = tree.nearest(to: here, count: 520)
        #expect(found.map(\.index) == (0..<500).map { 2 * $0 + 1 } + (0..<20).map { 2 * $0 })
        #expect(found.last?.metres == metres)
        #expect(tree.nearest(to: here, count: 600, maximumMetres: metres).count == 600)
        #expect(tree.nearest(to: here, count: 600, maximumMetres: metres.nextDown).count == 500)
        #expect(tree.nearest(to: here, count: 600, maximumMetres: 0).count == 500)
        #expect(tree.nearest(to: here, count: 1_001).count == 1_000)
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 255, 256, 257, 4_096, 4_097, 65_537])
    func everySizeFindsEverything(size: Int) throws {
        var generator = SeededGenerator(seed: UInt64(size))
        let points = (0..<size).map { _ in Fixture.point(&generator, in: Fixture.windows[1].box) }
        let tree = try Fixture.tree(points: points)
        try tree.checkInvariants()
        #expect(tree.count == size)
        let query = Coordinate(longitude: 22.95, latitude: 39.35)
        #expect(tree.nearest(to: query, count: size + 1) == Fixture.nearest(points, to: query, count: size + 1))
        #expect(tree.nearest(to: query, count: 3) == Fixture.nearest(points, to: query, count: 3))
        #expect(tree.search(.world) == Array(0..<size))
    }

    @Test func brokenTreesAreRefusedOrFoundBroken() throws {
        let points = (0..<600).map { Coordinate(longitude: Double($0 % 30), latitude: Double($0 / 30)) }
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        PackedRTree.build(points: points, into: &writer, prefix: "tree")
        let file = try PackedFileTests.open(writer.bytes(buildID: PackedFileTests.buildID))
        let ids = try Array(file.column("tree.ids", as: UInt32.self))
        let nodes = try Array(file.column("tree.nodes", as: Float.self))
        let numbers = try Array(file.column("tree.points", as: Double.self))
        func tree(_ ids: [UInt32], _ nodes: [Float], _ numbers: [Double]) throws -> PackedRTree {
            var writer = PackedFileWriter(kind: PackedFileTests.kind)
            writer.add("tree.ids", ids)
            writer.add("tree.nodes", nodes)
            writer.add("tree.points", numbers)
            return try Fixture.tree(writer)
        }
        try tree(ids, nodes, numbers).checkInvariants()
        #expect(throws: PackedFileError.self) { try tree(Array(ids.dropLast(17)), nodes, numbers) }
        #expect(throws: PackedFileError.self) { try tree(ids, Array(nodes.dropLast(1)), numbers) }
        #expect(throws: PackedFileError.self) { try tree(ids, nodes, Array(numbers.dropLast(1))) }
        #expect(throws: PackedFileError.self) { try tree(ids.map { $0 + 1 }, nodes, numbers) }
        let twice = try tree([ids[1]] + ids.dropFirst(), nodes, numbers)
        #expect(throws: PackedFileError.self) { try twice.checkInvariants() }
        let shrunken = try tree(ids, nodes.map { $0 * 0.9 }, numbers)
        #expect(throws: PackedFileError.self) { try shrunken.checkInvariants() }
    }

    @Test func invalidQueriesFindNothing() throws {
        let tree = try Fixture.tree(points: [Coordinate(longitude: 1, latitude: 1)])
        let here = Coordinate(longitude: 1, latitude: 1)
        #expect(tree.nearest(to: here, count: 0).isEmpty)
        #expect(tree.nearest(to: here, count: -3).isEmpty)
        #expect(tree.nearest(to: Coordinate(longitude: .nan, latitude: 1), count: 1).isEmpty)
        #expect(tree.nearest(to: Coordinate(longitude: 1, latitude: 91), count: 1).isEmpty)
        #expect(tree.nearest(to: here, count: 1, maximumMetres: -1).isEmpty)
        #expect(tree.nearest(to: here, count: 1, maximumMetres: .nan).isEmpty)
        #expect(tree.nearest(to: here, count: 1) { _ in false }.isEmpty)
        #expect(tree.nearest(to: here, count: .max) == [Neighbour(index: 0, metres: 0)])
    }

    @Test func itemsWithInvalidCoordinatesKeepTheirIndexAndAreNeverFound() throws {
        var points = (0..<100).map { Coordinate(longitude: Double($0) / 10, latitude: 1) }
        for index in stride(from: 0, to: 100, by: 7) {
            points[index] = Coordinate(longitude: index % 2 == 0 ? .nan : 181, latitude: 1)
        }
        let tree = try Fixture.tree(points: points)
        try tree.checkInvariants()
        let valid = points.indices.filter { points[$0].isValid }
        #expect(tree.search(.world) == valid)
        #expect(tree.nearest(to: Coordinate(longitude: 5, latitude: 1), count: 200).map(\.index).sorted() == valid)
        let boxes = points.map { BoundingBox($0) } + [.empty]
        let boxTree = try Fixture.tree(boxes: boxes)
        #expect(boxTree.search(.world) == valid)
        #expect(boxTree.nearest(to: Coordinate(longitude: 5, latitude: 1), count: 200).count == valid.count)
    }

    @Test func theCallersMeasureDecides() throws {
        var generator = SeededGenerator(seed: 14)
        let window = Fixture.windows[0].box
        let boxes = (0..<3_000).map { _ in Fixture.box(&generator, in: window, size: 0.05) }
        // The measure is the distance to a corner, which is never below that to the box.
        let corners = boxes.map { Coordinate(longitude: $0.west, latitude: $0.north) }
        let tree = try Fixture.tree(boxes: boxes)
        for query in Self.queries(&generator, near: window) {
            let from = GeodesicOrigin(query)
            let found = tree.nearest(to: query, count: 7) { $0 % 5 == 0 ? nil : from.distance(to: corners[$0]) }
            #expect(found == Fixture.nearest(corners, to: query, count: 7) { $0 % 5 != 0 })
            let near = tree.nearest(to: query, count: 7, maximumMetres: 5_000) { from.distance(to: corners[$0]) }
            #expect(near == Fixture.nearest(corners, to: query, count: 7, maximumMetres: 5_000))
        }
    }
}
