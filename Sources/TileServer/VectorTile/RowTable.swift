/// Row numbers by key: a hash table with linear probing, for keys looked up for every feature of a tile.
package struct RowTable {
    private var keys: [UInt64]
    private var rows: [UInt32]
    private var count = 0
    private var shift: UInt64

    /// Creates a table of `1 << bits` places, which grows when half full.
    package init(bits: Int = 7) {
        keys = Array(repeating: 0, count: 1 << bits)
        // `UInt32.max` marks a free place.
        rows = Array(repeating: .max, count: 1 << bits)
        shift = UInt64(64 - bits)
    }

    /// The row of a key; nil when the key is not in the table.
    @inline(__always)
    package func row(_ key: UInt64) -> UInt32? {
        let row = rows[place(key)]
        return row == .max ? nil : row
    }

    /// Sets the row of a key; it must be less than `UInt32.max`.
    package mutating func set(_ key: UInt64, _ row: UInt32) {
        if 2 * count >= keys.count { grow() }
        let place = place(key)
        if rows[place] == .max { count += 1 }
        keys[place] = key
        rows[place] = row
    }

    /// The place of a key, or the free place for it.
    @inline(__always)
    private func place(_ key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while rows[place] != .max, keys[place] != key { place = (place &+ 1) & (keys.count &- 1) }
        return place
    }

    private mutating func grow() {
        var larger = RowTable(bits: 65 - Int(shift))
        for (key, row) in zip(keys, rows) where row != .max { larger.set(key, row) }
        self = larger
    }
}
