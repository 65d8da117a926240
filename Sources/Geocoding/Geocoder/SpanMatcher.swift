/// Finds every run of tokens that is a name, a part of a name, or the beginning of one.
struct SpanMatcher {
    let file: GazetteerFile
    let tokens: [AddressToken]
    /// The number of tokens that can be part of names.
    let limit: Int
    /// Whether the last token can be the beginning of a word.
    let allowsPrefix: Bool
    private(set) var hits: [SpanHit] = []
    /// Remaining number of range searches; limits the work for hostile input.
    private var budget = 6000

    init(file: GazetteerFile, tokens: [AddressToken], limit: Int, allowsPrefix: Bool) {
        self.file = file
        self.tokens = tokens
        self.limit = limit
        self.allowsPrefix = allowsPrefix
    }

    /// A run being extended.
    private struct Run {
        var start: Int
        var next: Int
        var range: KeyTable.Range
        var words = 0
        var cost = 0
        var types: WordClasses = []
        var isLiteral = true
        var abbreviated: UInt64 = 0
        var skipped: UInt64 = 0
        /// Whether it continues across a comma, as some names do: «Landungsbrücken, Brücke 3».
        var crossesComma = false
    }

    /// Finds all hits.
    mutating func match() {
        for start in 0..<limit {
            begin(at: start, file.sound, .sound)
            begin(at: start, file.stem, .stem)
        }
    }

    private mutating func begin(at start: Int, _ table: KeyTable, _ tier: SpanHit.Tier) {
        extend(Run(start: start, next: start, range: table.all), table, tier)
    }

    private mutating func extend(_ run: Run, _ table: KeyTable, _ tier: SpanHit.Tier) {
        if run.words > 0 { record(run, table, tier) }
        guard run.next < limit, run.words < NameIndex.longest, budget > 0 else { return }
        var run = run
        let token = tokens[run.next]
        guard token.isReadable else { return }
        if run.next > run.start {
            let previous = tokens[run.next - 1]
            guard token.field == previous.field else { return }
            if token.segment != previous.segment {
                guard run.words > 0, tier == .sound, token.segment == previous.segment + 1 else { return }
                run.crossesComma = true
            }
        }
        if !token.classes.isDisjoint(with: .optionalInQuery), run.next + 1 < limit || run.words > 0 {
            var skipping = run
            skipping.next += 1
            skipping.types.formUnion(token.classes.intersection(.types))
            skipping.skipped |= TokenMask.bit(run.next)
            if run.words == 0 || token.classes.contains(.article) { extend(skipping, table, tier) }
        }
        switch tier {
        case .stem: stepByStem(run, token, table)
        default: stepBySound(run, token, table)
        }
    }

    private mutating func stepBySound(_ run: Run, _ token: AddressToken, _ table: KeyTable) {
        for (index, key) in token.keys.enumerated() {
            step(
                run, key, table, .sound, cost: index < token.keyCosts.count ? token.keyCosts[index] : min(1, index),
                isLiteral: index == 0, isAbbreviated: false)
        }
        for key in token.expansions where !token.keys.contains(key) {
            step(run, key, table, .sound, cost: 1, isLiteral: true, isAbbreviated: true)
        }
        if allowsPrefix, !run.crossesComma, run.next == tokens.count - 1, token.number == nil, !token.hasDot {
            for (index, key) in PrefixKeys.keys(for: token).enumerated() {
                let range = narrow(run.range, key, table)
                guard !range.isEmpty else { continue }
                // When the last letter is half of a pair («Πάο» of «Πάου»), only the other half may be missing.
                let isHalf = index >= token.keys.count
                let ends = table.wordEnds(range)
                let rest = KeyTable.Range(low: isHalf ? range.low : ends.high, high: range.high, depth: range.depth)
                if !rest.isEmpty { append(run, rest, .prefix, .sound, isLiteral: false, words: run.words + 1) }
            }
        }
    }

