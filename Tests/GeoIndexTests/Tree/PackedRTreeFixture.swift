import GeoIndex
import TestSupport

/// Trees of seeded items, and the reference algorithms they are compared with.
enum PackedRTreeFixture {
    static func tree(points: some Sequence<Coordinate>) throws -> PackedRTree {
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        PackedRTree.build(points: points, into: &writer, prefix: "tree")
        return try tree(writer)
    }

    static func tree(boxes: some Sequence<BoundingBox>) throws -> PackedRTree {
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        PackedRTree.build(boxes: boxes, into: &writer, prefix: "tree")
        return try tree(writer)
    }

    static func tree(_ writer: PackedFileWriter) throws -> PackedRTree {
        let bytes = writer.bytes(buildID: PackedFileTests.buildID)
        return try PackedRTree(file: PackedFileTests.open(bytes), prefix: "tree")
    }

    static func nearest(
        _ points: [Coordinate], to origin: Coordinate, count: Int, maximumMetres: Double = .infinity,
        where accepts: (Int) -> Bool = { _ in true }
    ) -> [Neighbour] {
        let from = GeodesicOrigin(origin)
        return least(count, points.map { from.distance(to: $0) }, maximumMetres, accepts)
    }

    static func nearest(
        _ boxes: [BoundingBox], to origin: Coordinate, count: Int, maximumMetres: Double = .infinity,
        where accepts: (Int) -> Bool = { _ in true }
    ) -> [Neighbour] {
        let from = GeodesicOrigin(origin)
        return least(count, boxes.map { from.distance(to: $0) }, maximumMetres, accepts)
    }

    private static func least(
        _ count: Int, _ metres: [Double], _ maximumMetres: Double, _ accepts: (Int) -> Bool
    ) -> [Neighbour] {
        var found: [Neighbour] = []
        for index in metres.indices where metres[index] <= maximumMetres && accepts(index) {
            found.append(Neighbour(index: index, metres: metres[index]))
        }
        return Array(found.sorted().prefix(count))
    }

    static func point(_ generator: inout SeededGenerator, in box: BoundingBox) -> Coordinate {
        Coordinate(
            longitude: generator.uniform(box.west...box.east), latitude: generator.uniform(box.south...box.north))
    }

    /// A box with its centre in a window; some have no width, some no height, some neither.
    static func box(_ generator: inout SeededGenerator, in window: BoundingBox, size: Double) -> BoundingBox {
        let corner = point(&generator, in: window)
        let shape = Int.random(in: 0..<8, using: &generator)
        let width = shape & 3 == 0 ? 0 : generator.uniform(0...size)
        let height = shape & 5 == 0 ? 0 : generator.uniform(0...size)
        let east = corner.longitude + width
        return BoundingBox(
            west: corner.longitude, south: corner.latitude, east: east > 180 ? east - 360 : east,
            north: min(90, corner.latitude + height))
    }

    /// Windows all over the ellipsoid, including the difficult places.
    static let windows: [(name: String, box: BoundingBox)] = [
        ("Thessaly's size", BoundingBox(west: 21, south: 39, east: 24, north: 40)),
        ("a town", BoundingBox(west: 22.9, south: 39.3, east: 23, north: 39.4)),
        ("world", .world),
        ("north pole", BoundingBox(west: -180, south: 88, east: 180, north: 90)),
        ("south pole", BoundingBox(west: -180, south: -90, east: 180, north: -89.9)),
        ("equator", BoundingBox(west: -1, south: -0.5, east: 1, north: 0.5)),
        ("east of the antimeridian", BoundingBox(west: -180, south: -20, east: -179, north: -18)),
        ("far north", BoundingBox(west: 20, south: 80, east: 30, north: 82)),
    ]
}
