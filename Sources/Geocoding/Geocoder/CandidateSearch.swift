internal import GeoIndex

/// Turns hits into candidates: one for each entry that a hit names, with as much as possible of the rest of the query
/// explained.
struct CandidateSearch {
    let file: GazetteerFile
    let analysis: AddressAnalysis
    let tokens: [AddressToken]
    let focus: Coordinate?
    let municipality: Int?
    /// Whether structures are left out.
    private let passesStructures: Bool
    /// Tokens to explain, one bit each.
    let everything: UInt64
    let sets: TokenSets
    /// Runs of tokens that can be a house number.
    let numbers: NumberRuns
    /// Tokens that can belong to a door, one bit each.
    let ofDoors: UInt64
    let hits: [SpanHit]
    let contexts: ContextAreas
    /// Hits that can name the second street of a crossing, longest and cheapest first; empty when the query asks for
    /// none.
    let crossingHits: [SpanHit]
    /// The best candidates so far, one per entry and crossing, unordered.
    private(set) var best: [Candidate] = []
    /// Maximum number of candidates to keep.
    private let capacity: Int
    /// Cost that new candidates must be below once ``capacity`` is reached.
    private var ceiling = Int.max
    /// Whether a candidate explains every word.
    private var hasComplete: Bool { bestComplete < Int.max }
    /// Cost of the cheapest candidate that explains every word.
    private var bestComplete = Int.max
    /// Cost above which no candidate is offered.
    private var farthest: Int { hasComplete ? bestComplete + RankingCosts.farBehind : Int.max }
    private var evaluations = 0
    /// Whether candidates that leave words unexplained are skipped. It is switched off when no other is found.
    private var requiresComplete = false
    /// Names matched as a whole by sound, with the token range, packed into one number. A match by stem cannot be
    /// better.
    private var seen: Set<Int> = []

    private static let mostEvaluations = 40_000
    private static let heaviest = 32

    /// Creates a search.
    ///
    /// - Parameter passing: Tokens that do not help to find the position, one bit each.
    init(
        file: GazetteerFile, analysis: AddressAnalysis, numbers: NumberRuns, hits all: [SpanHit], query: GeocodeQuery,
        passing: UInt64 = 0, passesStructures: Bool = false
    ) {
        let hits = passing == 0 ? all : all.filter { $0.mask & passing == 0 }
        self.file = file
        self.analysis = analysis
        self.numbers = numbers
        focus = query.focus
        municipality = query.municipality
        self.passesStructures = passesStructures
        self.hits = hits
        tokens = analysis.tokens
        var sets = TokenSets(analysis.tokens)
        if hits.contains(where: { $0.shape == .prefix && $0.tokens.count > 1 }) {
            sets.takeAsWord(analysis.tokens.count - 1)
        }
        // «κέντρο» at the start of a name, «Κέντρο Κοινότητας», is a word of the name.
        for hit in hits {
            for index in hit.tokens.dropLast() where tokens[index].classes.contains(.centre) { sets.takeAsWord(index) }
        }
        self.sets = sets
        ofDoors = sets.numbers | numbers.words
        capacity = max(32, query.limit * 3)
        let end = analysis.landmark.flatMap { $0 > 0 ? $0 : nil } ?? analysis.tokens.count
        everything = TokenMask.bits(0..<end) & ~passing
        let asksCrossing =
            analysis.between != nil || tokens.contains { $0.classes.contains(.connector) || $0.isAfterSlash }
        crossingHits =
            asksCrossing
            ? hits.filter { $0.shape != .prefix }.sorted { a, b in
                a.tokens.count != b.tokens.count
                    ? a.tokens.count > b.tokens.count : ContextAreas.tierCost(a) < ContextAreas.tierCost(b)
            } : []
        contexts = ContextAreas(file: file, hits: hits, tokens: tokens, everything: everything, ofDoors: ofDoors)
    }

