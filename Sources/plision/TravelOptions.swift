internal import ArgumentParser
internal import Geocoding
internal import Locator
internal import Records

/// Options of the commands that route.
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

    /// The moment of `--at`, or nil when it is absent; throws wrong usage for a text that is not a moment.
    func moment(in dataset: Dataset) throws(ValidationError) -> UTCInstant? { try dataset.moment(at, of: "--at") }

    /// Opens the dataset with the closures; throws wrong usage for a mode that it does not have.
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
    /// Throws wrong usage for a travel mode that the dataset does not have.
    func checkMode(_ mode: String?) throws(ValidationError) {
        guard let mode, !travel.modes.contains(mode) else { return }
        throw ValidationError("--mode \(mode): expected \(travel.modes.joined(separator: ", "))")
    }
}

/// The place for a text on the command line; throws when there is none, or more than one.
func onePlace(_ text: String, in dataset: Dataset) throws -> GeocodeResult {
    let origin = OriginText(text)
    switch try origin.resolve(in: dataset) {
    case .found(let place): return place
    case .nothing: throw origin.notFound
    case .ask(let places):
        let choices = places.prefix(5).map { $0.line(in: .greek) }.joined(separator: "; ")
        throw Failure.failed("«\(text)»: more than one place: \(choices)")
    }
}
