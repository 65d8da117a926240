internal import GeoIndex
internal import Locator
internal import Records
internal import Routing

/// A square grid of points over a region, joined to the roads once per profile: where coverage surfaces are sampled.
///
/// Its lines are those of the map's square, so that tiles of every zoom cut it alike.
struct CoverageLattice: Sendable {
    /// Parts of the map's square on a cell's edge, as a power of two.
    let shift: Int
    /// First column and row, in cells from the north-western corner of the square.
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int
    let points: PointColumns
    /// The point at each crossing, row by row; -1 beyond the region.
    private let sampled: [Int32]

    /// What a surface holds beyond the region.
    static let outside = UInt32.max
    private static let pointLimit = 260_000
    /// 2¹² parts are some 120 m at 40° of latitude.
    private static let finest = 12

    /// A grid over a box in degrees; what lies farther than two cells from every municipality is left out where there
    /// are municipalities. Throws when the task is cancelled.
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

    /// The part of the map's square that the grid covers, with units of some five metres.
    var window: TileWindow {
        let side = max(columns, rows) << shift
        // The detail of zoom 11, whose units are 2⁷ parts.
        return TileWindow(
            originX: column << shift, originY: row << shift, parts: side, shift: 7, zoom: 11, isTile: false)
    }

    /// The values of a coverage at every crossing: milliseconds, ``PointColumns/noRoute``, ``PointColumns/offNetwork``,
    /// or ``outside``, in this order.
    func values(_ coverage: Coverage) -> [UInt32] {
        let times = coverage.field.milliseconds(at: points)
        return sampled.map { $0 < 0 ? Self.outside : times[Int($0)] }
    }
}
