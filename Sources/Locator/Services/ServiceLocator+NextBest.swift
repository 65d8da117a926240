internal import Entitlement
internal import GeoIndex
internal import Records

extension ServiceLocator {
    /// Returns suggestions for a query without results: without the distance limit, without the filter, another kind,
    /// the municipality's centre, telephone lines. Each structure occurs once.
    func nextBest(
        _ query: NearestQuery, knowing known: [NearestAnswer.Suggestion]
    ) -> [NearestAnswer.Suggestion] {
        var suggestions = known
        func suggest(_ kind: NearestAnswer.Suggestion.Kind, _ results: some Sequence<NearestAnswer.Result>) {
            for result in results where !suggestions.contains(where: { $0.result.row == result.row }) {
                suggestions.append(NearestAnswer.Suggestion(kind: kind, result: result))
            }
        }
        var plain = query
        plain.limit = 1
        if query.filter.withinMetres != nil {
            plain.filter.withinMetres = nil
            suggest(.wider, located(plain))
        }
        if !query.filter.isEmpty {
            plain.filter = ServiceFilter()
            suggest(.withoutFilter, located(plain))
        }
        if !query.kinds.isEmpty {
            plain = query
            plain.limit = 1
            plain.kinds = []
            plain.filter.withinMetres = nil
            suggest(.otherKind, located(plain))
        }
        suggest(.municipality, municipalDesks(query))
        suggest(.line, lines(query))
        return Array(suggestions.dropFirst(known.count))
    }

    /// Returns the competent structure that passes the filter except for the hours, if its hours are known.
    func opensLater(_ query: NearestQuery) -> NearestAnswer.Suggestion? {
        var query = query
        query.filter.opening = .any
        let search = NearestSearch(query, in: dataset)
        let fits: (Int) -> Bool = { search.fits($0) && dataset.hasReadableHours($0) }
        if let found = search.competentThroughTheAir(where: fits) {
            return NearestAnswer.Suggestion(
                kind: .opensLater, result: search.result(throughTheAirTo: found.index))
        }
        return search.placeless(others: 0, where: fits).first(where: \.isCompetent).map {
            NearestAnswer.Suggestion(kind: .opensLater, result: $0)
        }
    }

    private func located(_ query: NearestQuery) -> [NearestAnswer.Result] {
        NearestSearch(query, in: dataset).firstResult.map { [$0] } ?? []
    }

    /// Returns the desks of the municipality of the origin that are not among `known` results, as suggestions.
    func whomToAsk(
        _ query: NearestQuery, except known: [NearestAnswer.Result]
    ) -> [NearestAnswer.Suggestion] {
        municipalDesks(query).filter { desk in !known.contains { $0.row == desk.row } }
            .map { NearestAnswer.Suggestion(kind: .municipality, result: $0) }
    }

    /// Returns the structure of the municipality that knows its other services, and the first one with a telephone if
    /// that has none.
    private func municipalDesks(_ query: NearestQuery) -> [NearestAnswer.Result] {
        var desks: [NearestAnswer.Result] = []
        for kind in dataset.askedKinds {
            let search = NearestSearch(
                NearestQuery(origin: query.origin, kinds: [kind], limit: 1, instant: query.instant), in: dataset)
            let rows = search.competentRows.filter(search.isWanted)
            let answering = rows.first(where: dataset.structureFile.hasPhone)
            if desks.isEmpty, let row = answering ?? rows.first {
                desks.append(search.result(throughTheAirTo: row))
                if answering != nil { break }
            } else if let answering {
                desks.append(search.result(throughTheAirTo: answering))
                break
            }
        }
        return desks
    }

    private func lines(_ query: NearestQuery) -> [NearestAnswer.Result] {
        let search = NearestSearch(
            NearestQuery(origin: query.origin, limit: 1, instant: query.instant), in: dataset)
        return search.placeless(others: .max, where: search.fits).filter { $0.travel.mode == TravelMode.phone }
    }
}

extension NearestSearch {
    /// The nearest structure in a straight line, else one without a point.
    var firstResult: NearestAnswer.Result? {
        straight(1, among: test?.passing, where: fits).first ?? placeless(others: 1, where: fits).first
    }

    /// Returns the structure in `row` with its distance in a straight line, if it has a point.
    func result(throughTheAirTo row: Int) -> NearestAnswer.Result {
        guard let coordinate = structures.coordinate(at: row) else {
            return result(
                row,
                NearestAnswer.Travel(mode: mode(row), seconds: nil, metres: .nan, uncertainMetres: 0))
        }
        return result(row, throughTheAir(neighbour(row, at: coordinate)))
    }
}

extension Dataset {
    /// Codes of the kinds of structure that know all services of their municipality, the first one to ask first: those
    /// of the region's needs, else the first municipal kind in the table.
    var askedKinds: [String] {
        needs.asked.isEmpty ? kinds.first(where: \.isMunicipal).map { [$0.code] } ?? [] : needs.asked
    }
}
