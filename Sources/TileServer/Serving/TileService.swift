internal import Caching
internal import GeoIndex
public import Locator
internal import Records

/// Draws and caches everything drawn from one dataset: vector tiles, pictures, coverages and sprites.
public final class TileService<Bytes: Sendable>: Sendable {
    /// Draws vector tiles.
    public let renderer: TileRenderer
    /// Draws pictures.
    public let pictures: PictureRenderer
    private let coverages: CoverageMaps
    private let cache: TileCache<Bytes>
    private let drawnSprites = Memo<SpriteName, SpriteSheet>(limit: MapStyle.allCases.count * 2)

    /// Creates a service for the dataset of `renderer`.
    ///
    /// - Parameters:
    ///   - renderer: Draws vector tiles.
    ///   - cache: Keeps the tiles drawn.
    public init(_ renderer: TileRenderer, cache: TileCache<Bytes>) {
        self.renderer = renderer
        self.cache = cache
        pictures = PictureRenderer(renderer)
        coverages = CoverageMaps(renderer)
    }

    /// Draws everything that is drawn only once, so that no request waits for it.
    public func prepare() {
        renderer.prepare()
        for style in MapStyle.allCases { for scale in [1, 2] { _ = sprites(SpriteName(style: style, scale: scale)) } }
    }

    /// Identifies a content and its current state within the build: equal texts mean equal tiles. Consists of letters,
    /// digits, hyphens and full stops.
    public func state(_ content: TileContent) -> String {
        switch content {
        case .set(let set):
            let revision = renderer.revision(set)
            return revision.isEmpty ? set.rawValue : "\(set.rawValue).\(revision)"
        case .coverage(let coverage, let scale):
            return "\(TileContent.coverageName).\(Self.hash("\(coverage.fingerprint) \(scale.minutes)"))"
        case .picture(let pyramid, let scale, let options):
            let parts = [
                options.style.rawValue, options.language.tag, renderer.revision(.closures),
                options.coverage.map { "\($0.coverage.fingerprint) \(options.scale.minutes)" } ?? "",
            ]
            return "png.\(Self.hash(parts.joined(separator: " "))).\(pyramid.rawValue).\(scale)"
        }
    }

    /// The tile of a content at zoom `z`, column `x` and row `y`, with the current closures.
    ///
    /// - Returns: Nil when the tile is not cached and `draws` is false.
    /// - Throws: ``NothingToDraw`` for an empty dataset, `CancellationError` when the task is cancelled.
    public func tile(_ content: TileContent, z: Int, x: Int, y: Int, draws: Bool) async throws -> TileCache<Bytes>.Tile?
    {
        let surface: CoverageSurface? =
            if draws, case .coverage(let coverage, _) = content { try await surface(coverage) } else { nil }
        return try await cache.tile(z: z, x: x, y: y, draws: draws, compresses: content.isVector) {
            state(content)
        } draw: {
            switch content {
            case .set(let set): TileCoordinate(z: z, x: x, y: y).map { renderer.tile(set, $0) } ?? []
            case .coverage(_, let scale):
                try TileCoordinate(z: z, x: x, y: y).flatMap { try surface?.encoded($0, scale) } ?? []
            case .picture(let pyramid, let scale, let options):
                try pictures.tile(pyramid, z: z, x: x, y: y, scale: scale, options) ?? []
            }
        }
    }

    /// The surface of a coverage; see ``CoverageMaps/surface(_:)``. Throws as ``tile(_:z:x:y:draws:)`` does.
    public func surface(_ coverage: Coverage) async throws -> CoverageSurface {
        guard let surface = try await coverages.surface(coverage) else { throw NothingToDraw() }
        return surface
    }

    /// A sprite sheet, drawn when first used; nil when memory is short.
    public func sprites(_ name: SpriteName) -> SpriteSheet? {
        try? drawnSprites.value(name) { () throws(NothingToDraw) in
            guard let sheet = SpriteSheet(kinds: renderer.dataset.kinds, style: name.style, scale: name.scale) else {
                throw NothingToDraw()
            }
            return sheet
        }
    }

    private static func hash(_ text: String) -> String {
        var text = text
        return String(text.withUTF8 { XXH64.hash(UnsafeRawBufferPointer($0)) }, radix: 16)
    }
}

/// The dataset has nothing to draw.
public struct NothingToDraw: Error {}

/// The name of a sprite sheet in paths: `light` or `light@2x`.
public struct SpriteName: Hashable, Sendable {
    /// The style of the sheet's colours.
    public let style: MapStyle
    /// The resolution: 1, or 2 for high-resolution screens.
    public let scale: Int

    /// Creates the name of the sheet of a style.
    public init(style: MapStyle, scale: Int) {
        (self.style, self.scale) = (style, scale)
    }

    /// Parses a name; nil when there is no such sheet.
    public init?(_ name: some StringProtocol) {
        let row = ScaledName(name)
        guard let style = MapStyle(rawValue: row.name) else { return nil }
        self.init(style: style, scale: row.scale)
    }
}

/// A name in a path with an optional suffix for high-resolution screens: `5@2x`.
public struct ScaledName: Hashable, Sendable {
    /// The name without the suffix.
    public let name: String
    /// 2 with the suffix, else 1.
    public let scale: Int

    /// Parses a name.
    public init(_ text: some StringProtocol) {
        scale = text.hasSuffix("@2x") ? 2 : 1
        name = String(scale == 2 ? text.dropLast(3) : text.dropLast(0))
    }
}
