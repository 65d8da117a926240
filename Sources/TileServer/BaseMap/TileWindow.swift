/// A square window on the map, such as a tile, which converts map positions to its units by shifts.
struct TileWindow {
    /// The units around a window that are drawn too, so that lines do not end at its edge.
    static let buffer: Int32 = 64

    /// The north-western corner, in units of ``MapPoint``.
    let originX: Int
    let originY: Int
    /// The side in units of ``MapPoint``.
    let parts: Int
    /// The side in units of the window.
    let extent: Int32
    /// The zoom whose detail is shown.
    let zoom: Int
    /// Whether the window is a tile, not a whole region.
    let isTile: Bool
    let low = -Self.buffer
    let high: Int32
    private let shift: Int32
    private let half: Int32

    /// Creates the window of a tile.
    init(_ tile: TileCoordinate) {
        let width = MapPoint.bits - tile.z
        self.init(
            originX: tile.x << width, originY: tile.y << width, parts: 1 << width, shift: width - 12, zoom: tile.z,
            isTile: true)
    }

    /// Creates a window with a side of `parts` ``MapPoint`` units, whose own units are 2^`shift` of these.
    init(originX: Int, originY: Int, parts: Int, shift: Int, zoom: Int, isTile: Bool) {
        (self.originX, self.originY, self.parts, self.zoom, self.isTile) = (originX, originY, parts, zoom, isTile)
        extent = Int32(parts >> shift)
        high = extent + Self.buffer
        self.shift = Int32(shift)
        half = 1 << (self.shift - 1)
    }

    /// The nearest whole unit.
    @inline(__always)
    func point(_ vertex: MapVertex) -> TilePoint {
        let (x, y) = (Int32(truncatingIfNeeded: originX), Int32(truncatingIfNeeded: originY))
        return TilePoint(x: (vertex.x &- x &+ half) >> shift, y: (vertex.y &- y &+ half) >> shift)
    }

    /// The exact position in units of the window.
    @inline(__always)
    func position(_ vertex: MapVertex) -> WorldPoint {
        let scale = 1 / Double(1 << shift)
        return WorldPoint(
            x: Double(Int(vertex.x) - originX) * scale, y: Double(Int(vertex.y) - originY) * scale)
    }

    /// Converts a point on the unit square to units of the window.
    func position(_ point: WorldPoint) -> WorldPoint {
        let side = Double(1 << MapPoint.bits)
        let scale = 1 / Double(1 << shift)
        return WorldPoint(
            x: (point.x * side - Double(originX)) * scale, y: (point.y * side - Double(originY)) * scale)
    }

    /// Converts a whole unit of the window to a point on the unit square.
    func world(_ point: TilePoint) -> WorldPoint {
        let side = Double(1 << MapPoint.bits)
        return WorldPoint(
            x: (Double(originX) + Double(Int(point.x) << Int(shift))) / side,
            y: (Double(originY) + Double(Int(point.y) << Int(shift))) / side)
    }

    /// The part of a box within the window, as a ring of positive area; nil when there is none.
    func frame(within box: MapBox) -> [TilePoint]? {
        let first = point(MapVertex(MapPoint(x: box.west, y: box.north), level: 0))
        let last = point(MapVertex(MapPoint(x: box.east, y: box.south), level: 0))
        let (west, north) = (max(first.x, low), max(first.y, low))
        let (east, south) = (min(last.x, high), min(last.y, high))
        guard west < east, north < south else { return nil }
        return [
            TilePoint(x: west, y: north), TilePoint(x: east, y: north), TilePoint(x: east, y: south),
            TilePoint(x: west, y: south),
        ]
    }

    @inline(__always)
    func holds(_ point: TilePoint) -> Bool {
        point.x >= low && point.x <= high && point.y >= low && point.y <= high
    }

    /// Whether a box on the map's square intersects the buffered window.
    func touches(_ box: MapBox) -> Bool {
        let low = point(MapVertex(MapPoint(x: box.west, y: box.north), level: 0))
        let high = point(MapVertex(MapPoint(x: box.east, y: box.south), level: 0))
        return high.x >= self.low && low.x <= self.high && high.y >= self.low && low.y <= self.high
    }

    /// The part of a segment within the buffered window; nil when there is none (Liang and Barsky, 1984).
    func cut(_ from: TilePoint, _ to: TilePoint) -> (from: TilePoint, to: TilePoint)? {
        MapBox(west: low, north: low, east: high, south: high)
            .cut(MapPoint(x: from.x, y: from.y), MapPoint(x: to.x, y: to.y))
            .map { (TilePoint(x: $0.from.x, y: $0.from.y), TilePoint(x: $0.to.x, y: $0.to.y)) }
    }
}
