internal import Entitlement
public import Geocoding
public import GeoIndex
internal import Records

/// The position of a person as a text gives it.
public enum OriginAnswer: Sendable {
    /// A single place that is certain enough.
    case found(GeocodeResult)
    /// Several places, or an uncertain one: the person must choose.
    case ask([GeocodeResult])
    /// No place.
    case nothing
}

/// The contents of a text: a place, and optionally what is wanted there.
struct PlaceQuestion {
    /// The place.
    var origin: OriginAnswer
    /// Codes of the kinds of structure in the text («γιατρός στον Βόλο»); empty when there are none.
    var kinds: [String] = []
    /// Whether the text says what is wanted but not where; ``origin`` then has structures of those kinds.
    var lacksPlace = false
    /// Row of the structure that ``origin`` is, when it was found by the structure's name or address.
    var structure: Int?
    /// Parts of the text that do not match the best place.
    var unmatched: [String] = []
    /// The danger that the text describes, if any. The number to call must be shown first.
    var help: HelpTopic?
    /// Whether there is a single place that is certain enough.
    var isFound: Bool { if case .found = origin { true } else { false } }
    /// The need that the text describes, if any.
    var need: Need?
    /// Whether the text names a place outside the region.
    var isElsewhere = false
}

extension ServiceLocator {
    /// Returns a position as an origin, labelled with its municipality. Its accuracy is 0 m.
    public func origin(at coordinate: Coordinate) -> GeocodeResult {
        let match = dataset.municipality(containing: coordinate)
        func degrees() -> LocalizedText {
            let text = "\(PlainDegrees.text(coordinate.longitude)), \(PlainDegrees.text(coordinate.latitude))"
            return LocalizedText(["el": text, "en": text])
        }
        return GeocodeResult(
            label: match.map { dataset.municipalityWords[$0.row].titles } ?? degrees(),
            kind: .coordinate, coordinate: coordinate, accuracyMetres: 0, match: .exact, municipality: match?.row)
    }

    /// Returns the row of a structure and its place as an origin; nil when it does not exist or has no point on the map.
    func origin(ofStructure id: String) -> (row: Int, origin: GeocodeResult)? {
        guard let row = dataset.structureRow(id: id), let coordinate = dataset.structureFile.coordinate(at: row) else {
            return nil
        }
        let structure = dataset.structure(at: row)
        let origin = GeocodeResult(
            label: structure.names, kind: .structure, coordinate: coordinate,
            accuracyMetres: structure.statedAccuracyMetres ?? 0, match: .exact,
            municipality: dataset.municipality(containing: coordinate)?.row)
        return (row, origin)
    }

    /// Returns what is at a position. Off the coast, the municipality is the nearest one within 500 m; the document
    /// then marks it as snapped.
    public func reverse(_ coordinate: Coordinate, limit: Int = 5) -> ReverseAnswer {
        let municipality = dataset.municipality(containing: coordinate)?.row
        return dataset.geocoder.reverse(coordinate, municipality: municipality, limit: limit)
    }

    /// Returns the contents of a text. Words that describe a danger are not part of the place.
    ///
    /// - Throws: `GeocodeError` for a text that is too long or has no letter or digit.
    func question(in text: String, limit: Int = 8) throws(GeocodeError) -> PlaceQuestion {
        guard let (topic, rest) = dataset.help.danger(in: text) else {
            return try wish(in: text, limit: limit)
        }
        let kinds = topic.kinds.filter { dataset.kind(code: $0) != nil }
        guard !rest.isEmpty else { return PlaceQuestion(origin: .nothing, kinds: kinds, help: topic) }
        var question = try wish(in: rest, limit: limit)
        question.help = topic
        if question.kinds.isEmpty { question.kinds = kinds }
        return question
    }

    /// Returns the contents of a text without a danger. Words for a need are not part of the place, unless the whole text
    /// names a place.
    private func wish(in text: String, limit: Int) throws(GeocodeError) -> PlaceQuestion {
        var plain = try plainQuestion(in: text, limit: limit)
        let said = dataset.needs.read(text)
        // «Κρήτη» is not the village «Κριτήρι».
        if said.isElsewhere, said.need == nil, said.rest.isEmpty, case .found(let similar) = plain.origin,
            similar.match != .exact
        {
            return PlaceQuestion(origin: .nothing, isElsewhere: true)
        }
        if plain.isFound || (plain.lacksPlace && !said.isElsewhere) {
            if !plain.kinds.isEmpty, let need = said.need {
                plain.need = need
                plain.kinds += need.kinds.filter { !plain.kinds.contains($0) }
            }
            return plain
        }
        if case .nothing = plain.origin, dataset.geocoder.postcodePatterns.contains(where: { $0.isForeign(text) }) {
            return PlaceQuestion(origin: .nothing, isElsewhere: true)
        }
        guard said.rest != text else { return plain }
        var rest = PlaceQuestion(origin: .nothing)
        if !said.rest.isEmpty { rest = try plainQuestion(in: said.rest, limit: limit) }
        if said.isElsewhere, !rest.isFound {
            return PlaceQuestion(
                origin: .nothing, kinds: rest.kinds.isEmpty ? said.need?.kinds ?? [] : rest.kinds, need: said.need,
                isElsewhere: true)
        }
        guard let need = said.need else { return rest.isFound || rest.lacksPlace ? rest : plain }
        rest.need = need
        if case .ask(let places) = rest.origin, let town = town(of: places, unmatched: rest.unmatched) {
            rest.origin = .found(town)
        }
        if rest.kinds.isEmpty { rest.kinds = plain.lacksPlace ? plain.kinds : need.kinds }
        if case .nothing = rest.origin {
            rest.lacksPlace = true
            if !said.rest.isEmpty { rest.unmatched = [said.rest] }
            rest.origin = .ask([])
        }
        return rest
    }

    /// Returns the town to answer for although the text has other words too, as in «job cleaning larissa»: the first of
    /// `places`, when it is not a guess and all others are in its municipality. Nil when the text has no other words, because
    /// it then names several places, or when they hold a number, because they may be an address.
    private func town(of places: [GeocodeResult], unmatched: [String]) -> GeocodeResult? {
        guard let first = places.first, [.settlement, .municipality].contains(first.kind), first.match < .fuzzy,
            let municipality = first.municipality, places.allSatisfy({ $0.municipality == municipality }),
            !unmatched.isEmpty, !unmatched.contains(where: { $0.contains(where: \.isNumber) })
        else { return nil }
        return first
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
            structure: structure(named: answer.results), unmatched: answer.unmatched)
    }

    /// Returns the row of the structure that a text names: the first match, or one whose address is the door that is the
    /// first match; nil for any other place.
    private func structure(named matches: [GeocodeCandidate]) -> Int? {
        guard let first = matches.first, first.structure == nil, first.result.houseNumber != nil else {
            return matches.first?.structure
        }
        return matches.first { $0.structure != nil && $0.result.match == .exact }?.structure
    }

    /// Returns the place that a text means. When there are several, or the match needs a typing mistake, the person
    /// must choose.
    ///
    /// - Throws: `GeocodeError` for a text that is too long or has no letter or digit.
    public func origin(named text: String, limit: Int = 8) throws(GeocodeError) -> OriginAnswer {
        try question(in: text, limit: limit).origin
    }
}
