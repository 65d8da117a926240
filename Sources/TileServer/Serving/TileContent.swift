internal import GeoIndex
public import Locator

/// What a tile shows.
public enum TileContent: Sendable {
    /// A set of vector tiles.
    case set(TileRenderer.TileSet)
    /// A coverage as vector tiles.
    case coverage(Coverage)
    /// Drawn tiles of a pyramid, `scale` times as fine.
    case picture(TileMatrixSet, scale: Int, PictureRenderer.Options)

    /// The name of the tiles that show a coverage, whose query says which.
    public static let coverageName = "coverage"
    /// The names of all sets of vector tiles.
    public static var vectorNames: [String] { TileRenderer.TileSet.allCases.map(\.rawValue) + [coverageName] }

    /// Whether its tiles gain from compression.
    var isVector: Bool {
        if case .picture = self { return false }
        return true
    }
}

/// How pictures look: one of the styles, or the light one with a coverage on it.
public enum PictureLook: Hashable, Sendable {
    /// A style.
    case plain(MapStyle)
    /// The light style with a coverage on it.
    case coverage

    /// The names of all looks.
    public static var names: [String] { MapStyle.allCases.map(\.rawValue) + [TileContent.coverageName] }

    /// The look of a name; nil when none has it.
    public init?(_ name: String) {
        if name == TileContent.coverageName {
            self = .coverage
        } else if let style = MapStyle(rawValue: name) {
            self = .plain(style)
        } else {
            return nil
        }
    }

    /// The style under the coverage, if any.
    public var style: MapStyle {
        if case .plain(let style) = self { return style }
        return .light
    }
}
