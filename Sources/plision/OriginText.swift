internal import ArgumentParser
internal import GeoIndex
internal import Locator

/// What was typed as a place: a position, or a text for the geocoder.
struct OriginText {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Finds the place; wrong usage for an impossible position or a text that cannot be an address.
    func resolve(in dataset: Dataset) throws -> OriginAnswer {
        let locator = ServiceLocator(dataset: dataset)
        if let coordinate = try PointText.coordinate(text, in: dataset) {
            return .found(locator.origin(at: coordinate))
        }
        do {
            return try locator.origin(named: text)
        } catch {
            throw ValidationError("«\(text.prefix(60))»: \(error)")
        }
    }

    /// The failure of a text that is no place of the dataset.
    var notFound: Failure {
        .failed("«\(text)»: no place of this name in the dataset; try a town, or a position as LON,LAT")
    }
}
