internal import GeoIndex

extension KeyTable {
    /// A name to add: the key of each word, and the greatest weight of the entries with the name.
    struct Entry {
        var words: [[UInt8]]
        var weight: UInt8
    }

    /// Writes the table of `entries` under `prefix`. O(n log n).
    ///
    /// - Returns: The rows of each name, in the order of its words.
    @discardableResult
    static func build(_ entries: [Entry], into writer: inout PackedFileWriter, prefix: String) -> [[UInt32]] {
        var keys: [(key: [UInt8], name: UInt32, rotation: UInt8)] = []
        keys.reserveCapacity(entries.reduce(0) { $0 + $1.words.count })
        for (name, entry) in entries.enumerated() {
            for rotation in 0..<min(entry.words.count, 250) {
                var key: [UInt8] = []
                for index in 0..<entry.words.count {
                    if index > 0 { key.append(0x20) }
                    key += entry.words[(rotation + index) % entry.words.count]
                }
                keys.append((key, UInt32(name), UInt8(rotation)))
            }
        }
        keys.sort { isOrdered($0, $1) }
        return write(keys, entries, into: &writer, prefix: prefix)
    }

    private static func isOrdered(
        _ a: (key: [UInt8], name: UInt32, rotation: UInt8), _ b: (key: [UInt8], name: UInt32, rotation: UInt8)
    ) -> Bool {
        let order = a.key.withUnsafeBufferPointer { left in
            b.key.withUnsafeBufferPointer { right -> Int in
                for index in 0..<Swift.min(left.count, right.count) where left[index] != right[index] {
                    return left[index] < right[index] ? -1 : 1
                }
                return left.count - right.count
            }
        }
        return order == 0 ? (a.rotation, a.name) < (b.rotation, b.name) : order < 0
    }

    private static func write(
        _ keys: [(key: [UInt8], name: UInt32, rotation: UInt8)], _ entries: [Entry],
        into writer: inout PackedFileWriter, prefix: String
    ) -> [[UInt32]] {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        var weights: [UInt8] = []
        var blocks: [UInt8] = []
        var directory = [UInt32](repeating: 0, count: directorySize)
        var rows: [[UInt32]] = entries.map { [UInt32](repeating: 0, count: min($0.words.count, 250)) }
        var filled = 0
        for (row, key) in keys.enumerated() {
            bytes += key.key
            offsets.append(UInt32(bytes.count))
            let weight = entries[Int(key.name)].weight
            weights.append(weight)
            if row % blockSize == 0 {
                blocks.append(weight)
            } else {
                blocks[blocks.count - 1] = max(blocks.last!, weight)
            }
            rows[Int(key.name)][Int(key.rotation)] = UInt32(row)
            let slot = key.key.isEmpty ? 0 : Self.slot(key.key[0], key.key.count > 1 ? key.key[1] : nil)
            while filled <= slot {
                directory[filled] = UInt32(row)
                filled += 1
            }
        }
        while filled < directorySize {
            directory[filled] = UInt32(keys.count)
            filled += 1
        }
        writer.add("\(prefix).bytes", bytes)
        writer.add("\(prefix).offsets", offsets)
        writer.add("\(prefix).names", keys.map(\.name))
        writer.add("\(prefix).rotations", keys.map(\.rotation))
        writer.add("\(prefix).weights", weights)
        writer.add("\(prefix).blocks", blocks)
        writer.add("\(prefix).directory", directory)
        return rows
    }
}
