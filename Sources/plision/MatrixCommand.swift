internal import ArgumentParser
internal import Locator

/// `plision matrix`: the times between several places.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Seconds from each origin to each destination.",
        discussion: "Example: plision matrix --from 22.42,39.64 --from 22.94,39.36 --to 21.92,39.36 --format json")

    @Option(help: ArgumentHelp("An origin; may be repeated.", valueName: "text|lon,lat"))
    var from: [String]

    @Option(help: ArgumentHelp("A destination; may be repeated.", valueName: "text|lon,lat"))
    var to: [String]

    @Option(help: "How to print: text, json or csv.")
    var format = OutputFormat.text

    @OptionGroup var travel: TravelOptions

    func validate() throws {
        guard format != .geojson else { throw ValidationError("--format geojson: expected text, json or csv") }
    }

    func run() throws {
        let dataset = try travel.open()
        let origins = try from.map { try onePlace($0, in: dataset) }
        let goals = try to.map { try onePlace($0, in: dataset) }
        let answer = ServiceLocator(dataset: dataset).matrix(
            from: origins, to: goals, mode: travel.mode, at: try travel.moment(in: dataset))
        guard format != .json else {
            Output.document(dataset.document(answer))
            return
        }
        for (index, row) in answer.milliseconds.enumerated() {
            let cells = row.map { $0.map { "\(Double($0 / 100) / 10)" } ?? "" }
            if format == .csv { Output.csv([from[index]] + cells) } else { Output.line(cells.joined(separator: "\t")) }
        }
    }
}
