internal import ArgumentParser
internal import Locator
internal import Records

/// What was typed as a place: a position, or a text for the geocoder.
struct OriginText {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Finds the place alone, see ``question(in:)``.
    func resolve(in dataset: Dataset) throws -> OriginAnswer { try question(in: dataset).origin }

    /// Finds the place and what is wanted there; wrong usage for an impossible position or a text that cannot be an address.
    func question(in dataset: Dataset) throws -> PlaceQuestion {
        let locator = ServiceLocator(dataset: dataset)
        if let coordinate = try PointText.coordinate(text, in: dataset) {
            return PlaceQuestion(origin: .found(locator.origin(at: coordinate)))
        }
        do {
            return try locator.question(in: text)
        } catch {
            throw ValidationError("«\(text.prefix(60))»: \(error)")
        }
    }

    /// The failure of a text that is no place of the dataset.
    var notFound: Failure {
        .failed("«\(text)»: no place of this name in the dataset; try a town, or a position as LON,LAT")
    }
}
