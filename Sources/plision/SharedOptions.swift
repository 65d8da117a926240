internal import ArgumentParser
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// Where the dataset is.
struct DatasetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Directory of the dataset.", valueName: "dir"))
    var dataset = "build/dataset"

    /// Opens the dataset or fails with the exit code of the reason.
    func open() throws(Failure) -> Dataset {
        do {
            return try Dataset(directory: dataset)
        } catch {
            throw Failure(error)
        }
    }
}

/// Where the store is.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The feature store.", valueName: "file"))
    var store = "build/features.sqlite"
}

/// In which language text is printed.
struct LanguageOption: ParsableArguments {
    @Option(help: "Language of the text output: el or en.")
    var lang = "el"

    var isGreek: Bool { lang == "el" }

    /// Says which parts of a text were not found, before the places that may be meant.
    func notFound(_ parts: [String]) -> String {
        let text = parts.joined(separator: " … ")
        return isGreek ? "Δεν βρήκαμε «\(text)»· εννοείτε:" : "Not found: “\(text)”. Do you mean:"
    }

    func validate() throws {
        guard isGreek || lang == "en" else { throw ValidationError("--lang \(lang): expected el or en") }
    }
}

/// How an answer is printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, geojson, csv
}

extension Dataset {
    /// The moment that an option names, nothing where it is absent; wrong usage for a text that is none.
    func moment(_ text: String?, of option: String) throws(ValidationError) -> UTCInstant? {
        guard let text else { return nil }
        guard let instant = instant(text, now: .now) else {
            throw ValidationError("\(option) \(text): expected now, or a time like 2026-04-10T08:30")
        }
        return instant
    }
}

extension PointText {
    /// Reads two comma-separated numbers; nothing when the text is not of that form at all, wrong usage when it is but
    /// lies outside the earth.
    static func coordinate(_ text: String) throws(ValidationError) -> Coordinate? {
        switch reading(of: text) {
        case .position(let coordinate): return coordinate
        case .other: return nil
        case .outside:
            throw ValidationError(
                "«\(text)» is not a position: expected LON,LAT in degrees, -180…180 and -90…90, longitude first")
        }
    }

    /// ``coordinate(_:)``, asked back when it lies outside the region and the other way round inside.
    static func coordinate(_ text: String, in dataset: Dataset) throws(ValidationError) -> Coordinate? {
        let coordinate = try coordinate(text)
        guard let coordinate, let swapped = dataset.geocoder.swapped(coordinate) else { return coordinate }
        throw ValidationError(
            "«\(text)» lies outside the region, \(swapped.longitude),\(swapped.latitude) inside: expected LON,LAT,"
                + " longitude first")
    }
}
