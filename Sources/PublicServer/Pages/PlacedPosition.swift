internal import Geocoding
internal import GeoIndex
internal import Locator
internal import WebSupport

/// A position as the page's forms carry it: `longitude,latitude,metres it may be off`.
struct PlacedPosition {
    let coordinate: Coordinate
    let accuracyMetres: Double

    /// How a form keeps a position that was chosen.
    static let parameters = [
        ParameterDescription("placed", .text(maximum: 128), emptyIsAbsent: true, summary: "The text that at is of."),
        ParameterDescription("at", .text(maximum: 80), emptyIsAbsent: true, summary: "A position."),
        ParameterDescription("choice", .text(maximum: 80), emptyIsAbsent: true, summary: "A chosen position."),
    ]

    /// Reads what ``text`` wrote or the page's script filled in; nothing for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard parts.count == 3, parts[2].isFinite, parts[2] >= 0 else { return nil }
        coordinate = Coordinate(longitude: parts[0], latitude: parts[1])
        guard coordinate.isValid else { return nil }
        accuracyMetres = min(parts[2], 1_000_000)
    }

    /// The position of a geocoding result.
    init(_ result: GeocodeResult) {
        coordinate = result.coordinate
        accuracyMetres = result.accuracyMetres
    }

    /// The position as a form field.
    var text: String { "\(coordinate.longitude),\(coordinate.latitude),\(accuracyMetres)" }
}
