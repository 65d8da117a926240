/// Finds names that match after correcting one or two typing mistakes. It is the last tier of matching.
struct FuzzyHits {
    let file: GazetteerFile
    let tokens: [AddressToken]
    let limit: Int

    private static let mostRuns = 6
    private static let mostPatterns = 4

    /// Returns hits for the runs of tokens in `unexplained` (one bit each) and their neighbours.
    func hits(unexplained: UInt64) -> [SpanHit] {
        var found: [SpanHit] = []
        var tried: Set<[UInt8]> = []
        for run in runs(unexplained).prefix(Self.mostRuns) {
            let spelling = self.spelling(run)
            if tried.insert([0] + spelling).inserted { search(spelling, .fuzzySpelling, run, &found) }
            for pattern in patterns(run) where tried.insert(pattern).inserted {
                search(pattern, .fuzzySound, run, &found)
            }
        }
        return found
    }

    private func search(_ pattern: [UInt8], _ tier: SpanHit.Tier, _ run: Range<Int>, _ found: inout [SpanHit]) {
        let length = pattern.count { $0 != 0x20 }
        let table = file.table(tier)
        // The longer of the two counts: four letters can be five with one missing.
        for near in table.near(pattern, limit: EditDistance.allowance(forLength: length == 4 ? 5 : length))
        where near.distance > 0 || run.count > 1 || tier == .fuzzySpelling {
            let known = (0..<near.rows.depth).count { table.byte(near.rows.low, $0) != 0x20 }
            guard max(length, known) > 4 else { continue }
            append(near, tier, run, &found)
        }
    }

    private func append(_ near: KeyTable.Near, _ tier: SpanHit.Tier, _ run: Range<Int>, _ found: inout [SpanHit]) {
        let table = file.table(tier)
        let whole = table.keyEnds(near.rows)
        let rest = KeyTable.Range(low: whole.high, high: near.rows.high, depth: near.rows.depth)
        for (rows, shape) in [(whole, SpanHit.Shape.whole), (rest, .partial)] where !rows.isEmpty {
            // The words covered are those of the key up to the end of the run.
            var words = 1
            for depth in 0..<rows.depth where table.byte(rows.low, depth) == 0x20 { words += 1 }
            found.append(
                SpanHit(
                    tokens: run, shape: shape, tier: tier, rows: rows, words: words, cost: 0, types: [],
                    distance: max(1, near.distance), isLiteral: false))
        }
    }

    /// Returns the letters of a run.
    private func spelling(_ run: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        for index in run where tokens[index].classes.isDisjoint(with: .types) || run.count == 1 {
            if !result.isEmpty { result.append(0x20) }
            result += Spelling.bytes(of: tokens[index])
        }
        return result
    }

    /// Returns runs of unexplained words, each also with the word before and after it.
    private func runs(_ unexplained: UInt64) -> [Range<Int>] {
        var result: [Range<Int>] = []
        func isWord(_ index: Int) -> Bool {
            index >= 0 && index < limit && !tokens[index].isNumber
                && (!tokens[index].classes.contains(.connector) || unexplained & TokenMask.bit(index) != 0)
        }
        var start = 0
        while start < limit {
            guard unexplained & TokenMask.bit(start) != 0, isWord(start) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < limit, unexplained & TokenMask.bit(end) != 0, isWord(end), sameSegment(end - 1, end) {
                end += 1
            }
            let before = isWord(start - 1) && sameSegment(start - 1, start)
            let after = isWord(end) && sameSegment(end - 1, end)
            result.append(start..<end)
            if before { result.append((start - 1)..<end) }
            if after { result.append(start..<(end + 1)) }
            if before, after { result.append((start - 1)..<(end + 1)) }
            let whole = stretch(around: start..<end, isWord)
            if !result.contains(whole) { result.append(whole) }
            if end - start > 1 {
                for index in start..<end { result.append(index..<(index + 1)) }
            }
            start = end
        }
        return result
    }

    /// Returns all words around a run up to the next number or comma, because the mistake can be in one word of a long
    /// name.
    private func stretch(around run: Range<Int>, _ isWord: (Int) -> Bool) -> Range<Int> {
        var (low, high) = (run.lowerBound, run.upperBound)
        while isWord(low - 1), sameSegment(low - 1, low) { low -= 1 }
        while isWord(high), sameSegment(high - 1, high) { high += 1 }
        return low..<high
    }

    private func sameSegment(_ a: Int, _ b: Int) -> Bool { tokens[a].segment == tokens[b].segment }

    /// Returns sound keys of a run, combined from the most likely readings of its words.
    private func patterns(_ run: Range<Int>) -> [[UInt8]] {
        var result: [[UInt8]] = [[]]
        for index in run where tokens[index].classes.isDisjoint(with: .types) || run.count == 1 {
            let readings = tokens[index].keys.prefix(result.count > 2 ? 1 : 3)
            result = result.flatMap { head in
                readings.map { head.isEmpty ? $0 : head + [0x20] + $0 }
            }
        }
        return result.filter { !$0.isEmpty }.prefix(Self.mostPatterns).map { $0 }
    }
}
