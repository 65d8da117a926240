internal import GeoIndex

/// What the tiles of a collection hold, in the words of OGC API – Tiles.
public enum TileDataType: String, CaseIterable, Sendable {
    /// Vector tiles, and drawn ones.
    case vector, map

    /// What follows the collection's path.
    public var path: String { self == .vector ? "tiles" : "map/tiles" }

    /// The sets in which there are tiles. Drawn ones are in degrees too, for clients that never turn a collection's
    /// bounds, which are degrees, into the units of its tiles, such as GDAL 3.6.
    public var matrixSets: [TileMatrixSet] { self == .vector ? [.webMercator] : TileMatrixSet.allCases }

    /// The zooms at which there are tiles in a set. Those at which the region, whose box is in degrees, is less than
    /// a pixel are left out of drawn ones: GDAL 3.6 opens none when it can cut nothing out of the first.
    func zooms(_ set: TileMatrixSet, _ box: BoundingBox?) -> ClosedRange<Int> {
        switch self {
        case .vector: 0...TileCoordinate.deepestZoom
        case .map: (box.map(set.firstZoom) ?? 0)...set.deepestPicture
        }
    }
}
