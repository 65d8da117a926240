public import GeoIndex

extension ServiceLocator {
    /// A position given as numbers, described by the municipality it lies in. Exact: accuracy 0 m.
    public func origin(at coordinate: Coordinate) -> GeocodeResult {
        let match = dataset.municipality(containing: coordinate)
        var label = LocalizedText()
        if let match {
            label = dataset.municipalities[match.row].names
        } else {
            let text = "\(coordinate.longitude), \(coordinate.latitude)"
            label = LocalizedText(["el": text, "en": text])
        }
        return GeocodeResult(
            label: label, kind: .coordinate, coordinate: coordinate, accuracyMetres: 0, match: .exact,
            municipality: match?.row)
    }
}
