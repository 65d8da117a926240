/// An immutable index of areas in a packed file that finds the area containing a position.
///
/// ```swift
/// AreaIndex.build(areas: municipalities, into: &writer, prefix: "municipalities")
/// let index = try AreaIndex(file: file, prefix: "municipalities")
/// let match = index.locate(Coordinate(longitude: 22.94, latitude: 39.36))
/// ```
///
/// Edges are straight in longitude and latitude, and all decisions are exact. A position on the border between areas
/// belongs to the area entered by a step east and a much smaller step north; this is exactly one area unless areas
/// overlap. When no area lies on that side, the position belongs to the first area it touches. Among overlapping areas
/// the first one is returned.
///
/// The extent is divided into a grid of cells. A cell without edges stores its answer. Other cells store, for each area
/// with edges nearby, whether it contains the cell's reference point; counting the edges crossed on the way from there
/// to the position gives the answer.
public struct AreaIndex: Sendable {
    /// Alternating longitudes and latitudes in degrees; rings are closed.
    let vertices: Column<Double>
    /// The first vertex of each ring, then the number of vertices.
    let ringStarts: Column<UInt32>
    /// The first ring of each polygon, then the number of rings.
    let polygonStarts: Column<UInt32>
    /// The first polygon of each area, then the number of polygons.
    let areaStarts: Column<UInt32>
    /// West, south, east and north of each area in degrees; `BoundingBox.empty` for an area without rings.
    let boxes: Column<Double>

    let grid: AreaGrid
    /// For each cell, row by row from the south: 0 for no area, area + 1, or `groupFlag` and the cell's first group.
    let cells: Column<UInt32>
    /// For each group: an area, with `insideFlag` when it contains the reference point and `lastFlag` on the last group
    /// of a cell.
    let groupAreas: Column<UInt32>
    /// The first edge of each group, then the number of edges.
    let groupStarts: Column<UInt32>
    /// The first vertex of each edge.
    let edges: Column<UInt32>

    /// Runs of up to eight edges of one ring, for the search for the nearest area: first vertex, last vertex, area.
    let runs: Column<UInt32>
    let runTree: PackedRTree

    static let groupFlag: UInt32 = 1 << 31
    static let insideFlag: UInt32 = 1 << 31
    static let lastFlag: UInt32 = 1 << 30
    static let areaMask: UInt32 = lastFlag - 1

    /// Opens the index stored under a prefix. O(n), though little more than comparing n numbers.
    ///
    /// - Throws: `PackedFileError` when a section is missing or does not fit the others. An opened index never reads
    ///   out of bounds.
    public init(file: PackedFile, prefix: String) throws(PackedFileError) {
        vertices = try file.column(prefix + ".vertices")
        ringStarts = try file.column(prefix + ".rings")
        polygonStarts = try file.column(prefix + ".polygons")
        areaStarts = try file.column(prefix + ".areas")
        boxes = try file.column(prefix + ".bounds")
        cells = try file.column(prefix + ".cells")
        groupAreas = try file.column(prefix + ".group-areas")
        groupStarts = try file.column(prefix + ".group-edges")
        edges = try file.column(prefix + ".edges")
        runs = try file.column(prefix + ".runs")
        runTree = try PackedRTree(file: file, prefix: prefix + ".run-tree")
        let numbers = try file.column(prefix + ".grid", as: Double.self)
        let size = try file.column(prefix + ".grid-size", as: UInt32.self)
        func malformed(_ part: String) -> PackedFileError {
            .malformed(
                path: file.path, part: "area index \"\(prefix)\"", found: "\(part) that do not fit",
                expected: "sections that fit each other")
        }
        guard let grid = AreaGrid(numbers: numbers, size: size) else { throw malformed("grid numbers") }
        self.grid = grid

        let vertexCount = vertices.count / 2
        guard vertices.count % 2 == 0, ringStarts.rises(to: vertexCount) else { throw malformed("rings") }
        guard polygonStarts.rises(to: ringStarts.count - 1) else { throw malformed("polygons") }
        guard areaStarts.rises(to: polygonStarts.count - 1) else { throw malformed("areas") }
        let areaCount = areaStarts.count - 1
        guard boxes.count == 4 * areaCount else { throw malformed("bounds") }
        guard cells.count == grid.cellCount,
            cells.allSatisfy({ cell in
                cell & Self.groupFlag == 0
                    ? Int(cell) <= areaCount : Int(cell & ~Self.groupFlag) < groupAreas.count
            })
        else { throw malformed("cells") }
        guard groupAreas.allSatisfy({ Int($0 & Self.areaMask) < areaCount }),
            groupAreas.last.map({ $0 & Self.lastFlag != 0 }) ?? true
        else { throw malformed("groups") }
        guard groupStarts.count == groupAreas.count + 1, groupStarts.rises(to: edges.count) else {
            throw malformed("group edges")
        }
        guard edges.allSatisfy({ Int($0) + 1 < vertexCount }) else { throw malformed("edges") }
        guard runs.count == 3 * runTree.count,
            stride(from: 0, to: runs.count, by: 3).allSatisfy({
                runs[$0] <= runs[$0 + 1] && Int(runs[$0 + 1]) < vertexCount && Int(runs[$0 + 2]) < areaCount
            })
        else { throw malformed("runs") }
    }

    /// The number of areas.
    public var count: Int { areaStarts.count - 1 }

    /// The box around an area in degrees; empty for an area without rings. An index out of range is a programming
    /// error.
    public func bounds(of index: Int) -> BoundingBox {
        BoundingBox(
            west: boxes[4 * index], south: boxes[4 * index + 1], east: boxes[4 * index + 2],
            north: boxes[4 * index + 3])
    }

    /// The polygons of an area with closed rings, without those that have invalid coordinates. O(vertices of the area).
    public func rings(of index: Int) -> MultiPolygon {
        (areaStarts[index]..<areaStarts[index + 1]).map { polygon in
            let rings = polygonStarts[Int(polygon)]..<polygonStarts[Int(polygon) + 1]
            return Polygon(
                rings: rings.map { ring in
                    (ringStarts[Int(ring)]..<ringStarts[Int(ring) + 1]).map { vertex(Int($0)) }
                })
        }
    }

    @inline(__always)
    func vertex(_ index: Int) -> Coordinate {
        Coordinate(longitude: vertices[2 * index], latitude: vertices[2 * index + 1])
    }
}

/// The area that a position was assigned to.
public struct AreaMatch: Hashable, Sendable {
    /// The position of the area in the array that the index was built from.
    public var index: Int
    /// The distance in metres to the area, 0 when the position lies in it.
    public var metres: Double
    /// Whether no area contains the position, so that this is only the nearest one.
    public var isSnapped: Bool

    /// A match.
    public init(index: Int, metres: Double, isSnapped: Bool) {
        self.index = index
        self.metres = metres
        self.isSnapped = isSnapped
    }
}
