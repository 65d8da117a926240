internal import ArgumentParser
internal import GeoIndex
internal import Locator

/// What was typed as a place: a position, or a name to look up.
struct OriginText {
    enum Resolution {
        case found(GeocodeResult)
        case ambiguous([GeocodeResult])
    }

    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Finds the place; throws exit code 64 for an impossible position and 1 when no name fits.
    func resolve(in dataset: Dataset) throws -> Resolution {
        do {
            if let coordinate = try PointText.parse(text) {
                return .found(ServiceLocator(dataset: dataset).origin(at: coordinate))
            }
        } catch {
            throw error.asUsage
        }
        let candidates = dataset.placesNamed(text)
        switch candidates.count {
        case 0: throw Failure.failed("«\(text)»: no place of this name; try a town, or a position as LON,LAT")
        case 1: return .found(candidates[0])
        default: return .ambiguous(candidates)
        }
    }
}
