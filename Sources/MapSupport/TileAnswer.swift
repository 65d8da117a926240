package import Hummingbird
package import NIOCore
package import TileServer
internal import WebSupport

/// Creates the response for a tile of any content.
package struct TileAnswer {
    /// Cacheable, but revalidated at each use, because it can change within a build.
    package static let asked = "public, no-cache"

    private let content: TileContent
    private let (z, x, y): (Int, Int, Int)
    private let cacheControl: String

    /// Creates the response for the tile of `content` at zoom `z`, column `x` and row `y`, with a `Cache-Control`.
    package init(_ content: TileContent, z: Int, x: Int, y: Int, cacheControl: String = Self.asked) {
        self.content = content
        (self.z, self.x, self.y) = (z, x, y)
        self.cacheControl = cacheControl
    }

    /// The response: 304 when the client has the current tile, else the tile. With `works` false, returns nil when the
    /// tile is not cached.
    package func response(to request: Request, _ data: some DrawnDataset, works: Bool) async throws -> Response? {
        if let unchanged = answer(data.tiles.state(content), data).unchanged(request) { return unchanged }
        let tile = try await data.drawing { try await $0.tile(content, z: z, x: x, y: y, draws: works) }
        guard let tile else { return nil }
        return answer(tile.state, data).response(to: request) {
            tile.plain.map { .preferred(by: request, gzip: tile.gzip, plain: $0) } ?? .empty
        }
    }

    private func answer(_ state: String, _ data: some DrawnDataset) -> TaggedAnswer {
        let isPicture = if case .picture = content { true } else { false }
        return TaggedAnswer(
            "\(data.build)-\(state)-\(z)-\(x)-\(y)",
            mediaType: isPicture ? PictureRenderer.mediaType : TileRenderer.mediaType, cacheControl: cacheControl)
    }
}

extension DrawnDataset {
    /// The result of `body`; throws a 404 ``Problem`` when the dataset has nothing to draw.
    package func drawing<Value>(_ body: (TileService<ByteBuffer>) async throws -> Value) async throws -> Value {
        do {
            return try await body(tiles)
        } catch is NothingToDraw {
            throw Problem.notFound
        }
    }
}
