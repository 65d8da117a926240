internal import GeoIndex
public import Locator

/// The content of a tile.
public enum TileContent: Sendable {
    /// A set of vector tiles.
    case set(TileRenderer.TileSet)
    /// The bands of a coverage as vector tiles.
    case coverage(Coverage, CoverageScale)
    /// Picture tiles of a tile matrix set, at `scale` times the resolution.
    case picture(TileMatrixSet, scale: Int, PictureRenderer.Options)

    /// The name of coverage tiles in paths; the query specifies the coverage.
    public static let coverageName = "coverage"
    /// The names of all sets of vector tiles.
    public static var vectorNames: [String] { TileRenderer.TileSet.allCases.map(\.rawValue) + [coverageName] }

    /// Whether its tiles gain from compression.
    var isVector: Bool {
        if case .picture = self { return false }
        return true
    }
}

/// The look of pictures: a style, or the light style with a coverage.
public enum PictureLook: Hashable, Sendable {
    /// A style.
    case plain(MapStyle)
    /// The light style with a coverage.
    case coverage

    /// The names of all looks.
    public static var names: [String] { MapStyle.allCases.map(\.rawValue) + [TileContent.coverageName] }

    /// The look with this name; nil when there is none.
    public init?(_ name: String) {
        if name == TileContent.coverageName {
            self = .coverage
        } else if let style = MapStyle(rawValue: name) {
            self = .plain(style)
        } else {
            return nil
        }
    }

    /// The style, without the coverage.
    public var style: MapStyle {
        if case .plain(let style) = self { return style }
        return .light
    }
}
