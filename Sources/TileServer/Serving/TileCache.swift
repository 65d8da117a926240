internal import Compression
internal import Synchronization

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

    private struct State {
        var tiles: [Key: Tile] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let byteLimit: Int
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
        self.byteLimit = byteLimit
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
    /// - Throws: The error of `draw`.
    public func tile(
        z: Int, x: Int, y: Int, draws: Bool, compresses: Bool, state: () -> String, draw: () throws -> [UInt8]
    ) rethrows -> Tile? {
        while true {
            let key = Key(state: state(), z: z, x: x, y: y)
            if let known = self.state.withLock({ $0.tiles[key] }) {
                count(true)
                return known
            }
            guard draws else { return nil }
            let bytes = try draw()
            guard state() == key.state else { continue }
            count(false)
            // Compression gains nothing for short tiles.
            let gzip = compresses && bytes.count > 256 ? Deflate.gzip(bytes, level: 4) : nil
            let tile = Tile(state: key.state, plain: bytes.isEmpty ? nil : pack(bytes), gzip: gzip.map(pack))
            // Empty tiles are drawn faster than they are looked up.
            if !bytes.isEmpty { keep(tile, key, bytes: bytes.count + (gzip?.count ?? 0) + 192) }
            return tile
        }
    }

    /// Caches a tile. All others are evicted when the limit is reached: tiles in use return soon, and no order of use
    /// is kept.
    private func keep(_ tile: Tile, _ key: Key, bytes: Int) {
        guard bytes < byteLimit / 8 else { return }
        state.withLock { state in
            if state.bytes + bytes > byteLimit {
                state.tiles.removeAll(keepingCapacity: true)
                state.bytes = 0
            }
            if state.tiles.updateValue(tile, forKey: key) == nil { state.bytes += bytes }
        }
    }

    /// The bytes cached now.
    package var byteCount: Int { state.withLock { $0.bytes } }
}
