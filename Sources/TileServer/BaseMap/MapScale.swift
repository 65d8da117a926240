/// A level of generalisation of the map file. Each layer is stored once per scale, generalised for its deepest zoom.
package enum MapScale: Int, CaseIterable, Sendable {
    /// Zooms 0 to 8.
    case coarse = 8
    /// Zooms 9 to 11.
    case middle = 11
    /// Zooms 12 to 14.
    case fine = 14

    /// The scale for a zoom.
    init(zoom: Int) {
        self = Self.allCases.first { zoom <= $0.rawValue } ?? .fine
    }

    /// The deepest zoom of the scale.
    var deepestZoom: Int { rawValue }
}

/// The largest displacement of a line at a zoom.
enum MapTolerance {
    /// The tolerance in units of ``MapPoint``: half a pixel of a 512 pixel tile, or one tile unit at the deepest zoom,
    /// which clients enlarge.
    static func parts(zoom: Int) -> Double {
        let unit = Double(1 << (MapPoint.bits - 12 - zoom))
        return zoom >= TileCoordinate.deepestZoom ? unit : 4 * unit
    }

    /// The first zoom at which a vertex at this distance from its simplified line is drawn; 15 when there is none.
    static func level(distance: Double) -> UInt8 {
        UInt8((0...TileCoordinate.deepestZoom).first { distance > parts(zoom: $0) } ?? 15)
    }
}