    /// Evaluates all hits, most promising first, so that hopeless ones can be skipped.
    mutating func run() {
        var explainable = contexts.areas.reduce(UInt64(0)) { $0 | $1.mask }
        for hit in crossingHits { explainable |= hit.mask }
        let ranked = hits.indices.map { index -> (bound: Int, index: Int) in
            let left = everything & ~hits[index].mask & ~explainable
            return (sets.cost(left & ~ofDoors) + hits[index].cost + ContextAreas.tierCost(hits[index]), index)
        }
        let order = ranked.sorted { $0 < $1 }
        requiresComplete = !contexts.areas.isEmpty
        pass(order, explainable)
        if requiresComplete, !hasComplete {
            requiresComplete = false
            seen = []
            pass(order, explainable)
        }
    }

    private mutating func pass(_ order: [(bound: Int, index: Int)], _ explainable: UInt64) {
        let hasStreetPart = tokens.contains { $0.field == .street }
        for (bound, index) in order {
            let hit = hits[index]
            if hasStreetPart, tokens[hit.tokens.lowerBound].field == .locality { continue }
            if let between = analysis.between, hit.tokens.lowerBound >= between { continue }
            let isHopeless = everything & ~hit.mask & ~explainable & sets.words & ~ofDoors != 0
            if hasComplete || requiresComplete, isHopeless { continue }
            // The largest town reduces its cost by 16.
            if bound - 16 > ceiling { continue }
            evaluate(hit)
        }
    }

    private mutating func evaluate(_ hit: SpanHit) {
        let table = file.table(hit.tier)
        switch hit.shape {
        case .whole, .initial:
            for row in hit.rows.low..<min(hit.rows.high, hit.rows.low + 512) { evaluate(row, table, hit, within: nil) }
        case .partial, .prefix:
            evaluateInContext(hit, table)
            var rows: [Int] = []
            table.heaviest(hit.rows, count: Self.heaviest) { rows.append($0) }
            for row in rows { evaluate(row, table, hit, within: nil) }
        }
    }

    /// Evaluates a hit with many rows only among the streets of the areas that the rest of the query names.
    private mutating func evaluateInContext(_ hit: SpanHit, _ table: KeyTable) {
        guard hit.rows.count > Self.heaviest, hit.tier == .sound else { return }
        for area in contexts.areas.prefix(4) where area.mask & hit.mask == 0 {
            let streets = file.streets(in: area.entity)
            if hit.rows.count * file.holdersPerName <= 4 * streets.count {
                for row in hit.rows.low..<hit.rows.high { evaluate(row, table, hit, within: streets) }
                continue
            }
            for street in streets {
                guard let name = file.name(of: street, in: hit.rows) else { continue }
                for position in Int(file.nameFirstRow[name])..<Int(file.nameFirstRow[name + 1]) {
                    let row = Int(file.nameRow[position])
                    guard row >= hit.rows.low, row < hit.rows.high else { continue }
                    evaluate(row, table, hit, within: street..<(street + 1))
                }
            }
        }
    }

    /// Evaluates the entries that have the name in `row`, only those in `within` when it is given.
    private mutating func evaluate(_ row: Int, _ table: KeyTable, _ hit: SpanHit, within: Range<Int>?) {
        guard evaluations < Self.mostEvaluations else { return }
        let name = Int(table.names[row])
        let holders = file.holders(name)
        if hit.shape == .whole {
            let mark = (name << 12) | (hit.tokens.lowerBound << 6) | hit.tokens.upperBound
            if hit.tier == .sound { seen.insert(mark) } else if seen.contains(mark) { return }
        }
        // Of a prefix that many names share, only the best known entries count.
        let most = hit.shape != .whole && hit.rows.count > 8 ? 8 : 64
        let isOpen = contexts.areas.isEmpty && focus == nil && municipality == nil && within == nil
        // Computed once for all entries of the name, when the first one needs it.
        var known: Reading?
        for holder in isOpen ? holders.prefix(most) : holders {
            let entity = Int(file.nameHolder[holder])
            if let within, !within.contains(entity) { continue }
            if known == nil {
                guard let reading = reading(row, name, table, hit) else { return }
                known = reading
            }
            if let known { evaluate(entity, role: file.nameRole[holder], known, hit) }
        }
    }

