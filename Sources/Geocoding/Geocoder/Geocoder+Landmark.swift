internal import GeoIndex

extension Geocoder {
    /// Greatest distance in metres between a street and a landmark that it is near to.
    private static let landmarkReach = 3000.0
    /// Maximum number of streets and of landmarks to compare.
    private static let mostPairs = 12

    /// Returns the candidates for «X κοντά σε Y»: Y when X is a kind of structure or an area, the part of X nearest to
    /// Y when X is a street.
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
                // A segment of its own, so that no name continues across both parts.
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

    /// Returns the candidates of `head`, with streets moved to the point nearest to a place named by `tail`.
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
