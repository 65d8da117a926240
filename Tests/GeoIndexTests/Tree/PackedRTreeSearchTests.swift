import GeoIndex
import TestSupport
import Testing

@Suite struct PackedRTreeSearchTests {
    private typealias Fixture = PackedRTreeFixture

    private static func windows(_ generator: inout SeededGenerator, _ place: BoundingBox) -> [BoundingBox] {
        let sizes = [0, 0.001, 0.05, 0.4].map { $0 * (place.north - place.south) }
        let near = (0..<40).map { Fixture.box(&generator, in: place, size: sizes[$0 % 4]) }
        let far = (0..<10).map { _ in Fixture.box(&generator, in: .world, size: 90) }
        let special = [
            BoundingBox.world, BoundingBox(west: 180, south: -90, east: 180, north: 90),
            BoundingBox(west: -180, south: -90, east: -180, north: 90),
            BoundingBox(west: 170, south: -30, east: -170, north: 30),
        ]
        return near + far + special
    }

    @Test(arguments: Fixture.windows.map(\.name))
    func searchesAgreeWithBruteForce(name: String) throws {
        let place = try #require(Fixture.windows.first { $0.name == name }).box
        var generator = SeededGenerator(seed: 20)
        let size = (place.north - place.south) / 50
        var boxes = (0..<10_000).map { _ in Fixture.box(&generator, in: place, size: size) }
        boxes += [BoundingBox(west: 180, south: -1, east: 180, north: 1), .world]
        let points = boxes.map { Coordinate(longitude: $0.west, latitude: $0.north) }
        let boxTree = try Fixture.tree(boxes: boxes)
        let pointTree = try Fixture.tree(points: points)
        for window in Self.windows(&generator, place) {
            #expect(boxTree.search(window) == boxes.indices.filter { boxes[$0].intersects(window) }, "\(window)")
            #expect(pointTree.search(window) == points.indices.filter { window.contains(points[$0]) }, "\(window)")
        }
    }

    @Test func manyItemsAgreeWithBruteForce() throws {
        var generator = SeededGenerator(seed: 21)
        let place = Fixture.windows[0].box
        let boxes = (0..<100_000).map { _ in Fixture.box(&generator, in: place, size: 0.01) }
        let tree = try Fixture.tree(boxes: boxes)
        for window in Self.windows(&generator, place) {
            #expect(tree.search(window) == boxes.indices.filter { boxes[$0].intersects(window) })
        }
    }

    @Test func containedBlocksSkipItemsWithInvalidCoordinates() throws {
        let points = (0..<1_000).map { index -> Coordinate in
            let longitude: Double = index % 3 == 0 ? .nan : Double(index % 40)
            return Coordinate(longitude: longitude, latitude: Double(index / 40))
        }
        let tree = try Fixture.tree(points: points)
        let wanted = points.indices.filter { points[$0].isValid }
        #expect(tree.search(BoundingBox(west: -1, south: -1, east: 50, north: 50)) == wanted)
        let boxes = try Fixture.tree(boxes: points.map { BoundingBox($0) })
        #expect(boxes.search(BoundingBox(west: -1, south: -1, east: 50, north: 50)) == wanted)
    }

    @Test func eachItemIsVisitedOnceUntilTheVisitorStops() throws {
        let points = (0..<1_000).map { Coordinate(longitude: Double($0 % 40), latitude: Double($0 / 40)) }
        let tree = try Fixture.tree(points: points)
        var visits = [Int](repeating: 0, count: 1_000)
        tree.search(.world) {
            visits[$0] += 1
            return true
        }
        #expect(visits.allSatisfy { $0 == 1 })
        var visited = 0
        tree.search(.world) { _ in
            visited += 1
            return visited < 37
        }
        #expect(visited == 37)
    }

    @Test func invalidBoxesFindNothing() throws {
        let tree = try Fixture.tree(points: [Coordinate(longitude: 1, latitude: 1)])
        #expect(tree.search(.empty).isEmpty)
        #expect(tree.search(BoundingBox(west: 0, south: 2, east: 2, north: 0)).isEmpty)
        #expect(tree.search(BoundingBox(west: .nan, south: 0, east: 2, north: 2)).isEmpty)
        #expect(tree.search(BoundingBox(west: 1, south: 1, east: 1, north: 1)) == [0])
    }
}
