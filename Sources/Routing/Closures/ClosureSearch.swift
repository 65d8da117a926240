import GeoIndex

/// Finds the arcs that closures cover, one closure after another.
///
/// Counts its steps and stops when they are used up, so that no set of closures can occupy a process for long. A step
/// is a road examined, or a comparison of a straight piece of road with a piece of a closure. Roads of which everything
/// is closed already are examined but not compared.
struct ClosureSearch {
    let graph: RoadGraph
    var steps: Int
    /// Segments sorted by the way they belong to; built for the first closure that names ways.
    private var segmentsByWay: [(way: Int64, segment: Int)] = []

    /// Creates a search that stops after `steps` steps.
    init(_ graph: RoadGraph, steps: Int) {
        self.graph = graph
        self.steps = steps
    }

    /// Calls `take` with the arcs that a closure covers, except those for which `isDone` returns true.
    ///
    /// - Parameter circles: Further circles that are closed in the same way.
    /// - Returns: False when the steps ran out before the end.
    mutating func visit(
        _ closure: Closure, circles: [Circle] = [], isDone: (Int) -> Bool, take: (Int) -> Void
    ) -> Bool {
        let graph = graph
        func arcs(_ segment: Int) -> Range<Int> {
            let flags = graph.flags(ofSegment: segment)
            if closure.sparesBridges && flags.contains(.bridge) || closure.sparesTunnels && flags.contains(.tunnel) {
                return 0..<0
            }
            let first = segment * 2 + (closure.direction == .backward ? 1 : 0)
            return first..<(closure.direction == .both ? first + 2 : first + 1)
        }
        func isDoneSegment(_ segment: Int) -> Bool { arcs(segment).allSatisfy(isDone) }
        func takeSegment(_ segment: Int) { arcs(segment).forEach(take) }

        switch closure.roads {
        case .arcs(let named):
            for arc in named where arc >= 0 && arc < graph.segmentCount * 2 { take(arc) }
        case .ways(let ids):
            for id in ids { segments(ofWay: id).forEach(takeSegment) }
        case .points(let positions, let radius):
            visit(circles + Self.circles(positions, radius), isDoneSegment, takeSegment)
        case .line(let positions, let radius):
            let valid = positions.filter(\.isValid)
            // Piece by piece, so that the plane is accurate and the boxes are small.
            for (from, to) in zip(valid, valid.count > 1 ? valid[1...] : valid[...]) {
                piece(from: from, to: to, radius, isDoneSegment, takeSegment)
            }
        case .area(let polygons):
            for polygon in polygons where steps >= 0 { area(polygon, isDoneSegment, takeSegment) }
        }
        return steps >= 0
    }

    private mutating func segments(ofWay way: Int64) -> [Int] {
        if segmentsByWay.isEmpty {
            segmentsByWay = (0..<graph.segmentCount).map { (graph.way(ofSegment: $0), $0) }.sorted { $0.way < $1.way }
        }
        var (low, high) = (0, segmentsByWay.count)
        while low < high {
            let middle = (low + high) / 2
            if segmentsByWay[middle].way < way { low = middle + 1 } else { high = middle }
        }
        return segmentsByWay[low...].prefix { $0.way == way }.map(\.segment)
    }

    /// Takes the segments within `radius` metres of a straight piece.
    mutating func piece(
        from: Coordinate, to: Coordinate, _ radius: Double, _ isDone: (Int) -> Bool, _ take: (Int) -> Void
    ) {
        let plane = LocalPlane(around: from)
        let (a, b) = (plane.place(from), plane.place(to))
        var box = BoundingBox(from)
        box.expand(toInclude: to)
        candidates(in: box.padded(metres: radius), plane, isDone, take) { places in
            let meets = zip(places, places.dropFirst()).contains { c, d in
                PlaneGeometry.distance(a, b, c, d) <= radius
            }
            return (meets, places.count)
        }
    }

    /// Takes the segments that have a part inside a polygon or touch its border.
    private mutating func area(_ polygon: Polygon, _ isDone: (Int) -> Bool, _ take: (Int) -> Void) {
        guard let origin = polygon.rings.first?.first else { return }
        let plane = LocalPlane(around: origin)
        let bands = EdgeBands(rings: polygon.rings.map { $0.map(plane.place) })
        steps -= bands.entryCount
        candidates(in: polygon.bounds, plane, isDone, take, bands.meets)
    }

    /// Takes the segments whose box meets `box` and for whose points in the plane `meets` returns true. `meets` also
    /// returns the steps it used.
    private mutating func candidates(
        in box: BoundingBox, _ plane: LocalPlane, _ isDone: (Int) -> Bool, _ take: (Int) -> Void,
        _ meets: ([SIMD2<Double>]) -> (Bool, steps: Int)
    ) {
        var left = steps - 16
        if left >= 0 {
            graph.segments(in: box) { segment in
                left -= 1
                if !isDone(segment) {
                    let (isTaken, count) = meets(graph.points(ofSegment: segment).map { plane.place($0.coordinate) })
                    left -= count
                    if isTaken { take(segment) }
                }
                return left >= 0
            }
        }
        steps = left
    }
}
