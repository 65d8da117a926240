internal import GeoIndex

/// Turns hits into candidates: every entry a hit names, with the rest of the query explained as far as it goes.
struct CandidateSearch {
    let file: GazetteerFile
    let analysis: AddressAnalysis
    let tokens: [AddressToken]
    let focus: Coordinate?
    /// Tokens that must be explained, one bit each.
    let everything: UInt64
    let hits: [SpanHit]
    let contexts: ContextAreas
    private(set) var best: [Key: Candidate] = [:]
    private var evaluations = 0
    /// Hits that may name the other street of a crossing, the longest and surest first; empty when none is asked for.
    let crossingHits: [SpanHit]

    /// Candidates of one entry at one position are one.
    struct Key: Hashable {
        var entity: Int
        var crossing: Int?
    }

    private static let mostEvaluations = 20_000
    private static let heaviest = 48

    init(file: GazetteerFile, analysis: AddressAnalysis, hits: [SpanHit], focus: Coordinate?) {
        self.file = file
        self.analysis = analysis
        self.focus = focus
        self.hits = hits
        tokens = analysis.tokens
        let end = analysis.landmark.flatMap { $0 > 0 ? $0 : nil } ?? analysis.tokens.count
        everything = TokenMask.bits(0..<end)
        let asksCrossing =
            analysis.between != nil || tokens.contains { $0.classes.contains(.connector) || $0.isAfterSlash }
        crossingHits =
            asksCrossing
            ? hits.filter { $0.shape != .prefix }.sorted { a, b in
                a.tokens.count != b.tokens.count
                    ? a.tokens.count > b.tokens.count : ContextAreas.tierCost(a) < ContextAreas.tierCost(b)
            } : []
        contexts = ContextAreas(file: file, hits: hits, tokens: tokens)
    }

    /// Evaluates all hits, long ones first.
    mutating func run() {
        for hit in hits.sorted(by: { $0.tokens.count > $1.tokens.count }) {
            guard tokens[hit.tokens.lowerBound].field != .locality || !tokens.contains(where: { $0.field == .street })
            else { continue }
            if let between = analysis.between, hit.tokens.lowerBound >= between { continue }
            evaluate(hit)
        }
    }

    private mutating func evaluate(_ hit: SpanHit) {
        let table = file.table(hit.tier)
        switch hit.shape {
        case .whole, .initial:
            for row in hit.rows.low..<min(hit.rows.high, hit.rows.low + 512) { evaluate(row, table, hit) }
        case .partial, .prefix:
            evaluateInContext(hit, table)
            var rows: [Int] = []
            table.heaviest(hit.rows, count: Self.heaviest) { rows.append($0) }
            for row in rows { evaluate(row, table, hit) }
        }
    }

    /// Rows of a wide hit are looked up from the streets of the areas that the rest of the query, or the focus, names.
    private mutating func evaluateInContext(_ hit: SpanHit, _ table: KeyTable) {
        guard hit.rows.count > Self.heaviest, hit.tier == .sound else { return }
        for area in contexts.areas.prefix(4) where area.mask & hit.mask == 0 {
            let streets = file.streets(in: area.entity)
            guard streets.count < 20_000 else { continue }
            for street in streets {
                guard let name = file.name(of: street, in: hit.rows) else { continue }
                let rows = Int(file.nameFirstRow[name])..<Int(file.nameFirstRow[name + 1])
                for position in rows {
                    let row = Int(file.nameRow[position])
                    guard row >= hit.rows.low, row < hit.rows.high else { continue }
                    evaluate(bearer: street, role: 0, row, table, hit)
                }
            }
        }
    }

    private mutating func evaluate(_ row: Int, _ table: KeyTable, _ hit: SpanHit) {
        let bearers = file.bearers(Int(table.names[row]))
        let isOpen = contexts.areas.isEmpty && focus == nil
        for bearer in isOpen ? bearers.prefix(256) : bearers {
            evaluate(bearer: Int(file.nameBearer[bearer]), role: file.nameRole[bearer], row, table, hit)
            if evaluations > Self.mostEvaluations { return }
        }
    }

