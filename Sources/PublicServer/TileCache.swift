internal import Synchronization
internal import TileServer

/// Finished tiles of one build, in memory up to a bound.
final class TileCache: Sendable {
    struct Key: Hashable {
        var set: TileRenderer.TileSet
        var tile: TileCoordinate
    }

    /// A tile as it is sent.
    struct Entry: Sendable {
        var plain: [UInt8]
        var compressed: [UInt8]
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let byteLimit: Int

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    subscript(_ key: Key) -> Entry? {
        state.withLock { $0.entries[key] }
    }

    /// Keeps an entry. When the bound is reached all are let go: what is in use is soon back, and nothing is tracked.
    func keep(_ entry: Entry, for key: Key) {
        let size = entry.plain.count + entry.compressed.count + 128
        guard size < byteLimit / 8 else { return }
        state.withLock { state in
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
