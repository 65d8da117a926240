internal import GeoIndex

extension CandidateSearch {
    /// Explains «και Β» and «μεταξύ Β και Γ» by the streets that cross the candidate.
    func explainCrossing(_ candidate: inout Candidate, _ hit: SpanHit) {
        if let between = analysis.between {
            explainBetween(&candidate, from: between)
            return
        }
        guard let connector = connector(after: hit) else { return }
        let isLeading = connector < hit.tokens.lowerBound
        for other in hits where Self.canCross(other) {
            let follows =
                isLeading ? other.tokens.lowerBound > hit.tokens.lowerBound : other.tokens.lowerBound > connector
            guard follows, other.mask & hit.mask == 0 else { continue }
            guard let crossing = crossing(of: candidate.entity, with: other) else { continue }
            candidate.left &= ~(other.mask | TokenMask.bit(connector))
            let exact: Set<GeocodeResult.Match> = [.exact]
            let match = ContextAreas.match(other)
            if !exact.contains(match) { candidate.match = max(candidate.match, match) }
            candidate.textCost += ContextAreas.tierCost(other) / 2 - 2
            candidate.coordinate = file.doors.coordinate(crossing: crossing)
            candidate.accuracyMetres = 20
            candidate.crossing = Int(file.doors.crossingOther[crossing]) + file.streetBase
            candidate.kind = .intersection
            return
        }
    }

    /// A hit precise enough to name a crossing street.
    private static func canCross(_ hit: SpanHit) -> Bool { hit.shape != .prefix }

    /// Position of the connector that stands beside a hit: after it and perhaps its number, or before both streets.
    private func connector(after hit: SpanHit) -> Int? {
        var index = hit.tokens.upperBound
        while index < tokens.count {
            if tokens[index].isAfterSlash { return index - 1 }
            if tokens[index].classes.contains(.connector) { return index }
            guard tokens[index].isNumber else { return nil }
            index += 1
        }
        return nil
    }

    /// Puts the candidate half way between its crossings with the two streets named after «μεταξύ».
    private func explainBetween(_ candidate: inout Candidate, from between: Int) {
        var met: [(mask: UInt64, crossing: Int, tier: Int, match: GeocodeResult.Match)] = []
        for other in hits.sorted(by: { $0.tokens.count > $1.tokens.count })
        where other.tokens.lowerBound >= between && Self.canCross(other) {
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

    /// The crossing of `street` with a street that `hit` names, if there is one.
    private func crossing(of street: Int, with hit: SpanHit) -> Int? {
        let table = hit.tier == .stem ? file.stem : file.sound
        for crossing in file.doors.crossings(street - file.streetBase) {
            let other = Int(file.doors.crossingOther[crossing]) + file.streetBase
            if hit.tier == .stem {
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
