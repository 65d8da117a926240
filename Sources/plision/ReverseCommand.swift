internal import ArgumentParser
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// `plision reverse`: what is at a position.
struct ReverseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "The nearest address or street, settlement and municipality of a position.",
        discussion: "Example: plision reverse 22.4197,39.6390")

    @Argument(help: ArgumentHelp("A position in degrees, longitude first.", valueName: "lon,lat"))
    var point: String

    @Option(help: "How many results, 1 to 20.")
    var limit = 5

    @Option(help: "How to print: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard (1...20).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 20") }
        guard try PointText.coordinate(point) != nil else {
            throw ValidationError("«\(point)»: expected LON,LAT in degrees")
        }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        guard let coordinate = try PointText.coordinate(point, in: dataset) else { return }
        if format == .text { Output.line(municipalityLine(dataset, coordinate)) }
        let answer = ServiceLocator(dataset: dataset).reverse(coordinate, limit: limit)
        GeocodeOutput(candidates: answer.results, document: dataset.document(answer), language: language.language)
            .print(as: format)
    }

    private func municipalityLine(_ dataset: Dataset, _ coordinate: Coordinate) -> String {
        guard let match = dataset.municipality(containing: coordinate) else {
            return language.isGreek ? "έξω από κάθε δήμο" : "outside every municipality"
        }
        let line = dataset.municipalities[match.row].title(in: language.language)
        guard match.isSnapped else { return line }
        return line
            + " (\(language.isGreek ? "ο πλησιέστερος" : "the nearest"), \(distanceText(match.metres, in: language.language)))"
    }
}
