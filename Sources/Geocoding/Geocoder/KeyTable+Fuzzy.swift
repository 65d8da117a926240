extension KeyTable {
    /// Rows whose keys are near a pattern.
    struct Near {
        var rows: Range
        var distance: Int
    }

    /// Returns the ranges of rows whose key, up to its end or the end of a word, is within `limit` edits of `pattern`.
    /// Digits cannot be edited.
    ///
    /// The sorted rows are walked as a trie, with one row of the Damerau–Levenshtein table per letter, so that common
    /// prefixes are compared once (Shang and Merrettal, TKDE 8(4), 1996).
    func near(_ pattern: [UInt8], limit: Int, maximum: Int = 256) -> [Near] {
        guard limit > 0, !pattern.isEmpty, pattern.count <= FuzzyWalk.longest else { return [] }
        var walk = FuzzyWalk(table: self, pattern: pattern, limit: limit, maximum: maximum)
        walk.descend(0, count, 0)
        return walk.found
    }
}

/// The state of a walk through the trie.
struct FuzzyWalk {
    /// Maximum length of a pattern, in bytes.
    static let longest = 48

    let table: KeyTable
    let pattern: [UInt8]
    let limit: Int
    let maximum: Int
    let width: Int
    /// The distance table, one row per depth.
    var rows: [UInt8]
    var path: [UInt8]
    var found: [KeyTable.Near] = []

    private static let far: UInt8 = 100

    init(table: KeyTable, pattern: [UInt8], limit: Int, maximum: Int) {
        self.table = table
        self.pattern = pattern
        self.limit = limit
        self.maximum = maximum
        width = pattern.count + 1
        rows = [UInt8](repeating: Self.far, count: (pattern.count + limit + 2) * width)
        path = [UInt8](repeating: 0, count: pattern.count + limit + 2)
        rows[0] = 0
        for index in 0..<pattern.count {
            rows[index + 1] = KeyBytes.isDigit(pattern[index]) ? Self.far : min(Self.far, rows[index] + 1)
        }
    }

    /// Visits the rows `low..<high`, which share their first `depth` bytes. The distance table is filled up to `depth`.
    mutating func descend(_ low: Int, _ high: Int, _ depth: Int) {
        var low = low
        let distance = Int(rows[depth * width + pattern.count])
        if distance <= limit, depth > 0 { accept(low, high, depth, distance) }
        guard depth < pattern.count + limit, found.count < maximum else { return }
        while low < high {
            let byte = table.byte(low, depth)
            if byte == 0 {
                low += 1
                continue
            }
            let next = childEnd(low, high, depth, byte)
            if advance(byte, depth) { descend(low, next, depth + 1) }
            low = next
        }
    }

    /// Adds the rows whose key or word ends here.
    private mutating func accept(_ low: Int, _ high: Int, _ depth: Int, _ distance: Int) {
        let ends = table.wordEnds(KeyTable.Range(low: low, high: high, depth: depth))
        if !ends.isEmpty { found.append(KeyTable.Near(rows: ends, distance: distance)) }
    }

    /// Returns the first row in `low..<high` whose byte at `depth` is not `byte`. Gallops, because most ranges are
    /// short.
    private func childEnd(_ low: Int, _ high: Int, _ depth: Int, _ byte: UInt8) -> Int {
        var step = 1
        var known = low
        while known + step < high, table.byte(known + step, depth) == byte {
            known += step
            step *= 2
        }
        var first = known + 1
        var last = min(high, known + step)
        while first < last {
            let middle = (first + last) / 2
            if table.byte(middle, depth) == byte { first = middle + 1 } else { last = middle }
        }
        return first
    }

    /// Fills the table row for `byte`; returns false when no continuation can be within the limit.
    private mutating func advance(_ byte: UInt8, _ depth: Int) -> Bool {
        let columns = width
        let bound = UInt8(limit)
        let pathByte = depth > 0 ? path[depth - 1] : 0
        path[depth] = byte
        let isDigit = KeyBytes.isDigit(byte)
        // Invariant: `rows` has `pattern.count + limit + 2` rows of `columns` bytes and depth + 1 is one of them.
        return rows.withUnsafeMutableBufferPointer { rows in
            pattern.withUnsafeBufferPointer { pattern in
                let last = depth * columns
                let current = last + columns
                let beforeLast = last - columns
                rows[current] = isDigit ? Self.far : min(Self.far, rows[last] + 1)
                var least = rows[current]
                let first = max(0, depth - limit - 1)
                let end = min(pattern.count, depth + limit + 2)
                if first > 0 { rows[current + first] = Self.far }
                for index in first..<max(first, end) {
                    let letter = pattern[index]
                    var best: UInt8
                    if letter == byte {
                        best = rows[last + index]
                    } else if isDigit || KeyBytes.isDigit(letter) {
                        best = Self.far
                    } else {
                        best = rows[last + index] + 1
                        if depth > 0, index > 0, letter == pathByte, pattern[index - 1] == byte {
                            best = min(best, rows[beforeLast + index - 1] + 1)
                        }
                    }
                    if !isDigit { best = min(best, rows[last + index + 1] + 1) }
                    if !KeyBytes.isDigit(letter) { best = min(best, rows[current + index] + 1) }
                    best = min(best, Self.far)
                    rows[current + index + 1] = best
                    least = min(least, best)
                }
                if end < pattern.count { rows[current + end + 1] = Self.far }
                return least <= bound
            }
        }
    }
}
