package import Records
internal import Routing

/// The settlements that represent the population, snapped to the roads of one profile.
struct SettlementPoints: Sendable {
    struct Settlement: Sendable {
        /// Row in the dataset's places.
        var place: Int
        /// Row of its municipality; nil when it is in none.
        var municipality: Int?
        /// Residents, a whole number.
        var population: Int
        /// Its point on the roads; nil without a position or a road near by.
        var point: RoutePoint?
    }

    let settlements: [Settlement]
    /// Whether some settlements were counted in another year than their municipality, so that their shares were
    /// applied.
    let isApportioned: Bool

    /// Creates the settlements.
    ///
    /// The people of each municipality are distributed among its settlements here, so that all later sums agree and no
    /// figure depends on other parts of the question.
    init(_ dataset: Dataset, profile: Int) {
        var settlements = dataset.inhabitedPlaces.map { row, place in
            Settlement(
                place: row, municipality: place.municipality.flatMap(dataset.municipalityRow(code:)),
                population: place.population ?? 0,
                point: place.coordinate.flatMap { dataset.travel.graph.point(at: $0, profile: profile) })
        }
        var isApportioned = false
        for (municipality, members) in Dictionary(grouping: settlements.indices, by: { settlements[$0].municipality }) {
            guard let sum = municipality.flatMap({ dataset.municipalities[$0].population }) else { continue }
            let counts = members.map { settlements[$0].population }
            if counts.reduce(0, +) != sum { isApportioned = true }
            for (member, count) in zip(members, Self.apportioned(counts, to: sum)) {
                settlements[member].population = count
            }
        }
        self.settlements = settlements
        self.isApportioned = isApportioned
    }

    /// Returns whole numbers in the ratio of `shares` with the sum `sum` (largest remainder method, ties in order).
    private static func apportioned(_ shares: [Int], to sum: Int) -> [Int] {
        let whole = shares.reduce(0, +)
        guard whole > 0, whole != sum else { return shares }
        var result = shares.map { $0 * sum / whole }
        let remainders = shares.indices.sorted {
            let (a, b) = (shares[$0] * sum % whole, shares[$1] * sum % whole)
            return a != b ? a > b : $0 < $1
        }
        for place in remainders.prefix(sum - result.reduce(0, +)) { result[place] += 1 }
        return result
    }
}

extension Dataset {
    /// The settlements with residents, in the order of their rows. When the dataset has a register of settlements, only
    /// these count, because other places would count the same people again. O(places).
    package var inhabitedPlaces: [(row: Int, place: Place)] {
        let places = (0..<placeCount).map { (row: $0, place: place(at: $0)) }.filter { ($0.place.population ?? 0) > 0 }
        let isRegistered = places.contains { $0.place.kind == "settlement" }
        let kinds: Set<String> =
            isRegistered ? ["settlement"] : ["city", "town", "village", "hamlet", "isolated_dwelling"]
        return places.filter { kinds.contains($0.place.kind) }
    }
}
