internal import Geocoding
internal import GeoIndex
internal import Locator
internal import WebSupport

/// A position in the fields of a form: `longitude,latitude,accuracy in metres`.
struct PlacedPosition {
    let coordinate: Coordinate
    let accuracyMetres: Double

    /// The form fields that keep a chosen position.
    static let parameters = [
        ParameterDescription("placed", .text(maximum: 128), emptyIsAbsent: true, summary: "The text that at is of."),
        ParameterDescription("at", .text(maximum: 80), emptyIsAbsent: true, summary: "A position."),
        ParameterDescription("choice", .text(maximum: 80), emptyIsAbsent: true, summary: "A chosen position."),
    ]

    /// Parses ``text`` or the value set by the page's script; nil for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard parts.count == 3, parts[2].isFinite, parts[2] >= 0 else { return nil }
        coordinate = Coordinate(longitude: parts[0], latitude: parts[1])
        guard coordinate.isValid else { return nil }
        accuracyMetres = min(parts[2], 1_000_000)
    }

    /// The position chosen in a form. One that was kept belongs to the text only while the text is unchanged.
    init?(of form: RequestParameters) {
        let isUnchanged = form.text("placed") ?? "" == form.text("q") ?? ""
        guard let text = form.text("choice") ?? (isUnchanged ? form.text("at") : nil) else { return nil }
        self.init(text)
    }

    /// The position of a geocoding result.
    init(_ result: GeocodeResult) {
        coordinate = result.coordinate
        accuracyMetres = result.accuracyMetres
    }

    /// The position as a form field.
    var text: String { "\(coordinate.longitude),\(coordinate.latitude),\(accuracyMetres)" }
}
