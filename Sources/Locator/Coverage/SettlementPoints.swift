internal import GeoIndex
internal import Routing

/// The settlements that stand for the population, joined to the roads once per profile.
struct SettlementPoints: Sendable {
    struct Settlement: Sendable {
        /// Row among the dataset's places.
        var place: Int
        /// Row of its municipality; nothing when it lies in none.
        var municipality: Int?
        var population: Int
        /// Where it joins the roads; nothing without a position or without a road near.
        var point: RoutePoint?
    }

    let settlements: [Settlement]

    /// Where a register of settlements is there it counts alone: other places would count the same people again.
    init(_ dataset: Dataset, profile: Int) {
        let places = (0..<dataset.placeCount).map { ($0, dataset.place(at: $0)) }
            .filter { ($0.1.population ?? 0) > 0 }
        let isRegistered = places.contains { $0.1.kind == "settlement" }
        let kinds: Set<String> =
            isRegistered ? ["settlement"] : ["city", "town", "village", "hamlet", "isolated_dwelling"]
        settlements = places.filter { kinds.contains($0.1.kind) }.map { row, place in
            Settlement(
                place: row, municipality: place.municipality.flatMap(dataset.municipalityRow(code:)),
                population: place.population ?? 0,
                point: place.coordinate.flatMap { dataset.travel.graph.point(at: $0, profile: profile) })
        }
    }
}
