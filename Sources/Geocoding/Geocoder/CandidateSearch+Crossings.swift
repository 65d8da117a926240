internal import GeoIndex

extension CandidateSearch {
    /// Explains «και Β» and «μεταξύ Β και Γ» by the streets that cross the candidate.
    ///
    /// - Parameter door: The tokens of the candidate's house number, one bit each.
    func explainCrossing(_ candidate: inout Candidate, _ hit: SpanHit, door: UInt64) {
        if let between = analysis.between {
            explainBetween(&candidate, from: between)
            return
        }
        guard let connector = connector(after: hit, door: door) else { return }
        for other in crossingHits where other.tokens.lowerBound > connector && other.mask & hit.mask == 0 {
            guard let crossing = crossing(of: candidate.entity, with: other) else { continue }
            candidate.left &= ~(other.mask | TokenMask.bit(connector))
            candidate.match = max(candidate.match, ContextAreas.match(other))
            candidate.textCost += ContextAreas.tierCost(other) / 2 - 2
            candidate.coordinate = file.doors.coordinate(crossing: crossing)
            candidate.accuracyMetres = 20
            candidate.crossing = Int(file.doors.crossingOther[crossing]) + file.streetBase
            candidate.kind = .intersection
            return
        }
        // Both streets are known, but the map has no crossing of them.
        for other in crossingHits where other.tokens.lowerBound > connector && other.mask & hit.mask == 0 {
            guard other.shape == .whole, isInPlace(other, of: candidate.entity) else { continue }
            candidate.left &= ~(other.mask | TokenMask.bit(connector))
            candidate.textCost += ContextAreas.tierCost(other) / 2 + RankingCosts.noCrossing
            return
        }
    }

    /// Returns whether a street named by `hit` lies in the same place as `street`.
    private func isInPlace(_ hit: SpanHit, of street: Int) -> Bool {
        guard let place = file.parent(street) else { return false }
        let table = file.table(hit.tier)
        for row in hit.rows.low..<min(hit.rows.high, hit.rows.low + 16) {
            for holder in file.holders(Int(table.names[row])).prefix(512) {
                let other = Int(file.nameHolder[holder])
                if other != street, file.kind(other) == .street, file.parent(other) == place { return true }
            }
        }
        return false
    }

    /// Returns the index of the connector of two streets: after the hit and its number, or nil.
    private func connector(after hit: SpanHit, door: UInt64) -> Int? {
        var index = hit.tokens.upperBound
        while index < tokens.count {
            if door & TokenMask.bit(index) != 0 {
                index += 1
                continue
            }
            if tokens[index].isAfterSlash { return index - 1 }
            if tokens[index].classes.contains(.connector) { return index }
            guard tokens[index].isNumber else { return nil }
            index += 1
        }
        return nil
    }

    /// Moves the candidate to the middle between its crossings with the two streets named after «μεταξύ».
    private func explainBetween(_ candidate: inout Candidate, from between: Int) {
        var met: [(mask: UInt64, crossing: Int, tier: Int, match: GeocodeResult.Match)] = []
        for other in crossingHits where other.tokens.lowerBound >= between {
            guard !met.contains(where: { $0.mask & other.mask != 0 }),
                let crossing = crossing(of: candidate.entity, with: other)
            else { continue }
            met.append((other.mask, crossing, ContextAreas.tierCost(other), ContextAreas.match(other)))
            if met.count == 2 { break }
        }
        guard let first = met.first else { return }
        let a = file.doors.coordinate(crossing: first.crossing)
        let b = met.count > 1 ? file.doors.coordinate(crossing: met[1].crossing) : a
        candidate.coordinate = Coordinate(
            longitude: (a.longitude + b.longitude) / 2, latitude: (a.latitude + b.latitude) / 2)
        candidate.accuracyMetres = max(30, Planar.distance(a, b) / 2)
        candidate.crossing = Int(file.doors.crossingOther[first.crossing]) + file.streetBase
        candidate.kind = met.count > 1 ? .interpolated : .intersection
        for part in met {
            candidate.left &= ~part.mask
            candidate.textCost += part.tier / 2 - 1
            candidate.match = max(candidate.match, part.match)
        }
    }

    /// Returns the crossing of `street` with a street named by `hit`, or nil.
    private func crossing(of street: Int, with hit: SpanHit) -> Int? {
        let table = file.table(hit.tier)
        for crossing in file.doors.crossings(street - file.streetBase) {
            let other = Int(file.doors.crossingOther[crossing]) + file.streetBase
            if hit.tier == .stem || hit.tier == .fuzzySpelling {
                let names = file.names(other).map { Int(file.entityName[$0]) }
                let isNamed = (hit.rows.low..<min(hit.rows.high, hit.rows.low + 256)).contains {
                    names.contains(Int(table.names[$0]))
                }
                if isNamed { return crossing }
            } else if file.name(of: other, in: hit.rows) != nil {
                return crossing
            }
        }
        return nil
    }
}
