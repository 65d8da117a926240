/// A window on the map's square, such as a tile: turns map positions into its whole units by shifts.
struct TileWindow {
    /// Units around a window that are drawn too, so that lines do not end at its edge.
    static let buffer: Int32 = 64

    /// North-western corner, in parts of the square.
    let originX: Int
    let originY: Int
    /// Parts on its edge.
    let parts: Int
    /// Units on its edge.
    let extent: Int32
    /// The zoom whose detail it shows.
    let zoom: Int
    /// Whether it is a tile, rather than a region as a whole.
    let isTile: Bool
    let low = -Self.buffer
    let high: Int32
    private let shift: Int32
    private let half: Int32

    /// The window of a tile.
    init(_ tile: TileCoordinate) {
        let width = MapPoint.bits - tile.z
        self.init(
            originX: tile.x << width, originY: tile.y << width, parts: 1 << width, shift: width - 12, zoom: tile.z,
            isTile: true)
    }

    /// A square of `parts` whose units are 2^`shift` parts.
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

    /// The exact position in units.
    @inline(__always)
    func position(_ vertex: MapVertex) -> WorldPoint {
        let scale = 1 / Double(1 << shift)
        return WorldPoint(
            x: Double(Int(vertex.x) - originX) * scale, y: Double(Int(vertex.y) - originY) * scale)
    }

    /// The position in units of one on the square of side 1.
    func position(_ point: WorldPoint) -> WorldPoint {
        let side = Double(1 << MapPoint.bits)
        let scale = 1 / Double(1 << shift)
        return WorldPoint(
            x: (point.x * side - Double(originX)) * scale, y: (point.y * side - Double(originY)) * scale)
    }

    /// The position on the square of side 1 of a whole unit.
    func world(_ point: TilePoint) -> WorldPoint {
        let side = Double(1 << MapPoint.bits)
        return WorldPoint(
            x: (Double(originX) + Double(Int(point.x) << Int(shift))) / side,
            y: (Double(originY) + Double(Int(point.y) << Int(shift))) / side)
    }

    /// The part of a box on the square that lies within the window, as a ring of positive area; nothing when none does.
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

    /// Whether a box on the map's square comes into the window.
    func touches(_ box: MapBox) -> Bool {
        let low = point(MapVertex(MapPoint(x: box.west, y: box.north), level: 0))
        let high = point(MapVertex(MapPoint(x: box.east, y: box.south), level: 0))
        return high.x >= self.low && low.x <= self.high && high.y >= self.low && low.y <= self.high
    }

    /// The part of a segment within the window, if any (Liang and Barsky, 1984).
    func cut(_ from: TilePoint, _ to: TilePoint) -> (from: TilePoint, to: TilePoint)? {
        MapBox(west: low, north: low, east: high, south: high)
            .cut(MapPoint(x: from.x, y: from.y), MapPoint(x: to.x, y: to.y))
            .map { (TilePoint(x: $0.from.x, y: $0.from.y), TilePoint(x: $0.to.x, y: $0.to.y)) }
    }
}
