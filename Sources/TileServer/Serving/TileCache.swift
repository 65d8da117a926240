internal import NIOCore
internal import Synchronization

/// Finished tiles of one build, in memory up to a bound.
final class TileCache: Sendable {
    struct Key: Hashable {
        /// What is drawn, and which state of it: a tile set with the roads closed then, a coverage.
        var content: String
        /// Zoom, column, row.
        var z, x, y: Int

        init(content: String, z: Int, x: Int, y: Int) {
            (self.content, self.z, self.x, self.y) = (content, z, x, y)
        }
    }

    /// A tile as it is sent: buffers that answers share, so that none is copied.
    struct Entry: Sendable {
        let plain: ByteBuffer
        let compressed: ByteBuffer

        init(plain: [UInt8], compressed: [UInt8]) {
            self.plain = ByteBuffer(bytes: plain)
            self.compressed = ByteBuffer(bytes: compressed)
        }

        var isEmpty: Bool { plain.readableBytes == 0 }
        var byteCount: Int { plain.readableBytes + compressed.readableBytes + 192 }
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let byteLimit: Int
    private let counters: TileCounters

    init(byteLimit: Int, counters: TileCounters = TileCounters()) {
        self.byteLimit = byteLimit
        self.counters = counters
    }

    /// The tile of `key` when it is kept.
    func entry(_ key: Key) -> Entry? {
        let known = state.withLock { $0.entries[key] }
        if known != nil { counters.count(isWarm: true) }
        return known
    }

    /// Keeps a tile that was drawn. When the bound is reached all others are evicted: what is in use is soon back, and no
    /// order of use has to be kept.
    func keep(_ entry: Entry, for key: Key) {
        counters.count(isWarm: false)
        let size = entry.byteCount
        state.withLock { state in
            // A tile with nothing in it is found empty faster than it is looked up.
            guard !entry.isEmpty, size < byteLimit / 8 else { return }
            if state.bytes + size > byteLimit {
                state.entries.removeAll(keepingCapacity: true)
                state.bytes = 0
            }
            if state.entries.updateValue(entry, forKey: key) == nil { state.bytes += size }
        }
    }

    /// Bytes kept now.
    var byteCount: Int { state.withLock { $0.bytes } }
}
