internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import GeoStore
internal import Locator
internal import Records

/// A row of a directory, with the place found by the geocoder and the findings of the import checks.
struct PlacedRow {
    /// The result of placing the row.
    enum Outcome: String, CaseIterable {
        /// The directory gives a position.
        case given
        /// One place, certain.
        case found
        /// Only a municipality or postal code, certain.
        case area
        /// One place that needs confirmation: misspelt, with unknown words beside it, or in another municipality.
        case guess
        /// Several places.
        case ambiguous
        /// No place.
        case notFound
        /// The row has no address.
        case noAddress
        /// The structure must not be located.
        case withheld
    }

    let listed: ListedStructure
    let outcome: Outcome
    /// What the address may mean, most likely first.
    let candidates: [GeocodeResult]
    let findings: [Finding]

    init(_ listed: ListedStructure, findings: [Finding], in dataset: Dataset) {
        self.listed = listed
        self.findings = findings
        if listed.isWithheld {
            (outcome, candidates) = (.withheld, [])
        } else if listed.coordinate != nil {
            (outcome, candidates) = (.given, [])
        } else if listed.addressText.isEmpty {
            (outcome, candidates) = (.noAddress, [])
        } else {
            (outcome, candidates) = Self.search(listed, in: dataset)
        }
    }

    /// Searches the row's municipality; when nothing is found there, all municipalities, as a guess.
    private static func search(_ listed: ListedStructure, in dataset: Dataset) -> (Outcome, [GeocodeResult]) {
        let municipality = listed.municipality.flatMap(dataset.municipalityRow(code:))
        let there = search(listed.addressText, municipality, in: dataset, allowsRest: true)
        guard there.0 == .notFound, municipality != nil else { return there }
        let (elsewhere, places) = search(listed.addressText, nil, in: dataset, allowsRest: false)
        return (elsewhere == .ambiguous || places.isEmpty ? elsewhere : .guess, places)
    }

    /// - Parameter allowsRest: Whether a known address is a guess although other words of the text are unknown.
    private static func search(
        _ text: String, _ municipality: Int?, in dataset: Dataset, allowsRest: Bool
    ) -> (Outcome, [GeocodeResult]) {
        let query = GeocodeQuery(text: text, limit: 10, municipality: municipality)
        guard let answer = try? dataset.geocoder.search(query), !answer.lacksPlace else { return (.notFound, []) }
        let whole = answer.results.filter { !$0.isIncomplete }
        // Other structures are not used as addresses when there are real ones.
        let plain = whole.filter { $0.structure == nil }
        let places = (plain.isEmpty ? whole : plain).map(\.result)
        guard let best = places.first else {
            guard allowsRest, let door = answer.results.first?.result,
                door.kind == .address || door.kind == .interpolated
            else { return (.notFound, []) }
            return (.guess, [door])
        }
        if answer.hasRivals, places.count > 1 { return (.ambiguous, places) }
        let isSure = best.match != .fuzzy && (answer.hasRivals || !answer.isAmbiguous)
        let isArea = best.kind == .municipality || best.kind == .postcode
        return (isSure ? isArea ? .area : .found : .guess, [best])
    }

    /// The most likely place; nil when there are several or none.
    var place: GeocodeResult? { outcome == .ambiguous ? nil : candidates.first }

    /// The position that needs no confirmation, and its accuracy in metres.
    var position: (at: Coordinate, accuracyMetres: Double?)? {
        if let coordinate = listed.coordinate { return (coordinate, listed.accuracyMetres) }
        guard outcome == .found, let place else { return nil }
        return (place.coordinate, place.accuracyMetres)
    }

    /// The result as text.
    var words: String {
        if let place { return "\(outcome.rawValue): \(Self.words(place))" }
        return "\(outcome.rawValue)\(listed.addressText.isEmpty ? "" : " («\(listed.addressText)»)")"
    }

    /// Further lines: possible places and findings.
    var hints: [String] {
        (outcome == .ambiguous ? candidates.map { "perhaps \(Self.words($0))" } : [])
            + findings.map { "\($0.severity.rawValue): \($0.check.rawValue): \($0.message)" }
    }

    private static func words(_ place: GeocodeResult) -> String {
        "\(place.line(in: "el")), \(place.kind.rawValue), \(place.match == .exact ? "" : "\(place.match.rawValue), ")"
            + "±\(Int(place.accuracyMetres.rounded(.up))) m"
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("position", listed.position)
            json.member("id", listed.id)
            json.member("address", listed.addressText)
            json.member("outcome", outcome.rawValue)
            json.members(of: place?.coordinate ?? listed.coordinate)
            json.member("accuracyMetres", place?.accuracyMetres ?? listed.accuracyMetres, decimals: 0)
            json.member("match", place?.match.rawValue)
            json.member("placeKind", place?.kind.rawValue)
            json.key("candidates")
            json.array { json in
                for candidate in candidates {
                    json.object { json in
                        json.member("label", candidate.label)
                        json.member("kind", candidate.kind.rawValue)
                        json.members(of: candidate.coordinate)
                        json.member("accuracyMetres", candidate.accuracyMetres, decimals: 0)
                        json.member("match", candidate.match.rawValue)
                    }
                }
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json) } }
        }
    }
}
