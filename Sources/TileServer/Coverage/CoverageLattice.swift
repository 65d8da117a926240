internal import GeoIndex
internal import Locator
internal import Records
internal import Routing

/// A square grid of points over a region, snapped to the roads once per profile, at which coverage surfaces are
/// sampled.
///
/// Its lines are aligned with the map's square, so that tiles of all zooms cut it consistently.
struct CoverageLattice: Sendable {
    /// The binary logarithm of a cell's side in ``MapPoint`` units.
    let shift: Int
    /// The first column and row, in cells from the north-western corner of the square.
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int
    let points: PointColumns
    /// The index of the point at each crossing, in row order; -1 outside the region.
    private let sampled: [Int32]

    /// The value of a surface outside the region.
    static let outside = UInt32.max
    private static let pointLimit = 260_000
    /// 2¹² units are about 120 m at 40° latitude.
    private static let finest = 12

    /// Creates the grid of a box in degrees. Where there are municipalities, crossings more than 2.5 cells away from
    /// all of them are omitted.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    init(_ bounds: BoundingBox, _ dataset: Dataset, profile: Int) throws(CancellationError) {
        let northWest = MapPoint(Coordinate(longitude: bounds.west, latitude: bounds.north))
        let southEast = MapPoint(Coordinate(longitude: bounds.east, latitude: bounds.south))
        var shift = Self.finest
        func span(_ from: Int32, _ to: Int32) -> (first: Int, count: Int) {
            let first = max(0, Int(from) >> shift - 1)
            return (first, Int(to) >> shift + 3 - first)
        }
        while span(northWest.x, southEast.x).count * span(northWest.y, southEast.y).count > Self.pointLimit {
            shift += 1
        }
        let (across, down) = (span(northWest.x, southEast.x), span(northWest.y, southEast.y))
        (self.shift, column, row, columns, rows) = (shift, across.first, down.first, across.count, down.count)
        let hasAreas = dataset.municipalities.contains { $0.outline != .none }
        let reach =
            2.5
            * Geodesic.distance(
                from: MapPoint(x: northWest.x, y: northWest.y).world.coordinate,
                to: MapPoint(x: northWest.x &+ 1 << shift, y: northWest.y).world.coordinate)
        var sampled = [Int32](repeating: -1, count: columns * rows)
        var points: [RoutePoint?] = []
        let graph = dataset.travel.graph
        for at in sampled.indices {
            if at.isMultiple(of: 1024) { try Task.checkStop() }
            let x = min((column + at % columns) << shift, 1 << MapPoint.bits - 1)
            let y = min((row + at / columns) << shift, 1 << MapPoint.bits - 1)
            let coordinate = MapPoint(x: Int32(x), y: Int32(y)).world.coordinate
            if hasAreas, dataset.municipality(containing: coordinate, snapMetres: reach) == nil { continue }
            sampled[at] = Int32(points.count)
            points.append(graph.point(at: coordinate, profile: profile))
        }
        self.sampled = sampled
        self.points = PointColumns(points, on: graph)
    }

    /// The part of the map's square that the grid covers, with units of about five metres.
    var window: TileWindow {
        let side = max(columns, rows) << shift
        // The detail of zoom 11; a unit is 2⁷ ``MapPoint`` units.
        return TileWindow(
            originX: column << shift, originY: row << shift, parts: side, shift: 7, zoom: 11, isTile: false)
    }

    /// The values of a coverage at every crossing, ascending by meaning: milliseconds, ``PointColumns/noRoute``,
    /// ``PointColumns/offNetwork`` or ``outside``.
    func values(_ coverage: Coverage) -> [UInt32] {
        let times = coverage.field.milliseconds(at: points)
        return sampled.map { $0 < 0 ? Self.outside : times[Int($0)] }
    }
}
