internal import Compression
internal import Synchronization

/// Finished tiles of one build, in memory up to a bound.
///
/// They are kept in the form in which they are sent (`Bytes`), so that no answer copies one.
public final class TileCache<Bytes: Sendable>: Sendable {
    /// A tile as it is sent.
    public struct Tile: Sendable {
        /// What was drawn, and which state of it.
        public let state: String
        /// The tile; nil when nothing lies in it.
        public let plain: Bytes?
        /// The tile in the gzip format, where it gains from that.
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

    /// A cache of up to `byteLimit` bytes. `pack` puts a tile in the form in which it is sent; `count` is called for every tile
    /// that is answered, with whether it was kept.
    public init(
        byteLimit: Int, pack: @escaping @Sendable ([UInt8]) -> Bytes,
        count: @escaping @Sendable (_ isWarm: Bool) -> Void = { _ in }
    ) {
        self.byteLimit = byteLimit
        self.pack = pack
        self.count = count
    }

    /// The tile at zoom `z`, column `x` and row `y` as it is now: the one that is kept, else what `draw` gives.
    ///
    /// `state` names what is drawn and all that it depends on. What changes while `draw` runs may be half on the tile: then it
    /// is drawn once more. Returns nil where the tile is not kept and `draws` is false; throws what `draw` throws.
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
            // Shorter ones do not get any shorter.
            let gzip = compresses && bytes.count > 256 ? Deflate.gzip(bytes, level: 4) : nil
            let tile = Tile(state: key.state, plain: bytes.isEmpty ? nil : pack(bytes), gzip: gzip.map(pack))
            // A tile with nothing in it is found empty faster than it is looked up.
            if !bytes.isEmpty { keep(tile, key, bytes: bytes.count + (gzip?.count ?? 0) + 192) }
            return tile
        }
    }

    /// When the bound is reached all others are evicted: what is in use is soon back, and no order of use has to be kept.
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

    /// Bytes kept now.
    package var byteCount: Int { state.withLock { $0.bytes } }
}
