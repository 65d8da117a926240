public import Entitlement
public import GeoIndex
internal import OpeningHours
public import Records

extension ServiceLocator {
    /// Where somebody at `origin` asks for a programme: of each of its kinds the competent desk that opens next, else the
    /// nearest of the kind. Competent desks come first, among them the one that opens next; desks whose hours nobody
    /// knows come after those that are known to open. The desk of another municipality, which answers to others, is named
    /// only where there is no competent one. O(structures of a municipality · hours).
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
    /// The competent first, then by when somebody can go there next, by appointment if not otherwise, then the nearest.
    fileprivate var deskOrder: (rank: Int, opens: Int, metres: Double) {
        (
            isCompetent ? 0 : 1, opening.state == .open ? 0 : opening.nextOpening?.instant.seconds ?? .max,
            travel.metres.isNaN ? .infinity : travel.metres
        )
    }
}
