internal import ArgumentParser
internal import GeoIndex
internal import Locator

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

/// How an answer is printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, geojson, csv
}

/// A point typed as `LON,LAT`, WGS 84 degrees.
enum PointText {
    /// Reads two comma-separated numbers; nothing when the text is not of that form at all, wrong usage when it is but
    /// lies outside the earth.
    static func coordinate(_ text: String) throws(ValidationError) -> Coordinate? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let longitude = number(parts[0]), let latitude = number(parts[1]) else { return nil }
        let coordinate = Coordinate(longitude: longitude, latitude: latitude)
        guard coordinate.isValid else {
            throw ValidationError(
                "«\(text)» is not a position: expected LON,LAT in degrees, -180…180 and -90…90, longitude first")
        }
        return coordinate
    }

    /// ``coordinate(_:)``, asked back when it lies outside the region and the other way round inside.
    static func coordinate(_ text: String, in dataset: Dataset) throws(ValidationError) -> Coordinate? {
        let coordinate = try coordinate(text)
        guard let coordinate, let swapped = dataset.geocoder.swapped(coordinate) else { return coordinate }
        throw ValidationError(
            "«\(text)» lies outside the region, \(swapped.longitude),\(swapped.latitude) inside: expected LON,LAT,"
                + " longitude first")
    }

    private static func number(_ text: Substring) -> Double? {
        let trimmed = text.drop { $0 == " " }
        guard let first = trimmed.first, first.isNumber || first == "-" || first == "+" || first == "." else {
            return nil
        }
        return Double(trimmed)
    }
}
