internal import GeoIndex

/// The type of the tiles of a collection, in the terms of OGC API – Tiles.
public enum TileDataType: String, CaseIterable, Sendable {
    /// Vector tiles, and picture tiles.
    case vector, map

    /// The path of the tiles below the path of the collection.
    public var path: String { self == .vector ? "tiles" : "map/tiles" }

    /// The tile matrix sets with tiles of this type. Pictures are also available in degrees, for clients such as GDAL
    /// 3.6 that do not convert the bounds of a collection to the units of its tiles.
    public var matrixSets: [TileMatrixSet] { self == .vector ? [.webMercator] : TileMatrixSet.allCases }

    /// The zooms with tiles in a set for a region in degrees. Zooms at which the region is smaller than a pixel have no
    /// pictures, because GDAL 3.6 fails when the first zoom yields no pixels.
    func zooms(_ set: TileMatrixSet, _ box: BoundingBox?) -> ClosedRange<Int> {
        switch self {
        case .vector: 0...TileCoordinate.deepestZoom
        case .map: (box.map(set.firstZoom) ?? 0)...set.deepestPicture
        }
    }
}