    private mutating func stepByStem(_ run: Run, _ token: AddressToken, _ table: KeyTable) {
        var tried: [[UInt8]] = []
        for key in token.keys.prefix(16) + token.expansions {
            let stem = token.number == nil && !token.isOrdinal ? WordStem.stem(key) : key
            guard !tried.contains(stem) else { continue }
            tried.append(stem)
            step(run, stem, table, .stem, cost: 0, isLiteral: false, isAbbreviated: false)
        }
    }

    private mutating func step(
        _ run: Run, _ key: [UInt8], _ table: KeyTable, _ tier: SpanHit.Tier, cost: Int, isLiteral: Bool,
        isAbbreviated: Bool
    ) {
        let range = table.wordEnds(narrow(run.range, key, table))
        guard !range.isEmpty else { return }
        var next = run
        next.range = range
        next.next += 1
        next.words += 1
        next.cost += cost
        next.isLiteral = run.isLiteral && isLiteral
        if isAbbreviated { next.abbreviated |= TokenMask.bit(run.next) }
        extend(next, table, tier)
    }

    private mutating func narrow(_ range: KeyTable.Range, _ key: [UInt8], _ table: KeyTable) -> KeyTable.Range {
        budget -= 1
        return table.narrow(range, by: key)
    }

    /// Adds a hit for the names that end here and one for those that continue.
    private mutating func record(_ run: Run, _ table: KeyTable, _ tier: SpanHit.Tier) {
        let whole = table.keyEnds(run.range)
        if !whole.isEmpty { append(run, whole, .whole, tier, isLiteral: run.isLiteral, words: run.words) }
        guard !run.crossesComma else { return }
        let rest = KeyTable.Range(low: whole.high, high: run.range.high, depth: run.range.depth)
        guard !rest.isEmpty else { return }
        // «28» beside other words is not a street, although streets begin with it; alone it can be an unfinished one.
        // The same holds for «Avenue de» and «πλατεία».
        let saysNothing = (run.start..<run.next).allSatisfy { index in
            tokens[index].isOrdinal || tokens[index].isNumber
                || !tokens[index].classes.isDisjoint(with: .optionalInName)
        }
        guard !saysNothing || run.next - run.start == tokens.count else { return }
        append(run, rest, .partial, tier, isLiteral: run.isLiteral, words: run.words)
        if tier == .sound { recordInitial(run, rest, table) }
    }

    /// Adds hits for «Κ. Καρτάλη», where a token beside the run begins the word with which the names continue.
    private mutating func recordInitial(_ run: Run, _ rest: KeyTable.Range, _ table: KeyTable) {
        func note(_ index: Int, _ tokens: Range<Int>) {
            guard index >= 0, index < limit, self.tokens[index].isInitial else { return }
            let neighbour = index < run.start ? run.start : run.next - 1
            guard self.tokens[index].segment == self.tokens[neighbour].segment else { return }
            for key in self.tokens[index].keys.prefix(4) {
                let range = table.narrow(rest, by: key)
                guard !range.isEmpty else { continue }
                var hit = run
                hit.start = tokens.lowerBound
                hit.next = tokens.upperBound
                hit.cost += 1
                append(hit, range, .initial, .sound, isLiteral: run.isLiteral, words: run.words + 1)
            }
        }
        note(run.start - 1, (run.start - 1)..<run.next)
        note(run.next, run.start..<(run.next + 1))
    }

    private mutating func append(
        _ run: Run, _ rows: KeyTable.Range, _ shape: SpanHit.Shape, _ tier: SpanHit.Tier, isLiteral: Bool, words: Int
    ) {
        let end = shape == .prefix ? run.next + 1 : run.next
        hits.append(
            SpanHit(
                tokens: run.start..<end, shape: shape, tier: tier, rows: rows, words: words,
                cost: run.cost + (run.crossesComma ? RankingCosts.commaInName : 0),
                types: run.types, isLiteral: isLiteral, abbreviated: run.abbreviated, skipped: run.skipped))
    }
}
