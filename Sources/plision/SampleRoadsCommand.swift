internal import ArgumentParser
internal import Foundation
internal import GeoStore
internal import Records

/// `plision sample-roads`: generates an invented road network.
struct SampleRoadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-roads",
        abstract: "Writes a made-up road network between the store's places, as an OpenStreetMap file.",
        discussion: """
            Example: plision sample-roads --out build/sample-roads.osm
            For trying things out where no road file can be had: import it with «plision import --osm FILE». Whatever is
            answered from it is marked as an estimate on a sample network.
            """)

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
    var out: String

    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let contents: StoreContents
        do {
            contents = try FeatureStore.open(path: storeOptions.store).contents()
        } catch {
            throw Failure(error)
        }
        let places = contents.dataset.places.compactMap { place in
            place.coordinate.map {
                SampleRoads.Place(
                    coordinate: $0, population: place.population ?? 0,
                    name: place.names.text(in: contents.dataset.region.language))
            }
        }
        guard !places.isEmpty else { throw Failure.malformed("\(storeOptions.store): no place with a position") }
        let bytes = SampleRoads(places: places, land: contents.dataset.municipalities.map(\.outline)).bytes()
        try Output.file(bytes, at: out)
        note("\(out): \(bytes.count) bytes, \(places.count) places")
    }
}