    /// The part of a candidate that is the same for all entries of one name.
    private struct Reading {
        var name: Int
        var match: GeocodeResult.Match
        var cost: Int
    }

    private func reading(_ row: Int, _ name: Int, _ table: KeyTable, _ hit: SpanHit) -> Reading? {
        guard let missing = NameCover.missingCost(file, table, row, hit),
            !NameCover.isContradicted(table, row, hit, tokens)
        else { return nil }
        var cost = hit.cost + missing
        let match: GeocodeResult.Match
        switch hit.tier {
        case .sound:
            let isExact = NameCover.isExact(file, table, row, hit, tokens)
            match = isExact ? .exact : .phonetic
            cost += isExact ? 0 : isTypedInLatin(hit) ? RankingCosts.greeklish : RankingCosts.phonetic
        case .stem:
            match = .stem
            cost += RankingCosts.stem
        case .fuzzySound, .fuzzySpelling:
            match = .fuzzy
            cost += RankingCosts.fuzzy + RankingCosts.perSlip * hit.distance
        }
        return Reading(name: name, match: match, cost: cost)
    }

    private mutating func evaluate(_ entity: Int, role: UInt8, _ reading: Reading, _ hit: SpanHit) {
        evaluations += 1
        let kind = file.kind(entity)
        guard kind != .region, kind != .structureKind, kind != .structure || !passesStructures,
            municipality == nil || file.municipality(entity) == municipality
        else { return }
        // In a structured query only areas match the city.
        if tokens[hit.tokens.lowerBound].field == .locality, !kind.isArea { return }
        let text = reading.cost + (NameRole(rawValue: role)?.cost ?? 0) + typeCost(hit.types, kind)
        let fixed = RankingCosts.kind(kind) - Int(file.weights[entity]) / 16
        guard text + fixed < ceiling, text + fixed <= farthest else { return }
        var left = everything & ~hit.mask
        var around = ContextAreas.Explanation(left: left)
        // Tokens that a door of a street can explain.
        let ofDoors = kind == .street ? ofDoors : 0
        if crossingHits.isEmpty, left & ~ofDoors != 0 {
            // The cheap test first: most entries of a common name lie elsewhere.
            around = contexts.explain(entity, left, allowsNumbers: kind != .street)
            left = around.left
            if requiresComplete, left & sets.words & ~ofDoors != 0 { return }
            let bound = text + fixed + around.cost + sets.cost(left & ~ofDoors & ~sets.numbers)
            let isIncomplete = left & sets.words & ~ofDoors != 0
            if bound >= ceiling || bound > farthest || (isIncomplete && bound > bestComplete) { return }
        }
        var candidate = Candidate(
            entity: entity, name: reading.name, kind: Self.resultKind(kind), coordinate: file.coordinate(entity),
            accuracyMetres: nil, match: max(reading.match, around.match), textCost: text + around.cost, cost: 0,
            left: left, shape: hit.shape, tokens: hit.tokens, role: NameRole(rawValue: role) ?? .own)
        explain(&candidate, kind, hit, &around)
        if kind == .street {
            if candidate.kind == .address { candidate.doubted |= around.nearby }
        } else if isLikeNumber(hit) {
            if candidate.left & sets.words != 0 { return }
            candidate.isStrayNumber = candidate.left != 0 || !around.isTrue
            if candidate.isStrayNumber { candidate.match = max(candidate.match, .stem) }
        }
        if requiresComplete, candidate.left & sets.words != 0 { return }
        candidate.cost = candidate.textCost + fixed
        if let focus {
            candidate.cost += RankingCosts.distance(metres: Planar.distance(focus, candidate.coordinate))
        }
        keep(candidate)
    }

