internal import ArgumentParser
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// The option for the dataset.
struct DatasetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Directory of the dataset.", valueName: "dir"))
    var dataset = "build/dataset"

    /// Opens the dataset; throws a failure with the exit code of the reason.
    func open() throws(Failure) -> Dataset {
        do {
            return try Dataset(directory: dataset)
        } catch {
            throw Failure(error)
        }
    }
}

/// The option for the store.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The feature store.", valueName: "file"))
    var store = "build/features.sqlite"
}

/// The option for the language of text output.
struct LanguageOption: ParsableArguments {
    @Option(help: "Language of the text output: el or en.")
    var lang = "el"

    var language: Language { Language(rawValue: lang) ?? .greek }
    var isGreek: Bool { language == .greek }

    /// The line that says which parts of a text were not found, printed before possible places.
    func notFound(_ parts: [String]) -> String {
        let text = parts.joined(separator: " … ")
        return isGreek ? "Δεν βρήκαμε «\(text)»· εννοείτε:" : "Not found: “\(text)”. Do you mean:"
    }

    func validate() throws {
        guard Language(rawValue: lang)?.isTranslated == false else {
            throw ValidationError("--lang \(lang): expected el or en")
        }
    }
}

/// The format of output.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, geojson, csv
}

extension Dataset {
    /// The moment given by an option, or nil when it is absent; throws wrong usage for a text that is not a moment.
    func moment(_ text: String?, of option: String) throws(ValidationError) -> UTCInstant? {
        guard let text else { return nil }
        guard let instant = instant(text, now: .now) else {
            throw ValidationError("\(option) \(text): expected now, or a time like 2026-04-10T08:30")
        }
        return instant
    }
}

extension PointText {
    /// Parses two comma-separated numbers; nil for any other text. Throws wrong usage when they are out of range.
    static func coordinate(_ text: String) throws(ValidationError) -> Coordinate? {
        switch reading(of: text) {
        case .position(let coordinate): return coordinate
        case .other: return nil
        case .outside:
            throw ValidationError(
                "«\(text)» is not a position: expected LON,LAT in degrees, -180…180 and -90…90, longitude first")
        }
    }

    /// Like ``coordinate(_:)``, but throws wrong usage when the position is outside the region and inside with the
    /// numbers swapped.
    static func coordinate(_ text: String, in dataset: Dataset) throws(ValidationError) -> Coordinate? {
        let coordinate = try coordinate(text)
        guard let coordinate, let swapped = dataset.geocoder.swapped(coordinate) else { return coordinate }
        throw ValidationError(
            "«\(text)» lies outside the region, \(swapped.longitude),\(swapped.latitude) inside: expected LON,LAT,"
                + " longitude first")
    }
}
