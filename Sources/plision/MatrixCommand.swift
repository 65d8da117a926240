internal import ArgumentParser
internal import GeoIndex
internal import Locator
internal import Routing

/// `plision matrix`: times between many places.
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

    func run() throws {
        let dataset = try travel.open()
        let origins = try from.map { try onePlace($0, in: dataset) }
        let goals = try to.map { try onePlace($0, in: dataset) }
        let snapshot = dataset.travel.router.snapshot
        guard let profile = snapshot.graph.profile(named: travel.mode) else { return }
        let places = PlaceSet(goals.map(\.coordinate), on: snapshot.graph, profile: profile)
        let matrix = snapshot.matrix(
            from: origins.map { snapshot.graph.point(at: $0.coordinate, profile: profile) }, to: places)
        guard format != .json else {
            Output.document(
                dataset.document(matrix: matrix, mode: travel.mode, closuresVersion: snapshot.closureVersion))
            return
        }
        for (index, row) in matrix.enumerated() {
            let cells = row.map { $0.map { "\(Double($0 / 100) / 10)" } ?? "" }
            if format == .csv { Output.csv([from[index]] + cells) } else { Output.line(cells.joined(separator: "\t")) }
        }
    }
}
