public import GeoIndex

extension ServiceLocator {
    /// Where somebody at `origin` asks for a programme: for each of its kinds, in the programme's order, the competent
    /// desk that opens next, else the nearest of the kind. Desks whose hours nobody knows come after those that are
    /// known to open. O(structures of a municipality · hours).
    public func desks(
        for programme: Programme, from origin: Coordinate, at instant: UTCInstant, limit: Int = 2
    ) -> [NearestAnswer.Result] {
        var desks: [NearestAnswer.Result] = []
        for kind in programme.kinds where desks.count < limit && dataset.kind(code: kind) != nil {
            let search = NearestSearch(
                NearestQuery(origin: origin, kinds: [kind], limit: 1, instant: instant), in: dataset)
            let competent = search.competentRows.filter(search.isWanted).map { row in
                (row: row, opens: opensNext(row, at: instant)?.seconds ?? .max)
            }
            if let next = competent.min(by: { ($0.opens, $0.row) < ($1.opens, $1.row) }) {
                desks.append(search.result(throughTheAirTo: next.row))
            } else if let nearest = search.firstResult {
                desks.append(nearest)
            }
        }
        return desks
    }

    /// When somebody can go to the structure in `row` next, by appointment if not otherwise.
    private func opensNext(_ row: Int, at instant: UTCInstant) -> UTCInstant? {
        let opening = dataset.opening(ofStructure: row, at: instant)
        return opening.state == .open ? instant : opening.nextOpening?.instant
    }
}
