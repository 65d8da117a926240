/// Numbers tiles as PMTiles does: zoom by zoom, along a Hilbert curve within each (PMTiles 3, section 4).
enum TileAddress {
    /// The number of a tile. O(zoom).
    static func number(_ tile: TileCoordinate) -> UInt64 {
        // All tiles of lower zooms come first.
        var before: UInt64 = 0
        for zoom in 0..<tile.z { before += 1 << (2 * UInt64(zoom)) }
        var (x, y) = (tile.x, tile.y)
        var place: UInt64 = 0
        var side = (1 << tile.z) / 2
        while side > 0 {
            let (right, lower) = (x & side > 0 ? 1 : 0, y & side > 0 ? 1 : 0)
            place += UInt64(side) * UInt64(side) * UInt64(3 * right ^ lower)
            if lower == 0 {
                if right == 1 { (x, y) = (side - 1 - x & (side - 1), side - 1 - y & (side - 1)) }
                (x, y) = (y, x)
            }
            x &= side - 1
            y &= side - 1
            side >>= 1
        }
        return before + place
    }
}
