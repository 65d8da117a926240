internal import ArgumentParser
internal import Geocoding
internal import Locator
internal import Records

/// A place as typed: a position, or a text for the geocoder.
struct OriginText {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// What the text is as the place of a question; throws wrong usage for an impossible position.
    func place(in dataset: Dataset) throws -> Question.Place {
        try PointText.coordinate(text, in: dataset).map { .position($0) } ?? .text(text)
    }

    /// The place alone; throws wrong usage for an impossible position or a text that cannot be an address.
    func resolve(in dataset: Dataset) throws -> OriginAnswer {
        let locator = ServiceLocator(dataset: dataset)
        if let position = try PointText.coordinate(text, in: dataset) { return .found(locator.origin(at: position)) }
        return try reading { () throws(GeocodeError) in try locator.origin(named: text) }
    }

    /// What `ask` answers; a text that the geocoder refuses is wrong usage.
    func reading<Answer>(_ ask: () throws(GeocodeError) -> Answer) throws(ValidationError) -> Answer {
        do {
            return try ask()
        } catch {
            throw ValidationError("«\(text.prefix(60))»: \(error)")
        }
    }

    /// The failure for a text that is no place in the dataset.
    var notFound: Failure {
        .failed("«\(text)»: no place of this name in the dataset; try a town, or a position as LON,LAT")
    }
}
