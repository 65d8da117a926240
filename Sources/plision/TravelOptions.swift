internal import ArgumentParser
internal import Geocoding
internal import Locator
internal import Records

/// Options of the verbs that travel.
struct TravelOptions: ParsableArguments {
    @Option(help: "Travel mode: car, foot, bicycle or rescue.")
    var mode = "car"

    @Option(
        help: ArgumentHelp(
            "The moment for which hours and dates of roads are judged, such as 2026-04-10T08:30; now unless given.",
            valueName: "time"))
    var at: String?

    @OptionGroup var datasetOptions: DatasetOptions
    @OptionGroup var closureOptions: ClosureOptions

    /// The moment of `--at`, nothing where it is absent; wrong usage for a text that is none.
    func moment(in dataset: Dataset) throws(ValidationError) -> UTCInstant? { try dataset.moment(at, of: "--at") }

    /// Opens the dataset with the closures; wrong usage for a mode it has no roads for.
    func open() throws -> Dataset {
        let dataset = try datasetOptions.open()
        guard !dataset.travel.isEmpty else {
            throw Failure.failed("\(datasetOptions.dataset): no roads here; import an OpenStreetMap extract first")
        }
        try dataset.checkMode(mode)
        guard mode != TravelMode.straight else { throw ValidationError("--mode straight: there is no such way") }
        try closureOptions.apply(to: dataset)
        return dataset
    }
}

extension Dataset {
    /// Throws wrong usage for a travel mode the dataset cannot answer in.
    func checkMode(_ mode: String?) throws(ValidationError) {
        guard let mode, !travel.modes.contains(mode) else { return }
        throw ValidationError("--mode \(mode): expected \(travel.modes.joined(separator: ", "))")
    }
}

/// A place typed on the command line that must be one place.
func onePlace(_ text: String, in dataset: Dataset) throws -> GeocodeResult {
    let origin = OriginText(text)
    switch try origin.resolve(in: dataset) {
    case .found(let place): return place
    case .nothing: throw origin.notFound
    case .ask(let places):
        let choices = places.prefix(5).map { $0.line(in: "el") }.joined(separator: "; ")
        throw Failure.failed("«\(text)»: more than one place: \(choices)")
    }
}
