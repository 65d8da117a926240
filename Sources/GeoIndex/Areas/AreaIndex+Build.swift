extension AreaIndex {
    /// Adds an index of areas to a file under a prefix; an area is identified by its position in the array. O(n) when
    /// edges are short compared with the extent.
    ///
    /// Rings with an invalid coordinate are left out. More than 2³⁰ − 2 areas are a programming error.
    public static func build(areas: [MultiPolygon], into writer: inout PackedFileWriter, prefix: String) {
        precondition(areas.count < areaMask, "an area index has at most 2³⁰ areas")
        let shapes = AreaShapes(areas)
        var attempt = 0
        var cells = AreaCells(shapes, attempt: attempt)
        // Ends: finitely many vertices can lie on the lines of finitely many grids only.
        while cells == nil {
            attempt += 1
            cells = AreaCells(shapes, attempt: attempt)
        }
        writer.add(prefix + ".vertices", shapes.vertices)
        writer.add(prefix + ".rings", shapes.ringStarts)
        writer.add(prefix + ".polygons", shapes.polygonStarts)
        writer.add(prefix + ".areas", shapes.areaStarts)
        writer.add(prefix + ".bounds", shapes.boxes.flatMap { [$0.west, $0.south, $0.east, $0.north] })
        cells?.add(to: &writer, prefix: prefix)
        addRuns(shapes, &writer, prefix)
    }

    private static func addRuns(_ shapes: AreaShapes, _ writer: inout PackedFileWriter, _ prefix: String) {
        var runs: [UInt32] = []
        var boxes: [BoundingBox] = []
        for area in shapes.boxes.indices {
            for ring in shapes.rings(of: area) {
                let vertices = shapes.vertices(of: ring)
                for first in stride(from: vertices.lowerBound, to: vertices.upperBound - 1, by: 8) {
                    let last = min(first + 8, vertices.upperBound - 1)
                    var box = BoundingBox.empty
                    for vertex in first...last { box.expand(toInclude: shapes.coordinate(vertex)) }
                    boxes.append(box)
                    runs += [UInt32(first), UInt32(last), UInt32(area)]
                }
            }
        }
        writer.add(prefix + ".runs", runs)
        PackedRTree.build(boxes: boxes, into: &writer, prefix: prefix + ".run-tree")
    }
}

/// The rings of all areas as flat columns.
struct AreaShapes {
    private(set) var vertices: [Double] = []
    private(set) var ringStarts: [UInt32] = [0]
    private(set) var polygonStarts: [UInt32] = [0]
    private(set) var areaStarts: [UInt32] = [0]
    private(set) var boxes: [BoundingBox] = []

    init(_ areas: [MultiPolygon]) {
        for area in areas {
            var box = BoundingBox.empty
            for polygon in area {
                // A polygon without a usable outer ring contains no position.
                guard let outer = polygon.rings.first, Self.isUsable(outer) else { continue }
                for ring in polygon.rings where Self.isUsable(ring) {
                    append(ring)
                    for coordinate in ring { box.expand(toInclude: coordinate) }
                }
                polygonStarts.append(UInt32(ringStarts.count - 1))
            }
            areaStarts.append(UInt32(polygonStarts.count - 1))
            boxes.append(box)
        }
    }

    private static func isUsable(_ ring: [Coordinate]) -> Bool {
        !ring.isEmpty && ring.allSatisfy(\.isValid)
    }

    private mutating func append(_ ring: [Coordinate]) {
        for coordinate in ring { vertices += [coordinate.longitude, coordinate.latitude] }
        if ring.count == 1 || ring.first != ring.last { vertices += [ring[0].longitude, ring[0].latitude] }
        ringStarts.append(UInt32(vertices.count / 2))
    }

    var bounds: BoundingBox {
        var bounds = BoundingBox.empty
        for box in boxes { bounds.expand(toInclude: box) }
        return bounds
    }

    var edgeCount: Int { vertices.count / 2 - (ringStarts.count - 1) }

    func rings(of area: Int) -> Range<Int> {
        Int(polygonStarts[Int(areaStarts[area])])..<Int(polygonStarts[Int(areaStarts[area + 1])])
    }

    func vertices(of ring: Int) -> Range<Int> { Int(ringStarts[ring])..<Int(ringStarts[ring + 1]) }

    func coordinate(_ vertex: Int) -> Coordinate {
        Coordinate(longitude: vertices[2 * vertex], latitude: vertices[2 * vertex + 1])
    }
}