    /// Returns whether a matched name can be a house number, «12» or «3A», apart from a type word before it («χωριό
    /// 7»).
    private func isLikeNumber(_ hit: SpanHit) -> Bool {
        hit.mask & ~hit.skipped & ~ofDoors == 0 && hit.tokens.contains { tokens[$0].folded.contains(where: \.isDigit) }
    }

    private func isTypedInLatin(_ hit: SpanHit) -> Bool {
        hit.tokens.contains { tokens[$0].script == .latin && tokens[$0].number == nil }
    }

    /// Returns the cost of type words in the query that contradict the kind, or that the name lacks.
    private func typeCost(_ types: WordClasses, _ kind: GazetteerKind) -> Int {
        guard !types.isEmpty else { return 0 }
        let fits: Bool
        switch kind {
        case .street: fits = !types.isDisjoint(with: [.streetType, .squareType])
        case .municipality: fits = types.contains(.municipalityType)
        case .unit: fits = !types.isDisjoint(with: [.unitType, .municipalityType])
        case .settlement: fits = !types.isDisjoint(with: [.settlementType, .unitType])
        case .neighbourhood: fits = !types.isDisjoint(with: [.quarterType, .settlementType])
        default: fits = false
        }
        guard fits else { return RankingCosts.wrongType }
        return types.contains(.squareType) ? 4 : RankingCosts.skippedType
    }

    /// Explains the tokens outside of the name by a crossing, a house number and areas.
    private func explain(
        _ candidate: inout Candidate, _ kind: GazetteerKind, _ hit: SpanHit, _ around: inout ContextAreas.Explanation
    ) {
        if kind == .street {
            var door = ownDoor(candidate.entity, candidate.left, hit)
            candidate.left &= ~(door?.mask ?? 0)
            if !crossingHits.isEmpty { explainCrossing(&candidate, hit, door: door?.mask ?? 0) }
            if door == nil { door = doorNear(&candidate, hit) }
            if let door { move(&candidate, to: door) }
        }
        // Areas with names like numbers explain only what the door left.
        if candidate.left != 0, !crossingHits.isEmpty || (kind == .street && candidate.left & ofDoors != 0) {
            let explanation = contexts.explain(candidate.entity, candidate.left, allowsNumbers: true)
            candidate.left = explanation.left
            candidate.textCost += explanation.cost
            candidate.match = max(candidate.match, explanation.match)
            around.nearby |= explanation.nearby
            around.isTrue = around.isTrue && explanation.isTrue
        }
        if let postcode = analysis.postcode, let known = postcodeText(of: candidate), known != postcode {
            candidate.textCost += RankingCosts.wrongPostcode
            candidate.hasOtherPostcode = true
        }
        if candidate.kind == .address, candidate.left & sets.initials != 0 {
            // The letter can belong to the number: «4» is not «4 В».
            candidate.match = max(candidate.match, .stem)
        }
        candidate.textCost += sets.cost(candidate.left)
        candidate.left &= sets.words | sets.numbers
    }

    /// Keeps the best reading of each entry, and the ``capacity`` best in all.
    private mutating func keep(_ candidate: Candidate) {
        guard candidate.cost < ceiling else { return }
        if candidate.left & sets.words == 0, !candidate.isStrayNumber {
            bestComplete = min(bestComplete, candidate.cost)
        }
        if let known = best.firstIndex(where: { $0.entity == candidate.entity && $0.crossing == candidate.crossing }) {
            if candidate.cost < best[known].cost { best[known] = candidate }
            return
        }
        best.append(candidate)
        guard best.count > capacity else { return }
        var worst = 0
        for index in best.indices where best[index].cost > best[worst].cost { worst = index }
        ceiling = best[worst].cost
        best.swapAt(worst, best.count - 1)
        best.removeLast()
    }

    static func resultKind(_ kind: GazetteerKind) -> GeocodeResult.Kind {
        switch kind {
        case .region, .municipality: .municipality
        case .unit, .settlement: .settlement
        case .neighbourhood: .neighbourhood
        case .street: .street
        case .structure: .structure
        case .postcode, .structureKind: .postcode
        }
    }
}
