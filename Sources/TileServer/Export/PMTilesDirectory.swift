/// A directory of a PMTiles archive, which locates tiles (PMTiles 3, section 4).
enum PMTilesDirectory {
    /// A run of consecutive tiles with the same bytes, or, when `run` is 0, a leaf directory.
    struct Entry: Hashable, Sendable {
        var tile: UInt64
        var offset: UInt64
        var length: UInt32
        var run: UInt32
    }

    /// Serializes entries before compression: delta-coded columns of varints.
    static func bytes(_ entries: some RandomAccessCollection<Entry>) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(UInt64(entries.count))
        var last: UInt64 = 0
        for entry in entries {
            writer.varint(entry.tile - last)
            last = entry.tile
        }
        for entry in entries { writer.varint(UInt64(entry.run)) }
        for entry in entries { writer.varint(UInt64(entry.length)) }
        var previous: Entry?
        for entry in entries {
            let follows = previous.map { $0.offset + UInt64($0.length) == entry.offset } ?? false
            writer.varint(follows ? 0 : entry.offset + 1)
            previous = entry
        }
        return writer.bytes
    }

    /// Parses entries; nil when the bytes are invalid. There are never more entries than bytes.
    static func entries(_ bytes: [UInt8]) -> [Entry]? {
        var at = 0
        func varint() -> UInt64? {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), through: 63, by: 7) {
                guard at < bytes.count else { return nil }
                let byte = bytes[at]
                at += 1
                if shift == 63, byte > 1 { return nil }
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
            }
            return nil
        }
        guard let count = varint(), count <= UInt64(bytes.count) else { return nil }
        var entries: [Entry] = []
        entries.reserveCapacity(Int(count))
        var last: UInt64 = 0
        for _ in 0..<count {
            guard let step = varint() else { return nil }
            let (tile, overflow) = last.addingReportingOverflow(step)
            guard !overflow, entries.isEmpty || step > 0 else { return nil }
            last = tile
            entries.append(Entry(tile: tile, offset: 0, length: 0, run: 0))
        }
        for index in entries.indices {
            guard let run = varint(), run <= UInt64(UInt32.max) else { return nil }
            entries[index].run = UInt32(run)
        }
        for index in entries.indices {
            guard let length = varint(), length > 0, length <= UInt64(UInt32.max) else { return nil }
            entries[index].length = UInt32(length)
        }
        for index in entries.indices {
            guard let offset = varint() else { return nil }
            if offset == 0 {
                guard index > 0 else { return nil }
                let before = entries[index - 1]
                let (next, overflow) = before.offset.addingReportingOverflow(UInt64(before.length))
                guard !overflow else { return nil }
                entries[index].offset = next
            } else {
                entries[index].offset = offset - 1
            }
        }
        return entries
    }

    /// The entry that contains a tile: its run, or the leaf directory that may contain it. O(log n).
    static func find(_ tile: UInt64, in entries: [Entry]) -> Entry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].tile <= tile { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let entry = entries[low - 1]
        return entry.run == 0 || tile - entry.tile < UInt64(entry.run) ? entry : nil
    }
}
