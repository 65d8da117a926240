public import Geocoding
public import Records

extension JSONWriter {
    /// Writes a geocoding result as the interface shows it, with further members from `more`.
    public mutating func geocodeResult(
        _ result: GeocodeResult, in dataset: Dataset, _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        object { json in
            json.member("label", result.label)
            json.member("kind", result.kind.rawValue)
            json.members(of: result.coordinate)
            json.member("accuracyMetres", result.accuracyMetres, decimals: 0)
            json.member("match", result.match.rawValue)
            json.key("municipality")
            if let row = result.municipality {
                json.municipalityReference(dataset.municipalities[row])
            } else {
                json.null()
            }
            json.member("street", result.street)
            json.member("houseNumber", result.houseNumber)
            json.member("postcode", result.postcode)
            more(&json)
        }
    }
}
