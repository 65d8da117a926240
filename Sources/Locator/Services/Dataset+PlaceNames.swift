internal import GeoIndex

extension Dataset {
    /// The places and municipalities whose name or former name is `text`, accents and case aside, most populous first;
    /// entries of one settlement in several sources count once. O(places).
    public func placesNamed(_ text: String) -> [GeocodeResult] {
        let wanted = TextFolding.fold(text)
        guard !wanted.isEmpty else { return [] }
        var found: [(result: GeocodeResult, population: Int)] = []
        for row in 0..<placeCount {
            let place = place(at: row)
            guard let coordinate = place.coordinate,
                (place.names.entries.map(\.text) + place.formerNames).contains(where: { TextFolding.fold($0) == wanted }
                )
            else { continue }
            let match = municipality(containing: coordinate)
            found.append((result(place, at: coordinate, in: match?.row), place.population ?? 0))
        }
        found.sort { ($0.population, $0.result.label.packed) > ($1.population, $1.result.label.packed) }
        var kept: [GeocodeResult] = []
        for (result, _) in found
        where !kept.contains(where: { Geodesic.distance(from: $0.coordinate, to: result.coordinate) < 2000 }) {
            kept.append(result)
        }
        return kept
    }

    private func result(_ place: Place, at coordinate: Coordinate, in municipality: Int?) -> GeocodeResult {
        var label = place.names
        if let municipality {
            let names = municipalities[municipality].names
            label = LocalizedText([
                "el": "\(place.names.text(in: "el")), Δήμος \(names.text(in: "el"))",
                "en": "\(place.names.text(in: "en")), Municipality of \(names.text(in: "en"))",
            ])
        }
        return GeocodeResult(
            label: label, kind: .settlement, coordinate: coordinate, accuracyMetres: 1000, match: .exact,
            municipality: municipality)
    }
}
