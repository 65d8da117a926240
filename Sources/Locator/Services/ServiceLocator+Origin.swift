internal import Entitlement
public import Geocoding
public import GeoIndex
internal import Records

/// What a text says about where somebody is.
public enum OriginAnswer: Sendable {
    /// One place, certain enough to answer from.
    case found(GeocodeResult)
    /// Several places, or only a guess: a person must choose.
    case ask([GeocodeResult])
    /// No place.
    case nothing
}

/// What a text asks: where somebody is, and perhaps what is wanted there.
struct PlaceQuestion {
    /// Where.
    var origin: OriginAnswer
    /// Codes of the kinds of structure that the text asks for («γιατρός στον Βόλο»); empty when it asks for none.
    var kinds: [String] = []
    /// Whether the text says what is wanted but not where; ``origin`` then offers the structures of those kinds.
    var lacksPlace = false
    /// Row of the structure that ``origin`` is, when it was found by the name or address of one.
    var structure: Int?
    /// Parts of the text that say nothing about the best of the places offered.
    var unmatched: [String] = []
    /// The danger that the text reports; whom to call comes before any answer.
    var help: HelpTopic?
}

extension ServiceLocator {
    /// A position given as numbers, described by the municipality it lies in. Exact: accuracy 0 m.
    public func origin(at coordinate: Coordinate) -> GeocodeResult {
        let match = dataset.municipality(containing: coordinate)
        func degrees() -> LocalizedText {
            let text = "\(PlainDegrees.text(coordinate.longitude)), \(PlainDegrees.text(coordinate.latitude))"
            return LocalizedText(["el": text, "en": text])
        }
        return GeocodeResult(
            label: match.map { dataset.municipalities[$0.row].titles } ?? degrees(),
            kind: .coordinate, coordinate: coordinate, accuracyMetres: 0, match: .exact, municipality: match?.row)
    }

    /// What is at a position; the municipality is snapped at the coast, and said so.
    public func reverse(_ coordinate: Coordinate, limit: Int = 5) -> ReverseAnswer {
        let municipality = dataset.municipality(containing: coordinate)?.row
        return dataset.geocoder.reverse(coordinate, municipality: municipality, limit: limit)
    }

    /// What a text asks; the same care as ``origin(named:limit:)``. Words of a danger are no place: only the others say
    /// where.
    func question(in text: String, limit: Int = 8) throws(GeocodeError) -> PlaceQuestion {
        guard let (topic, rest) = dataset.help.danger(in: text) else {
            return try plainQuestion(in: text, limit: limit)
        }
        let kinds = topic.kinds.filter { dataset.kind(code: $0) != nil }
        guard !rest.isEmpty else { return PlaceQuestion(origin: .nothing, kinds: kinds, help: topic) }
        var question = try plainQuestion(in: rest, limit: limit)
        question.help = topic
        if question.kinds.isEmpty { question.kinds = kinds }
        return question
    }

    private func plainQuestion(in text: String, limit: Int) throws(GeocodeError) -> PlaceQuestion {
        let answer = try dataset.geocoder.search(GeocodeQuery(text: text, limit: limit))
        let origin: OriginAnswer
        if answer.lacksPlace || answer.isAmbiguous || answer.isGuess {
            origin = answer.results.isEmpty && !answer.lacksPlace ? .nothing : .ask(answer.results.map(\.result))
        } else {
            origin = answer.results.first.map { .found($0.result) } ?? .nothing
        }
        return PlaceQuestion(
            origin: origin, kinds: answer.kinds, lacksPlace: answer.lacksPlace,
            structure: answer.results.first?.structure, unmatched: answer.unmatched)
    }

    /// The place a text means; never guesses between several and never takes a misspelt name for certain.
    public func origin(named text: String, limit: Int = 8) throws(GeocodeError) -> OriginAnswer {
        try question(in: text, limit: limit).origin
    }
}
