/// How finely a part of the map file is drawn: each layer is kept once per scale, generalised for its deepest zoom.
package enum MapScale: Int, CaseIterable, Sendable {
    /// Zooms 0 to 8.
    case coarse = 8
    /// Zooms 9 to 11.
    case middle = 11
    /// Zooms 12 to 14.
    case fine = 14

    /// The scale that serves a zoom.
    init(zoom: Int) {
        self = Self.allCases.first { zoom <= $0.rawValue } ?? .fine
    }

    /// The deepest zoom drawn from it.
    var deepestZoom: Int { rawValue }
}

/// How far a line may be moved at a zoom.
enum MapTolerance {
    /// In parts of the map's square: half a pixel of a 512 pixel tile; a single unit of the deepest tiles, which clients
    /// enlarge.
    static func parts(zoom: Int) -> Double {
        let unit = Double(1 << (MapPoint.bits - 12 - zoom))
        return zoom >= TileCoordinate.deepestZoom ? unit : 4 * unit
    }

    /// The least zoom at which a vertex that far off its line is drawn; 15 when at none.
    static func level(distance: Double) -> UInt8 {
        UInt8((0...TileCoordinate.deepestZoom).first { distance > parts(zoom: $0) } ?? 15)
    }
}
