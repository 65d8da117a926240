/// A tile of the Web Mercator pyramid: zoom, column from the west, row from the north (XYZ, not TMS).
public struct TileCoordinate: Hashable, Sendable {
    /// The deepest zoom served; clients enlarge tiles beyond it.
    public static let deepestZoom = 14

    /// The zoom, 0…14.
    public let z: Int
    /// The column, 0 ..< 2^z.
    public let x: Int
    /// The row, 0 ..< 2^z.
    public let y: Int

    /// Creates a tile; fails when a number is out of range.
    public init?(z: Int, x: Int, y: Int) {
        guard (0...Self.deepestZoom).contains(z) else { return nil }
        let side = 1 << z
        guard (0..<side).contains(x), (0..<side).contains(y) else { return nil }
        self.z = z
        self.x = x
        self.y = y
    }
}

extension TileCoordinate {
    /// The tile units along the whole square at this zoom.
    var unitsPerWorld: Double { Double(1 << z) * Double(TileLayerEncoder.extent) }

    /// Converts a point on the unit square to units of this tile.
    func position(_ point: WorldPoint) -> WorldPoint {
        WorldPoint(
            x: point.x * unitsPerWorld - Double(x) * Double(TileLayerEncoder.extent),
            y: point.y * unitsPerWorld - Double(y) * Double(TileLayerEncoder.extent))
    }

    /// Whether a box lies within `buffer` units of this tile, at least in part.
    func touches(_ box: WorldBox, buffer: Double) -> Bool {
        let low = position(box.minimum)
        let high = position(box.maximum)
        let limit = Double(TileLayerEncoder.extent) + buffer
        return high.x >= -buffer && low.x <= limit && high.y >= -buffer && low.y <= limit
    }

    /// Whether a box lies completely within this tile and its buffer.
    func contains(_ box: WorldBox, buffer: Double) -> Bool {
        let low = position(box.minimum)
        let high = position(box.maximum)
        let limit = Double(TileLayerEncoder.extent) + buffer
        return low.x >= -buffer && high.x <= limit && low.y >= -buffer && high.y <= limit
    }
}
