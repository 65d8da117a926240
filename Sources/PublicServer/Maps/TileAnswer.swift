internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import TileServer
internal import WebSupport

/// A tile as a response, whatever it shows.
struct TileAnswer {
    /// Kept, but asked for each time: it changes without a new build.
    static let asked = "public, no-cache"

    private let content: TileContent
    private let (z, x, y): (Int, Int, Int)
    private let cacheControl: String

    init(_ content: TileContent, z: Int, x: Int, y: Int, cacheControl: String = Self.asked) {
        self.content = content
        (self.z, self.x, self.y) = (z, x, y)
        self.cacheControl = cacheControl
    }

    /// 304 when the reader has the tile of now, else the tile; without `works` nil when it would have to be drawn.
    func response(to request: Request, _ data: PublicDataset, works: Bool) throws -> Response? {
        if let unchanged = answer(data.tiles.state(content), data).unchanged(request) { return unchanged }
        guard let tile = try data.drawing({ try $0.tile(content, z: z, x: x, y: y, draws: works) }) else { return nil }
        return answer(tile.state, data).response(to: request) {
            tile.plain.map { .preferred(by: request, gzip: tile.gzip, plain: $0) } ?? .empty
        }
    }

    private func answer(_ state: String, _ data: PublicDataset) -> TaggedAnswer {
        let isPicture = if case .picture = content { true } else { false }
        return TaggedAnswer(
            "\(data.build)-\(state)-\(z)-\(x)-\(y)",
            mediaType: isPicture ? PictureRenderer.mediaType : TileRenderer.mediaType, cacheControl: cacheControl)
    }
}

extension PublicDataset {
    /// What `body` draws; throws a 404 ``Problem`` where the dataset holds nothing to draw.
    func drawing<Value>(_ body: (TileService<ByteBuffer>) throws -> Value) throws -> Value {
        do {
            return try body(tiles)
        } catch is NothingToDraw {
            throw Problem.notFound
        }
    }
}