    private mutating func evaluate(bearer entity: Int, role: UInt8, _ row: Int, _ table: KeyTable, _ hit: SpanHit) {
        evaluations += 1
        let kind = file.kind(entity)
        guard kind != .region, let missing = NameCover.missingCost(file, table, row, hit) else { return }
        if NameCover.isContradicted(table, row, hit, tokens) { return }
        let isExact = NameCover.isExact(file, table, row, hit, tokens)
        var text = hit.cost + missing + (NameRole(rawValue: role)?.cost ?? 0)
        var match: GeocodeResult.Match
        switch hit.tier {
        case .sound:
            match = isExact ? .exact : .phonetic
            text += isExact ? 0 : isTypedInLatin(hit) ? RankingCosts.greeklish : RankingCosts.phonetic
        case .stem:
            match = .stem
            text += RankingCosts.stem
        case .fuzzySound, .fuzzySpelling:
            match = .fuzzy
            text += RankingCosts.fuzzy + RankingCosts.perSlip * hit.distance
        }
        text += typeCost(hit.types, kind, entity)
        var candidate = Candidate(
            entity: entity, name: Int(table.names[row]), kind: .street, coordinate: file.coordinate(entity),
            accuracyMetres: 0, match: match, textCost: text, cost: 0, left: everything & ~hit.mask, shape: hit.shape,
            tokens: hit.tokens)
        explain(&candidate, kind, hit)
        finish(&candidate, kind)
    }

    private func isTypedInLatin(_ hit: SpanHit) -> Bool {
        hit.tokens.contains { tokens[$0].script == .latin && tokens[$0].number == nil }
    }

