internal import GeoIndex

/// The sorted keys of names, as columns of a file. Each name has one row per word that it can begin with (its words
/// rotated).
///
/// Typed words are found by narrowing a range of rows word by word. The text after the match in a row shows whether the
/// name was typed whole, in part, or up to the middle of a word.
final class KeyTable: Sendable {
    /// The key bytes of all rows.
    let bytes: Column<UInt8>
    /// The start of each row's key, plus the end of the last.
    let offsets: Column<UInt32>
    /// The name of each row.
    let names: Column<UInt32>
    /// The index of the word at which the row's key begins.
    let rotations: Column<UInt8>
    /// The greatest weight of an entry with the name.
    let weights: Column<UInt8>
    /// The greatest weight in each block of ``blockSize`` rows.
    let blocks: Column<UInt8>
    /// The first row of each pair of first bytes, see ``slot(_:_:)``.
    let directory: Column<UInt32>

    static let blockSize = 64
    static let classes = 40
    static let directorySize = classes * classes + 1

    init(file: PackedFile, prefix: String) throws(PackedFileError) {
        bytes = try file.column("\(prefix).bytes")
        offsets = try file.column("\(prefix).offsets")
        names = try file.column("\(prefix).names")
        rotations = try file.column("\(prefix).rotations")
        weights = try file.column("\(prefix).weights")
        blocks = try file.column("\(prefix).blocks")
        directory = try file.column("\(prefix).directory")
    }

    /// Number of rows.
    var count: Int { names.count }

    /// A range of rows whose keys share their first `depth` bytes.
    struct Range {
        var low: Int
        var high: Int
        var depth: Int

        var isEmpty: Bool { low >= high }
        var count: Int { high - low }
    }

    /// All rows.
    var all: Range { Range(low: 0, high: count, depth: 0) }

    /// Returns the class of a byte in the directory. Classes ascend with bytes, so that the rows of one slot are
    /// contiguous.
    @inline(__always)
    static func classOf(_ byte: UInt8) -> Int {
        if byte < 0x30 { return 1 }
        if byte <= 0x39 { return 2 + Int(byte - 0x30) }
        if byte < 0x61 { return 12 }
        if byte <= 0x7A { return 13 + Int(byte - 0x61) }
        return 39
    }

    /// Returns the directory slot of keys that begin with `first` and `second`; `second` is nil for keys of one byte.
    @inline(__always)
    static func slot(_ first: UInt8, _ second: UInt8?) -> Int { classOf(first) * classes + (second.map(classOf) ?? 0) }

    /// Returns the rows of `range` whose keys continue with `word`, after a space unless at the beginning. O(log n).
    ///
    /// - Parameter range: ``all``, or a range that ``wordEnds(_:)`` returned.
    func narrow(_ range: Range, by word: [UInt8]) -> Range {
        guard !word.isEmpty, !range.isEmpty else { return Range(low: 0, high: 0, depth: range.depth) }
        if range.depth == 0, range.count == count {
            let low: Int
            let high: Int
            if word.count > 1 {
                let slot = Self.slot(word[0], word[1])
                (low, high) = (Int(directory[slot]), Int(directory[slot + 1]))
            } else {
                let slot = Self.slot(word[0], nil)
                (low, high) = (Int(directory[slot]), Int(directory[slot + Self.classes]))
            }
            return search(low, high, 0, word)
        }
        // The keys of a range end at its depth or continue with a space; those that end come first.
        let rest = Range(low: keyEnds(range).high, high: range.high, depth: range.depth + 1)
        guard range.depth > 0 else { return search(range.low, range.high, 0, word) }
        return search(rest.low, rest.high, rest.depth, word)
    }

    /// Returns the part of `range` whose keys end, or have the end of a word, at its depth. O(log n).
    func wordEnds(_ range: Range) -> Range {
        var low = range.low
        var high = range.high
        while low < high {
            let middle = (low + high) / 2
            if byte(middle, range.depth) <= 0x20 { low = middle + 1 } else { high = middle }
        }
        return Range(low: range.low, high: low, depth: range.depth)
    }

    /// Returns the part of `range` whose keys end at its depth. O(log n).
    func keyEnds(_ range: Range) -> Range {
        var low = range.low
        var high = range.high
        while low < high {
            let middle = (low + high) / 2
            if length(middle) <= range.depth { low = middle + 1 } else { high = middle }
        }
        return Range(low: range.low, high: low, depth: range.depth)
    }

    /// Returns the words of a row's key, in the order of the key.
    func words(_ row: Int) -> [[UInt8]] {
        bytes[Int(offsets[row])..<Int(offsets[row + 1])]
            .split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
    }

    /// Returns the length of a row's key in bytes.
    @inline(__always)
    func length(_ row: Int) -> Int { Int(offsets[row + 1] - offsets[row]) }

    /// Returns the byte of a row's key at `depth`; 0 past its end.
    @inline(__always)
    func byte(_ row: Int, _ depth: Int) -> UInt8 {
        let start = Int(offsets[row])
        return start + depth < Int(offsets[row + 1]) ? bytes[start + depth] : 0
    }

    private func search(_ low: Int, _ high: Int, _ depth: Int, _ word: [UInt8]) -> Range {
        let first = bound(low, high, depth, word, afterEqual: false)
        let last = bound(first, high, depth, word, afterEqual: true)
        return Range(low: first, high: last, depth: depth + word.count)
    }

    private func bound(_ low: Int, _ high: Int, _ depth: Int, _ word: [UInt8], afterEqual: Bool) -> Int {
        var low = low
        var high = high
        while low < high {
            let middle = (low + high) / 2
            let order = compare(middle, depth, word)
            if order < 0 || (afterEqual && order == 0) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Compares a row's key from `depth` on with `word`; 0 when it begins with it.
    @inline(__always)
    private func compare(_ row: Int, _ depth: Int, _ word: [UInt8]) -> Int {
        let start = Int(offsets[row]) + depth
        let end = Int(offsets[row + 1])
        for index in 0..<word.count {
            guard start + index < end else { return -1 }
            let byte = bytes[start + index]
            if byte != word[index] { return byte < word[index] ? -1 : 1 }
        }
        return 0
    }

    /// Calls `visit` with about `count` rows of `range`, at most twice as many, preferring those of greatest weight.
    /// O(range / block + count).
    func heaviest(_ range: Range, count: Int, _ visit: (Int) -> Void) {
        guard range.count > count else {
            for row in range.low..<range.high { visit(row) }
            return
        }
        // The weight that at least `count` rows have, from a histogram.
        var histogram = [Int](repeating: 0, count: 256)
        if range.count <= 4096 {
            for row in range.low..<range.high { histogram[Int(weights[row])] += 1 }
        } else {
            for block in (range.low / Self.blockSize)...((range.high - 1) / Self.blockSize) {
                histogram[Int(blocks[block])] += 1
            }
        }
        var least = 255
        var reached = histogram[255]
        while least > 0, reached < count {
            least -= 1
            reached += histogram[least]
        }
        var left = count * 2
        var row = range.low
        while row < range.high, left > 0 {
            let block = row / Self.blockSize
            let end = min(range.high, (block + 1) * Self.blockSize)
            if Int(blocks[block]) >= least {
                for candidate in row..<end where Int(weights[candidate]) >= least && left > 0 {
                    visit(candidate)
                    left -= 1
                }
            }
            row = end
        }
    }
}
