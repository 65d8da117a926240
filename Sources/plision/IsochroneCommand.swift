internal import ArgumentParser
internal import GeoIndex
internal import Locator
internal import Routing

/// `plision isochrone`: what is reached within some minutes.
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

    @OptionGroup var travel: TravelOptions

    func validate() throws {
        _ = try times()
    }

    func run() throws {
        let dataset = try travel.open()
        let origin = try onePlace(point, in: dataset)
        let snapshot = dataset.travel.router.snapshot
        guard let profile = snapshot.graph.profile(named: travel.mode) else { return }
        guard let joined = snapshot.graph.point(at: origin.coordinate, profile: profile) else {
            throw Failure.failed("«\(point)»: \(NoRoute.originOffNetwork(maximumMetres: 2000).words.text(in: "en"))")
        }
        let isochrones = try times().map { minutes in
            snapshot.isochrone(
                from: joined, milliseconds: Int(minutes * 60_000), reverse ? .inward : .outward)
        }
        Output.document(
            dataset.document(
                isochrones: isochrones, mode: travel.mode, isReverse: reverse,
                closuresVersion: snapshot.closureVersion))
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
