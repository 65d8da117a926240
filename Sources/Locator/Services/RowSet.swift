/// A set of rows of one table as bits; all sets that meet in one expression are of the same table.
struct RowSet: Sendable, Equatable {
    /// Bit `row % 64` of word `row / 64`; bits beyond the table are never set.
    var words: [UInt64]

    /// The rows whose bits are set in `words`.
    init(words: [UInt64]) { self.words = words }

    /// No row of a table of `count` rows.
    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    /// The rows of a table of `count` rows that are wanted. O(rows).
    @inline(__always)
    init(count: Int, where isWanted: (Int) -> Bool) {
        words = [UInt64](unsafeUninitializedCapacity: (count + 63) / 64) { buffer, initialized in
            for word in buffer.indices {
                var bits: UInt64 = 0
                let first = word * 64
                for row in first..<min(first + 64, count) where isWanted(row) { bits |= 1 << UInt64(row - first) }
                buffer.initializeElement(at: word, to: bits)
            }
            initialized = buffer.count
        }
    }

    /// Whether `row` is in it; a row beyond the table is in no set.
    @inline(__always)
    func contains(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] >> UInt64(row & 63) & 1 != 0
    }

    /// Adds `row`, one of the table's.
    @inline(__always)
    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    /// Keeps what `other` has too. O(rows / 64), as all of the following.
    mutating func formIntersection(_ other: RowSet) {
        for word in words.indices { words[word] &= other.words[word] }
    }

    /// Adds what `other` has.
    mutating func formUnion(_ other: RowSet) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    /// Keeps what `first` or `second` has, which are not joined before.
    mutating func formIntersection(_ first: RowSet, or second: RowSet) {
        for word in words.indices { words[word] &= first.words[word] | second.words[word] }
    }

    /// How many rows are both in it and in `other`.
    func countShared(with other: RowSet) -> Int {
        var count = 0
        for word in words.indices { count += (words[word] & other.words[word]).nonzeroBitCount }
        return count
    }

    /// Its rows, ascending; nothing when they are more than `most`.
    func rows(atMost most: Int) -> [Int]? {
        var rows: [Int] = []
        for word in words.indices {
            var bits = words[word]
            guard rows.count + bits.nonzeroBitCount <= most else { return nil }
            while bits != 0 {
                rows.append(word * 64 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
        return rows
    }
}

/// The rows of each of many groups, in compressed rows: room grows with the memberships, not with groups times rows.
struct RowGroups: Sendable {
    private let first: [UInt32]
    private let members: [UInt32]

    /// Groups numbered 0 ..< `groups`; `forEach` calls its argument with every membership, the same ones each time. O(memberships).
    init(groups: Int, forEach: (_ member: (_ group: Int, _ row: Int) -> Void) -> Void) {
        var first = [UInt32](repeating: 0, count: groups + 1)
        forEach { group, _ in first[group + 1] += 1 }
        for group in 0..<groups { first[group + 1] += first[group] }
        var next = first
        var members = [UInt32](repeating: 0, count: Int(first[groups]))
        forEach { group, row in
            members[Int(next[group])] = UInt32(row)
            next[group] += 1
        }
        self.first = first
        self.members = members
    }

    /// Adds the rows of group number `group` to `rows`. O(members).
    func add(_ group: Int, to rows: inout RowSet) {
        for index in Int(first[group])..<Int(first[group + 1]) { rows.insert(Int(members[index])) }
    }
}
