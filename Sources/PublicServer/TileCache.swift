internal import NIOCore
internal import Synchronization

/// Finished tiles of one build, in memory up to a bound; a tile that several ask for at a time is drawn once.
final class TileCache: Sendable {
    struct Key: Hashable {
        /// What is drawn, and which state of it: a tile set with the version of the closures, a coverage.
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

    /// A tile in the making: whoever comes second waits for the first.
    private final class Slot: Sendable {
        let made = Mutex<Entry?>(nil)
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var pending: [Key: Slot] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let byteLimit: Int
    private let counters: TileCounters

    init(byteLimit: Int, counters: TileCounters = TileCounters()) {
        self.byteLimit = byteLimit
        self.counters = counters
    }

    /// The tile of `key`, drawn by `draw` when it is not at hand; second is whether it was.
    func entry(_ key: Key, _ draw: () throws -> Entry) rethrows -> (entry: Entry, isWarm: Bool) {
        let (known, slot) = find(key)
        counters.count(isWarm: known != nil)
        if let known { return (known, true) }
        let entry = try slot.made.withLock { made in
            if let made { return made }
            do {
                let entry = try draw()
                made = entry
                keep(entry, for: key)
                return entry
            } catch {
                state.withLock { state in state.pending[key] = nil }
                throw error
            }
        }
        return (entry, false)
    }

    /// The entry of a key, or the place where it is made.
    private func find(_ key: Key) -> (Entry?, Slot) {
        state.withLock { state in
            if let known = state.entries[key] { return (known, Slot()) }
            if let slot = state.pending[key] { return (nil, slot) }
            let slot = Slot()
            state.pending[key] = slot
            return (nil, slot)
        }
    }

    /// Keeps an entry. When the bound is reached all are let go: what is in use is soon back, and nothing is tracked.
    private func keep(_ entry: Entry, for key: Key) {
        let size = entry.byteCount
        state.withLock { state in
            state.pending[key] = nil
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
