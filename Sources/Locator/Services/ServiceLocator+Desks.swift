public import Entitlement
public import GeoIndex
internal import OpeningHours
public import Records

extension ServiceLocator {
    /// Returns the structures at which a person at `origin` can apply for a programme. O(structures of a municipality ·
    /// hours).
    ///
    /// For each kind of the programme it is the competent structure that opens next, else the nearest one. Competent
    /// ones come first, then those that open next; those with unknown hours come after those that open at a known time.
    /// The structure of another municipality is only returned when no structure is competent.
    public func desks(
        for programme: Programme, from origin: Coordinate, at instant: UTCInstant, limit: Int = 2
    ) -> [NearestAnswer.Result] {
        var desks: [NearestAnswer.Result] = []
        for kind in programme.kinds where dataset.kind(code: kind) != nil {
            let search = NearestSearch(
                NearestQuery(origin: origin, kinds: [kind], limit: 1, instant: instant), in: dataset)
            let competent = search.competentRows.filter(search.isWanted).map(search.result(throughTheAirTo:))
            if let desk = competent.min(by: { $0.deskOrder < $1.deskOrder }) ?? search.firstResult {
                desks.append(desk)
            }
        }
        if desks.contains(where: \.isCompetent) { desks.removeAll { !$0.isCompetent && $0.kind.isMunicipal } }
        let order = desks.indices.sorted { first, second in
            let (left, right) = (desks[first].deskOrder, desks[second].deskOrder)
            return left == right ? first < second : left < right
        }
        return order.prefix(limit).map { desks[$0] }
    }
}

extension NearestAnswer.Result {
    /// Sorts competent structures first, then by the next time people can go there, by appointment if not otherwise,
    /// then by distance.
    fileprivate var deskOrder: (rank: Int, opens: Int, metres: Double) {
        (
            isCompetent ? 0 : 1, opening.state == .open ? 0 : opening.nextOpening?.instant.seconds ?? .max,
            travel.metres.isNaN ? .infinity : travel.metres
        )
    }
}
