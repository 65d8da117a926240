public import GeoIndex

/// What a text says about where somebody is.
public enum OriginAnswer: Sendable {
    /// One place, certain enough to answer from.
    case found(GeocodeResult)
    /// Several places, or only a guess: a person must choose.
    case ask([GeocodeResult])
    /// No place.
    case nothing
}

extension ServiceLocator {
    /// A position given as numbers, described by the municipality it lies in. Exact: accuracy 0 m.
    public func origin(at coordinate: Coordinate) -> GeocodeResult {
        let match = dataset.municipality(containing: coordinate)
        let text = "\(coordinate.longitude), \(coordinate.latitude)"
        return GeocodeResult(
            label: match.map { dataset.municipalities[$0.row].names } ?? LocalizedText(["el": text, "en": text]),
            kind: .coordinate, coordinate: coordinate, accuracyMetres: 0, match: .exact, municipality: match?.row)
    }

    /// The place a text means; never guesses between several and never takes a misspelt name for certain.
    public func origin(named text: String, limit: Int = 8) throws(GeocodeError) -> OriginAnswer {
        let answer = try dataset.geocoder.search(GeocodeQuery(text: text, limit: limit))
        guard let best = answer.results.first else { return .nothing }
        return answer.isAmbiguous || answer.isGuess ? .ask(answer.results.map(\.result)) : .found(best.result)
    }
}
