public import GeoIndex

/// A tile matrix set: a pyramid of square tiles, named as in the OGC register (17-083r4, annex D).
public enum TileMatrixSet: String, CaseIterable, Sendable {
    /// Web Mercator in metres (EPSG:3857), with one tile at zoom 0.
    case webMercator = "WebMercatorQuad"
    /// Degrees, with two tiles side by side at zoom 0.
    case degrees = "WorldCRS84Quad"

    /// The deepest zoom of picture tiles; a pixel has the same width there in every set.
    public var deepestPicture: Int {
        switch self {
        case .webMercator: 18
        case .degrees: 17
        }
    }

    /// The number of tiles from west to east at zoom 0, with one from north to south; each zoom doubles both.
    public var across: Int {
        switch self {
        case .webMercator: 1
        case .degrees: 2
        }
    }

    /// The first zoom at which a box in degrees is at least a pixel wide and high (tiles of 256 pixels); the deepest
    /// when there is none.
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
