internal import Caching
internal import Compression

/// Caches the tiles of one build in memory.
///
/// Tiles are kept in the form in which they are sent (`Bytes`), so that a response does not copy them.
public final class TileCache<Bytes: Sendable>: Sendable {
    /// A cached tile.
    public struct Tile: Sendable {
        /// The state of the content that was drawn.
        public let state: String
        /// The tile; nil when it is empty.
        public let plain: Bytes?
        /// The tile in the gzip format; nil when compression gains nothing.
        public let gzip: Bytes?
    }

    private struct Key: Hashable {
        var state: String
        var z, x, y: Int
    }

    /// A tile, and the bytes it takes in memory.
    private struct Kept: Sendable {
        var tile: Tile
        var bytes: Int
    }

    /// The state of the content changed while a tile was drawn.
    private struct OutOfDate: Error {}

    private let tiles: Memo<Key, Kept>
    private let pack: @Sendable ([UInt8]) -> Bytes
    private let count: @Sendable (_ isWarm: Bool) -> Void

    /// Creates a cache.
    ///
    /// - Parameters:
    ///   - byteLimit: The largest number of bytes kept.
    ///   - pack: Converts a tile to the form in which it is sent.
    ///   - count: Called for every tile returned, with whether it was cached.
    public init(
        byteLimit: Int, pack: @escaping @Sendable ([UInt8]) -> Bytes,
        count: @escaping @Sendable (_ isWarm: Bool) -> Void = { _ in }
    ) {
        tiles = Memo(costLimit: byteLimit) { kept in
            // Empty tiles are drawn faster than they are looked up. A very large one would displace too many others.
            kept.tile.plain == nil || kept.bytes > byteLimit / 8 ? nil : kept.bytes
        }
        self.pack = pack
        self.count = count
    }

    /// The tile at zoom `z`, column `x` and row `y`, from the cache or drawn.
    ///
    /// A tile is drawn again when the state changes meanwhile, because it could show both states in part.
    ///
    /// - Parameters:
    ///   - draws: Whether a tile that is not cached is drawn.
    ///   - compresses: Whether the tile gains from compression.
    ///   - state: Returns a text that identifies the content and everything it depends on.
    ///   - draw: Draws the tile.
    /// - Returns: Nil when the tile is not cached and `draws` is false.
    /// - Throws: The error of `draw`, or `CancellationError` when the task is cancelled while it waits for an equal tile.
    public func tile(
        z: Int, x: Int, y: Int, draws: Bool, compresses: Bool, state: () -> String, draw: () throws -> [UInt8]
    ) async throws -> Tile? {
        while true {
            let key = Key(state: state(), z: z, x: x, y: y)
            if let known = tiles.known(key)?.tile {
                count(true)
                return known
            }
            guard draws else { return nil }
            var isDrawn = false
            do {
                let kept = try await tiles.value(key) {
                    // It may have waited for one that is out of date.
                    guard state() == key.state else { throw OutOfDate() }
                    isDrawn = true
                    let bytes = try draw()
                    guard state() == key.state else { throw OutOfDate() }
                    // Compression gains nothing for short tiles.
                    let gzip = compresses && bytes.count > 256 ? Deflate.gzip(bytes, level: 4) : nil
                    let tile = Tile(state: key.state, plain: bytes.isEmpty ? nil : pack(bytes), gzip: gzip.map(pack))
                    return Kept(tile: tile, bytes: bytes.count + (gzip?.count ?? 0) + 192)
                }
                count(!isDrawn)
                return kept.tile
            } catch is OutOfDate {
                continue
            }
        }
    }

    /// The bytes cached now.
    package var byteCount: Int { tiles.totalCost }
}
