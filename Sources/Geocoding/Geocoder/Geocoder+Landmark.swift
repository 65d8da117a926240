internal import GeoIndex

extension Geocoder {
    /// Farthest that something said to be near a landmark may lie from it, metres.
    private static let landmarkReach = 3000.0
    /// Most streets and landmarks that are compared.
    private static let mostPairs = 12

    /// Candidates of «X κοντά σε Y»: Y where X is a wish or an area, the part of X next to Y where X is a street.
    func nearLandmark(_ analysis: inout AddressAnalysis, _ query: GeocodeQuery) -> Found {
        guard let landmark = analysis.landmark else { return candidates(analysis, query) }
        let (head, tail) = (Array(analysis.tokens[..<landmark]), Array(analysis.tokens[landmark...]))
        var alone = analysis
        alone.landmark = nil
        alone.between = nil
        alone.markedNumber = nil
        alone.tokens =
            tail
            + head.map { token in
                // A segment of its own: a name does not run from one part into the other.
                var token = token
                token.segment += (tail.last?.segment ?? 0) + 2
                return token
            }
        var matcher = SpanMatcher(file: file, tokens: head, limit: head.count, allowsPrefix: false)
        matcher.match()
        let words = TokenSets(head).words | TokenSets(head).numbers
        if let wish = KindWords(file: file, hits: matcher.hits), words & ~wish.mask == 0 {
            analysis = alone
            return candidates(alone, query)
        }
        var together = candidates(alone, query, allowsWish: false)
        together.candidates.removeAll { $0.left != 0 || $0.match == .fuzzy }
        if !together.candidates.isEmpty {
            for index in together.candidates.indices {
                together.candidates[index].isNear = together.candidates[index].tokens.upperBound <= tail.count
            }
            analysis = alone
            return together
        }
        return Found(candidates: beside(head, tail, analysis, query))
    }

    /// The candidates of `head`, streets moved to where they come nearest to something that `tail` names.
    private func beside(
        _ head: [AddressToken], _ tail: [AddressToken], _ analysis: AddressAnalysis, _ query: GeocodeQuery
    ) -> [Candidate] {
        var part = analysis
        (part.tokens, part.landmark) = (head, nil)
        let streets = candidates(part, query, allowsWish: false).candidates
        (part.tokens, part.between, part.markedNumber) = (tail, nil, nil)
        let marks = candidates(part, query, allowsWish: false).candidates.filter { $0.left == 0 && $0.match != .fuzzy }
        let sorted = streets.sorted { $0.cost < $1.cost }
        return sorted.enumerated().map { index, street in
            guard index < Self.mostPairs, street.kind == .street else { return street }
            var best: (coordinate: Coordinate, metres: Double)?
            for mark in marks.sorted(by: { $0.cost < $1.cost }).prefix(Self.mostPairs)
            where mark.entity != street.entity {
                for path in file.doors.paths(street.entity - file.streetBase) where !path.isEmpty {
                    let point = Planar.nearest(on: path, to: mark.coordinate)
                    if point.metres < best?.metres ?? Self.landmarkReach { best = (point.coordinate, point.metres) }
                }
            }
            var street = street
            guard let best else {
                street.cost += RankingCosts.unexplainedInitial
                return street
            }
            street.coordinate = best.coordinate
            street.accuracyMetres = 300
            street.isNear = true
            return street
        }
    }
}
