internal import GeoIndex
internal import Records

extension Geocoder {
    /// Sorts the candidates, removes duplicates and decides whether the user must choose.
    func rank(
        _ found: Found, _ analysis: AddressAnalysis, _ query: GeocodeQuery, isCut: Bool
    ) -> GeocodeAnswer {
        var all = found.candidates
        if let postcode = analysis.postcode, let entity = postcodeEntity(postcode),
            query.municipality == nil || file.municipality(entity) == query.municipality
        {
            var candidate = postcodeCandidate(entity, isAlone: analysis.tokens.isEmpty)
            // A house in that area is more specific than the code, even when it was found with a typing mistake.
            let houses = all.filter { $0.kind == .address && $0.left == 0 && self.postcode(of: $0) == postcode }
            if let best = houses.map(\.cost).min() { candidate.cost = max(candidate.cost, best + 1) }
            all.append(candidate)
        }
        // A fuzzy match can be a street and also a village near by. A house that exists goes before a place, or a
        // street, that does not have the number.
        if let door = all.filter(Self.isDoor).map(\.match).min() {
            all.removeAll { other in
                (other.left != 0 && file.kind(other.entity).isArea)
                    || (other.kind == .street && other.houseNumber != nil && other.match >= door)
            }
        }
        // A house that explains as much goes before a place named like its number.
        let houses = all.filter { $0.kind == .address }
        all.removeAll { stray in stray.isStrayNumber && houses.contains { $0.left & ~stray.left == 0 } }
        all.sort { a, b in
            if a.cost != b.cost { return a.cost < b.cost }
            let (left, right) = (file.weights[a.entity], file.weights[b.entity])
            return left != right ? left > right : a.entity < b.entity
        }
        var kept: [Candidate] = []
        let most = max(1, min(50, query.limit))
        for candidate in all {
            if let best = kept.first, isFarBehind(candidate, best) { continue }
            guard !kept.contains(where: { isDouble($0, candidate) }), !isKnownElsewhere(candidate, all),
                !isPlaceAgain(candidate, all)
            else { continue }
            kept.append(candidate)
            if kept.count == most + 1 { break }
        }
        let hasRivals = hasRivals(kept)
        let isAmbiguous = isCut || hasRivals || (kept.first.map(isUnsure) ?? false)
        let lacksPlace = found.isWishAlone && !(kept.first.map(isNamed) ?? false)
        // Of the structures, those whose kind has all the words: «κοινωνικό παντοπωλείο» is no «Κοινωνικό Φαρμακείο».
        if lacksPlace { kept.removeAll { $0.role != .kind || $0.left != 0 || $0.shape != .whole } }
        let isWish = lacksPlace || kept.first?.isWish ?? false
        var results = kept.prefix(most).map { result($0, analysis, query) }
        let shown = kept.prefix(most)
        let labels = results.map { $0.result.label.text(in: file.language) }
        for (index, candidate) in shown.enumerated()
        where labels.indices.contains(where: { $0 != index && labels[$0] == labels[index] }) {
            results[index].result.label = LabelText(file: file).narrowedLabel(for: candidate)
        }
        // Structures that still have the same label are offered as one choice.
        var seen: Set<LocalizedText> = []
        results.removeAll { $0.result.kind == .structure && !seen.insert($0.result.label).inserted }
        return GeocodeAnswer(
            query: query.text, isAmbiguous: isAmbiguous || lacksPlace, hasRivals: hasRivals, results: results,
            floor: analysis.floor,
            block: analysis.block,
            kinds: isWish ? found.wish?.kinds.map { file.texts[Int(file.locals[$0])] } ?? [] : [],
            lacksPlace: lacksPlace, unmatched: kept.first.map { unmatched($0, analysis, query) } ?? [])
    }

    /// Returns the runs of tokens that a candidate does not explain or does not have, as typed.
    private func unmatched(_ candidate: Candidate, _ analysis: AddressAnalysis, _ query: GeocodeQuery) -> [String] {
        let left = candidate.left | candidate.doubted
        guard left != 0 else { return [] }
        let scalars = Array(query.text.unicodeScalars)
        var runs: [(end: Int, range: Range<Int>)] = []
        for index in analysis.tokens.indices where left & TokenMask.bit(index) != 0 {
            let range = analysis.tokens[index].range
            guard range.upperBound <= scalars.count else { continue }
            if let last = runs.last, last.end == index {
                runs[runs.count - 1] = (index + 1, last.range.lowerBound..<max(last.range.upperBound, range.upperBound))
            } else {
                runs.append((index + 1, range))
            }
        }
        return runs.map { String(String.UnicodeScalarView(scalars[$0.range])) }
    }

    /// Returns whether a candidate has the typed text as its name, so that words for a kind of structure belong to the
    /// name.
    private func isNamed(_ candidate: Candidate) -> Bool {
        candidate.role != .kind && candidate.left == 0 && candidate.shape == .whole && candidate.match <= .phonetic
    }

    /// Returns whether a candidate is too unlikely beside the best one to be offered.
    private func isFarBehind(_ candidate: Candidate, _ best: Candidate) -> Bool {
        let gap = candidate.cost - best.cost
        if best.left == 0, candidate.left != 0 { return true }
        // When the best is a town with an unknown street, a structure in the town is not a better guess.
        if best.left != 0, file.kind(best.entity).isArea, file.kind(candidate.entity) == .structure,
            best.left & ~candidate.left == 0
        {
            return true
        }
        return gap > RankingCosts.farBehind || (file.kind(candidate.entity) == .unit && gap > 14)
    }

