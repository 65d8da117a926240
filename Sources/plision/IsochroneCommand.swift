internal import ArgumentParser
internal import Locator
internal import Records

/// `plision isochrone`: the area reached within some minutes.
struct IsochroneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isochrone",
        abstract: "The areas reached within some minutes, as GeoJSON.",
        discussion: "Example: plision isochrone Λάρισα --minutes 10,20,30 --mode car")

    @Argument(help: ArgumentHelp("Where from.", valueName: "text|lon,lat"))
    var point: String

    @Option(help: ArgumentHelp("Minutes, 1 to 240, up to six.", valueName: "n,n…"))
    var minutes = "10,20,30"

    @Flag(help: "Who reaches the point, in place of what it reaches.")
    var reverse = false

    @Option(help: "How to print: geojson or json, which are the same document.")
    var format = OutputFormat.geojson

    @OptionGroup var travel: TravelOptions

    func validate() throws {
        guard format == .geojson || format == .json else { throw ValidationError("--format: expected geojson or json") }
        _ = try times()
    }

    func run() throws {
        let dataset = try travel.open()
        let origin = try onePlace(point, in: dataset)
        let answer = ServiceLocator(dataset: dataset).isochrones(
            of: origin, minutes: try times(), mode: travel.mode, isReverse: reverse, at: try travel.moment(in: dataset))
        if case .failure(let reason) = answer.isochrones { note("«\(point)»: \(reason.words.english)") }
        Output.document(try dataset.document(answer))
    }

    private func times() throws -> [Double] {
        let parts = minutes.split(separator: ",", omittingEmptySubsequences: false)
        let times = parts.compactMap { Double($0) }.filter { (1...240).contains($0) }
        guard times.count == parts.count, (1...6).contains(times.count) else {
            throw ValidationError("--minutes \(minutes): expected one to six numbers from 1 to 240")
        }
        return times
    }
}
