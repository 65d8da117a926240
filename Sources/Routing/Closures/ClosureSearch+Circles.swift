import GeoIndex

extension ClosureSearch {
    /// A position and a radius in metres.
    struct Circle {
        var centre: Coordinate
        var radius: Double
    }

    /// Circles of one radius around the positions that are valid.
    static func circles(_ positions: [Coordinate], _ radius: Double) -> [Circle] {
        positions.filter(\.isValid).map { Circle(centre: $0, radius: radius) }
    }

    /// From this many circles on, the search goes through the roads instead of the circles.
    private static let many = 32

    /// Takes the segments that come within any of the circles.
    ///
    /// A few circles are searched one by one. With many, each road is compared with the circles near it until one
    /// closes it, so that overlapping circles cost little more than a single layer.
    mutating func visit(_ circles: [Circle], _ isDone: (Int) -> Bool, _ take: (Int) -> Void) {
        guard circles.count >= Self.many, let tree = Self.tree(circles) else {
            for circle in circles { piece(from: circle.centre, to: circle.centre, circle.radius, isDone, take) }
            return
        }
        let planes = circles.map { LocalPlane(around: $0.centre) }
        var left = steps
        for segment in 0..<graph.segmentCount where left >= 0 {
            left -= 1
            if isDone(segment) { continue }
            let shape = graph.shape(ofSegment: segment)
            guard let first = shape.first else { continue }
            var box = BoundingBox(first)
            for coordinate in shape.dropFirst() { box.expand(toInclude: coordinate) }
            tree.search(box) { index in
                left -= shape.count
                let places = shape.map(planes[index].place)
                let meets = zip(places, places.dropFirst()).contains { a, b in
                    PlaneGeometry.distance(.zero, .zero, a, b) <= circles[index].radius
                }
                if meets { take(segment) }
                return !meets && left >= 0
            }
        }
        steps = left
    }

    /// An R-tree of the circles' boxes, in memory.
    private static func tree(_ circles: [Circle]) -> PackedRTree? {
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        PackedRTree.build(
            boxes: circles.map { BoundingBox($0.centre).padded(metres: $0.radius) }, into: &writer, prefix: "circles")
        let bytes = writer.bytes(buildID: BuildID(high: 0, low: 0))
        let file = try? PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "circles", verify: false)
        return file.flatMap { try? PackedRTree(file: $0, prefix: "circles") }
    }
}