    private func postcodeCandidate(_ entity: Int, isAlone: Bool) -> Candidate {
        Candidate(
            entity: entity, name: 0, kind: .postcode, coordinate: file.coordinate(entity), accuracyMetres: 2000,
            match: .exact, textCost: isAlone ? 0 : 20, cost: isAlone ? -5 : 20, left: 0, shape: .whole, tokens: 0..<0)
    }

    /// Returns whether two candidates are the same thing: a settlement from two sources, a door on a divided street.
    private func isDouble(_ a: Candidate, _ b: Candidate) -> Bool {
        if a.entity == b.entity, a.kind == b.kind, a.crossing == b.crossing { return true }
        if a.kind == .intersection, b.kind == .intersection {
            return Planar.distance(a.coordinate, b.coordinate) < 30
        }
        guard file.kind(a.entity) == file.kind(b.entity), file.locals[a.entity] == file.locals[b.entity] else {
            return false
        }
        switch file.kind(a.entity) {
        case .settlement, .neighbourhood:
            // Two entries of one register are two places, however near they are.
            let isOneRegister = file.parent(a.entity) != nil && file.parent(b.entity) != nil
            return !isOneRegister && Planar.distance(a.coordinate, b.coordinate) < 2000
        case .street: return a.kind == b.kind && Planar.distance(a.coordinate, b.coordinate) < 60
        default: return false
        }
    }

    /// Returns whether the number is missing on this part of a street but known on another part of the same name near
    /// by, as on a street shared by two settlements.
    private func isKnownElsewhere(_ candidate: Candidate, _ all: [Candidate]) -> Bool {
        guard candidate.houseNumber != nil, candidate.kind != .address else { return false }
        return all.contains { other in
            other.kind == .address && other.left & ~candidate.left == 0
                && file.locals[other.entity] == file.locals[candidate.entity]
                && other.textCost <= candidate.textCost + RankingCosts.close
                && Planar.distance(other.coordinate, candidate.coordinate) < 1500
        }
    }

    /// Returns whether a candidate is a name that houses are numbered by in place of streets, and the place of that
    /// name is found too: «Άνω Πέτρα» without a number means the village.
    private func isPlaceAgain(_ candidate: Candidate, _ all: [Candidate]) -> Bool {
        guard candidate.kind == .street, file.doors.hasNoLine(candidate.entity - file.streetBase) else { return false }
        return all.contains { other in
            file.kind(other.entity).isArea && file.locals[other.entity] == file.locals[candidate.entity]
                && other.match <= candidate.match && Planar.distance(other.coordinate, candidate.coordinate) < 5000
        }
    }

    /// Returns whether the user must confirm the best result even without rivals.
    private func isUnsure(_ best: Candidate) -> Bool {
        best.match == .fuzzy || best.left != 0 || best.role == .kind
    }

    /// Returns whether another place is about as likely as the best.
    private func hasRivals(_ candidates: [Candidate]) -> Bool {
        guard let best = candidates.first else { return false }
        // «Δημαρχείο Σκιάθου» is the structure of that name; a town hall in Skiathos would be the same.
        let isStructure = isNamed(best) && file.kind(best.entity) == .structure
        // «Τρικάλων» is the town, not the town hall «Δημαρχείο Τρικάλων», of whose name it is a part.
        let isArea = file.kind(best.entity).isArea && best.left == 0 && best.shape == .whole
        for other in candidates.dropFirst()
        where !isSamePlace(best, other) && !(best.isWish && other.role == .kind) && !(isStructure && other.isWish)
            && !(isArea && file.kind(other.entity) == .structure && other.shape != .whole)
        {
            if other.left == 0, other.cost - best.cost <= RankingCosts.close, !dominates(best, other) { return true }
            if file.kind(best.entity).isArea, file.kind(best.entity) == file.kind(other.entity), other.left == 0,
                abs(other.textCost - best.textCost) <= 2, !dominates(best, other)
            {
                return true
            }
        }
        return false
    }

    /// Returns whether the best is a town so much larger that the other, a hamlet of the same name, is unlikely to be
    /// meant.
    private func dominates(_ best: Candidate, _ other: Candidate) -> Bool {
        guard file.kind(best.entity).isArea, file.kind(other.entity).isArea else { return false }
        let (mine, theirs) = (Int(file.populations[best.entity]), Int(file.populations[other.entity]))
        return mine >= 10_000 && mine >= 50 * max(1, theirs) && best.textCost <= other.textCost
    }

    /// Returns whether both candidates are about the same place, so that it does not matter which is chosen.
    private func isSamePlace(_ a: Candidate, _ b: Candidate) -> Bool {
        let (kindA, kindB) = (file.kind(a.entity), file.kind(b.entity))
        if a.entity == b.entity { return true }
        if a.role == .address || b.role == .address, !kindA.isArea, !kindB.isArea {
            // The door of a structure's address lies within the circle of the structure's accuracy.
            let reach = [a, b].map { $0.accuracyMetres ?? file.accuracy(of: $0.entity) }.max() ?? 0
            return Planar.distance(a.coordinate, b.coordinate) < max(Self.vagueMetres, reach)
        }
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
