internal import GeoIndex

extension Geocoder {
    /// Orders candidates, removes doubles, and says whether a person must choose.
    func rank(
        _ candidates: [Candidate], _ analysis: AddressAnalysis, _ query: GeocodeQuery, isCut: Bool
    ) -> GeocodeAnswer {
        var all = candidates
        if let postcode = analysis.postcode, let entity = postcodeEntity(postcode) {
            all.append(postcodeCandidate(entity, isAlone: analysis.tokens.isEmpty))
        }
        all.sort { a, b in
            if a.cost != b.cost { return a.cost < b.cost }
            let (left, right) = (file.weights[a.entity], file.weights[b.entity])
            return left != right ? left > right : a.entity < b.entity
        }
        var kept: [Candidate] = []
        let most = max(1, min(50, query.limit))
        for candidate in all {
            if let best = kept.first, isFarBehind(candidate, best) { continue }
            guard !kept.contains(where: { isDouble($0, candidate) }) else { continue }
            kept.append(candidate)
            if kept.count == most + 1 { break }
        }
        let isAmbiguous = isCut || needsChoice(kept)
        var results = kept.prefix(most).map { result($0, analysis, query) }
        let shown = kept.prefix(most)
        for (index, candidate) in shown.enumerated()
        where shown.contains(where: { $0.entity != candidate.entity && looksAlike($0, candidate) }) {
            results[index].result.label = LabelText(file: file).narrowedLabel(for: candidate)
        }
        return GeocodeAnswer(
            query: query.text, isAmbiguous: isAmbiguous, results: results, floor: analysis.floor, block: analysis.block)
    }

    /// Whether two settlements would have one label: one name in one municipality.
    private func looksAlike(_ a: Candidate, _ b: Candidate) -> Bool {
        file.locals[a.entity] == file.locals[b.entity] && file.kind(a.entity) == .settlement
            && file.kind(b.entity) == .settlement && file.municipality(a.entity) == file.municipality(b.entity)
    }

    /// Whether a candidate is too poor beside the best to be offered.
    private func isFarBehind(_ candidate: Candidate, _ best: Candidate) -> Bool {
        let gap = candidate.cost - best.cost
        if best.left == 0, candidate.left != 0 { return true }
        return gap > RankingCosts.farBehind || (file.kind(candidate.entity) == .unit && gap > 14)
    }

    private func postcodeCandidate(_ entity: Int, isAlone: Bool) -> Candidate {
        Candidate(
            entity: entity, name: 0, kind: .postcode, coordinate: file.coordinate(entity), accuracyMetres: 2000,
            match: .exact, textCost: isAlone ? 0 : 20, cost: isAlone ? -5 : 20, left: 0, shape: .whole, tokens: 0..<0)
    }

    /// Whether two candidates are one thing told twice: a settlement from two sources, a door on a divided street.
    private func isDouble(_ a: Candidate, _ b: Candidate) -> Bool {
        if a.kind == .intersection, b.kind == .intersection {
            return Planar.distance(a.coordinate, b.coordinate) < 30
        }
        guard file.kind(a.entity) == file.kind(b.entity), file.locals[a.entity] == file.locals[b.entity] else {
            return false
        }
        switch file.kind(a.entity) {
        case .settlement, .neighbourhood:
            // Two entries of one register are two places, however near.
            let isOneRegister = file.parent(a.entity) != nil && file.parent(b.entity) != nil
            return !isOneRegister && Planar.distance(a.coordinate, b.coordinate) < 2000
        case .street: return a.kind == b.kind && Planar.distance(a.coordinate, b.coordinate) < 60
        default: return false
        }
    }

    /// Whether the best is unsure or another place is about as likely.
    private func needsChoice(_ candidates: [Candidate]) -> Bool {
        guard let best = candidates.first else { return false }
        if best.match == .fuzzy || best.left != 0 { return true }
        for other in candidates.dropFirst() where !isSamePlace(best, other) {
            if other.left == 0, other.cost - best.cost <= RankingCosts.close, !dominates(best, other) { return true }
            if file.kind(best.entity).isArea, file.kind(best.entity) == file.kind(other.entity), other.left == 0,
                abs(other.textCost - best.textCost) <= 2, !dominates(best, other)
            {
                return true
            }
        }
        return false
    }

    /// A town that everybody means, against a hamlet of its name.
    private func dominates(_ best: Candidate, _ other: Candidate) -> Bool {
        guard file.kind(best.entity).isArea, file.kind(other.entity).isArea else { return false }
        let (mine, theirs) = (Int(file.populations[best.entity]), Int(file.populations[other.entity]))
        return mine >= 10_000 && mine >= 50 * max(1, theirs) && best.textCost <= other.textCost
    }

    /// Whether one candidate lies in the other as its centre, so that choosing between them changes nothing.
    private func isSamePlace(_ a: Candidate, _ b: Candidate) -> Bool {
        let (kindA, kindB) = (file.kind(a.entity), file.kind(b.entity))
        if a.entity == b.entity { return true }
        if kindA.isArea, kindB.isArea {
            if kindA == kindB { return Planar.distance(a.coordinate, b.coordinate) < 2000 && kindA != .municipality }
            guard file.municipality(a.entity) == file.municipality(b.entity) else { return false }
            if kindA == .unit || kindB == .unit {
                return file.parent(a.entity) == b.entity || file.parent(b.entity) == a.entity
                    || kindA == .municipality || kindB == .municipality
            }
            return Planar.distance(a.coordinate, b.coordinate) < 3000
        }
        if kindA == .street, kindB == .street, file.locals[a.entity] == file.locals[b.entity] {
            return Planar.distance(a.coordinate, b.coordinate) < 100
        }
        return false
    }
}