    /// What type words say against a kind; a typed type word that the name lacks costs a little.
    private func typeCost(_ types: WordClasses, _ kind: GazetteerKind, _ entity: Int) -> Int {
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

    /// Explains the tokens outside of the name: crossing, number, areas.
    private func explain(_ candidate: inout Candidate, _ kind: GazetteerKind, _ hit: SpanHit) {
        candidate.accuracyMetres = accuracy(of: candidate.entity, kind)
        candidate.kind = Self.resultKind(kind)
        if kind == .street {
            explainCrossing(&candidate, hit)
            explainNumber(&candidate, hit)
        }
        let explanation = contexts.explain(candidate.entity, candidate.left)
        candidate.left = explanation.left
        candidate.textCost += explanation.cost
        candidate.match = max(candidate.match, explanation.match)
        if let postcode = analysis.postcode { explainPostcode(&candidate, kind, postcode) }
        if analysis.landmark == 0 { candidate.accuracyMetres = max(candidate.accuracyMetres, 300) }
        var left = candidate.left
        candidate.left = 0
        while left != 0 {
            let index = left.trailingZeroBitCount
            left &= left - 1
            let token = tokens[index]
            if token.isNumber {
                candidate.textCost += RankingCosts.unexplainedNumber
                candidate.left |= TokenMask.bit(index)
            } else if !token.classes.isDisjoint(with: [.article, .connector, .preposition]) || isType(token) {
                candidate.textCost += RankingCosts.unexplainedSmall
            } else if token.isInitial {
                candidate.textCost += RankingCosts.unexplainedInitial
            } else {
                candidate.textCost += RankingCosts.unexplainedWord
                candidate.left |= TokenMask.bit(index)
            }
        }
    }

    private func isType(_ token: AddressToken) -> Bool {
        token.folded.count > 2 && !token.classes.isDisjoint(with: .types)
    }

    /// Takes the first free number after the name, else the first free one, as the house number.
    private func explainNumber(_ candidate: inout Candidate, _ hit: SpanHit) {
        var chosen: Int?
        for index in tokens.indices where candidate.left & TokenMask.bit(index) != 0 && tokens[index].isNumber {
            if index == analysis.markedNumber || (index >= hit.tokens.upperBound && chosen ?? 0 < hit.tokens.upperBound)
            {
                chosen = index
                break
            }
            if chosen == nil { chosen = index }
        }
        guard let chosen, let number = tokens[chosen].number else { return }
        candidate.left &= ~TokenMask.bit(chosen)
        candidate.houseNumber = number
        guard let place = DoorLookup(doors: file.doors).find(number, street: candidate.entity - file.streetBase) else {
            candidate.textCost += RankingCosts.doorUnknown
            return
        }
        if place.isInterpolated { candidate.textCost += RankingCosts.interpolated }
        // A known crossing places a door better than a guess does.
        if candidate.crossing != nil, place.isInterpolated { return }
        candidate.coordinate = place.coordinate
        candidate.accuracyMetres = place.accuracyMetres
        candidate.door = place.door
        candidate.kind = place.isInterpolated ? .interpolated : .address
        candidate.crossing = nil
    }

    private func explainPostcode(_ candidate: inout Candidate, _ kind: GazetteerKind, _ postcode: String) {
        guard kind == .street || kind == .structure else { return }
        guard let known = postcodeText(of: candidate) else { return }
        candidate.textCost += known == postcode ? 0 : RankingCosts.wrongPostcode
    }

    /// Postal code of a street or door, if it is known.
    func postcodeText(of candidate: Candidate) -> String? {
        let row: UInt16
        if let door = candidate.door, file.doors.postcode[door] != 0xFFFF {
            row = file.doors.postcode[door]
        } else if file.kind(candidate.entity) == .street {
            row = file.doors.streetPostcode[candidate.entity - file.streetBase]
        } else {
            return nil
        }
        return row == 0xFFFF ? nil : file.texts[Int(file.locals[file.postcodeBase + Int(row)])]
    }

    /// Adds size and distance and keeps the best reading of each entry.
    private mutating func finish(_ candidate: inout Candidate, _ kind: GazetteerKind) {
        candidate.cost = candidate.textCost + RankingCosts.kind(kind) - Int(file.weights[candidate.entity]) / 16
        if let focus {
            candidate.cost += RankingCosts.distance(metres: Planar.distance(focus, candidate.coordinate))
        }
        let key = Key(entity: candidate.entity, crossing: candidate.crossing)
        if let known = best[key], known.cost <= candidate.cost { return }
        best[key] = candidate
    }

    static func resultKind(_ kind: GazetteerKind) -> GeocodeResult.Kind {
        switch kind {
        case .region, .municipality: .municipality
        case .unit, .settlement: .settlement
        case .neighbourhood: .neighbourhood
        case .street: .street
        case .structure: .structure
        case .postcode: .postcode
        }
    }

    /// Radius of what a kind of entry stands for, metres.
    func accuracy(of entity: Int, _ kind: GazetteerKind) -> Double {
        switch kind {
        case .region: return 30_000
        case .municipality: return 10_000
        case .unit: return 5000
        case .settlement: return 200 + 9 * Double(file.populations[entity]).squareRoot()
        case .neighbourhood: return 500
        case .structure: return 30
        case .postcode: return 2000
        case .street: return max(50, streetLength(entity - file.streetBase) / 2)
        }
    }

    private func streetLength(_ street: Int) -> Double {
        let paths = Int(file.doors.firstPath[street])..<Int(file.doors.firstPath[street + 1])
        var box = BoundingBox.empty
        for path in paths {
            let vertices = Int(file.doors.firstVertex[path])..<Int(file.doors.firstVertex[path + 1])
            for vertex in vertices where vertex == vertices.lowerBound || vertex == vertices.upperBound - 1 {
                box.expand(
                    toInclude: Coordinate(
                        longitude: FixedCoordinate.decode(file.doors.vertexLongitude[vertex]),
                        latitude: FixedCoordinate.decode(file.doors.vertexLatitude[vertex])))
            }
        }
        guard box.west <= box.east else { return 200 }
        return Planar.distance(
            Coordinate(longitude: box.west, latitude: box.south), Coordinate(longitude: box.east, latitude: box.north))
    }
}
