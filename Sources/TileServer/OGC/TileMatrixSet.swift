public import GeoIndex

/// A pyramid of square tiles over the world, by its name in OGC's register (17-083r4, annex D).
public enum TileMatrixSet: String, CaseIterable, Sendable {
    /// Metres of Web Mercator (EPSG:3857); one tile at zoom 0.
    case webMercator = "WebMercatorQuad"
    /// Degrees, as long from south to north as from west to east; two tiles side by side at zoom 0.
    case degrees = "WorldCRS84Quad"

    /// Deepest zoom of drawn tiles; a pixel is as wide there in every set.
    public var deepestPicture: Int {
        switch self {
        case .webMercator: 18
        case .degrees: 17
        }
    }

    /// Tiles from west to east at zoom 0; from north to south there is one, and each zoom doubles both.
    public var across: Int {
        switch self {
        case .webMercator: 1
        case .degrees: 2
        }
    }

    /// The first zoom at which a box in degrees is a pixel wide and high, of tiles of 256; the deepest when none is.
    public func firstZoom(showing box: BoundingBox) -> Int {
        let high: Double
        switch self {
        case .webMercator:
            let north = WorldPoint(Coordinate(longitude: 0, latitude: box.north))
            let south = WorldPoint(Coordinate(longitude: 0, latitude: box.south))
            high = south.y - north.y
        case .degrees: high = (box.north - box.south) / 180
        }
        let wide = (box.east - box.west) / 360 * Double(across)
        return (0..<deepestPicture).first { min(wide, high) * Double(256 << $0) >= 1 } ?? deepestPicture
    }
}
