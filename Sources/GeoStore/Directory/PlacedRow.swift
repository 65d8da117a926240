public import Geocoding
public import GeoIndex

/// A row of a directory, with the place found by the geocoder and the findings of the import checks.
public struct PlacedRow: Sendable {
    /// The result of placing the row.
    public enum Outcome: String, CaseIterable, Sendable {
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

    /// The row as in its source.
    public let listed: ListedStructure
    /// The result.
    public let outcome: Outcome
    /// What the address may mean, most likely first.
    public let candidates: [GeocodeResult]
    /// What the import checks found about the row.
    public let findings: [Finding]

    /// Places a row.
    ///
    /// - Parameter municipality: The row, in the tables of the geocoder's dataset, of the municipality that the listed
    ///   structure states; nil when it states none.
    public init(_ listed: ListedStructure, findings: [Finding], municipality: Int?, geocoder: Geocoder) {
        self.listed = listed
        self.findings = findings
        if listed.isWithheld {
            (outcome, candidates) = (.withheld, [])
        } else if listed.coordinate != nil {
            (outcome, candidates) = (.given, [])
        } else if listed.addressText.isEmpty {
            (outcome, candidates) = (.noAddress, [])
        } else {
            (outcome, candidates) = Self.search(listed.addressText, municipality, geocoder)
        }
    }

    /// Searches the row's municipality; when nothing is found there, all municipalities, as a guess.
    private static func search(
        _ text: String, _ municipality: Int?, _ geocoder: Geocoder
    ) -> (Outcome, [GeocodeResult]) {
        let there = search(text, municipality, geocoder, allowsRest: true)
        guard there.0 == .notFound, municipality != nil else { return there }
        let (elsewhere, places) = search(text, nil, geocoder, allowsRest: false)
        return (elsewhere == .ambiguous || places.isEmpty ? elsewhere : .guess, places)
    }

    /// - Parameter allowsRest: Whether a known address is a guess although other words of the text are unknown.
    private static func search(
        _ text: String, _ municipality: Int?, _ geocoder: Geocoder, allowsRest: Bool
    ) -> (Outcome, [GeocodeResult]) {
        let query = GeocodeQuery(text: text, limit: 10, municipality: municipality)
        guard let answer = try? geocoder.search(query), !answer.lacksPlace else { return (.notFound, []) }
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
    public var place: GeocodeResult? { outcome == .ambiguous ? nil : candidates.first }

    /// The position that needs no confirmation, and its accuracy in metres.
    public var position: (at: Coordinate, accuracyMetres: Double?)? {
        if let coordinate = listed.coordinate { return (coordinate, listed.accuracyMetres) }
        guard outcome == .found, let place else { return nil }
        return (place.coordinate, place.accuracyMetres)
    }
}
