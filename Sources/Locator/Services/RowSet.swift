/// A set of rows of a table, as bits. Sets that are combined must be of the same table.
struct RowSet: Sendable, Equatable {
    /// Row `row` is bit `row % 64` of word `row / 64`. Bits beyond the table are 0.
    var words: [UInt64]

    /// Creates a set from bits.
    init(words: [UInt64]) { self.words = words }

    /// Creates an empty set for a table of `count` rows.
    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    /// Creates the set of rows of a table of `count` rows for which `isWanted` returns true. O(rows).
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

    /// Returns whether the set contains `row`; false for rows beyond the table.
    @inline(__always)
    func contains(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] >> UInt64(row & 63) & 1 != 0
    }

    /// Adds a row of the table.
    @inline(__always)
    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    /// Keeps the rows that are also in `other`. O(rows / 64), as are the following methods.
    mutating func formIntersection(_ other: RowSet) {
        for word in words.indices { words[word] &= other.words[word] }
    }

    /// Adds the rows of `other`.
    mutating func formUnion(_ other: RowSet) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    /// Keeps the rows that are also in `first` or `second`, without creating their union.
    mutating func formIntersection(_ first: RowSet, or second: RowSet) {
        for word in words.indices { words[word] &= first.words[word] | second.words[word] }
    }

    /// Returns the number of rows that are also in `other`.
    func countShared(with other: RowSet) -> Int {
        var count = 0
        for word in words.indices { count += (words[word] & other.words[word]).nonzeroBitCount }
        return count
    }

    /// Returns the rows, ascending; nil when there are more than `most`.
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

/// The rows of many groups, in compressed rows: the memory is proportional to the number of memberships.
struct RowGroups: Sendable {
    private let first: [UInt32]
    private let members: [UInt32]

    /// Creates groups 0..<`groups`. `forEach` is called twice and must pass the same memberships to its argument each
    /// time. O(memberships).
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

    /// Adds the rows of a group to `rows`. O(members).
    func add(_ group: Int, to rows: inout RowSet) {
        for index in Int(first[group])..<Int(first[group + 1]) { rows.insert(Int(members[index])) }
    }
}
