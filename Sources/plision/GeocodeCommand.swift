internal import ArgumentParser
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// `plision geocode`: finds places by text.
struct GeocodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geocode",
        abstract: "The places a text may mean, as Greeks type it.",
        discussion: """
            Example: plision geocode "Ermou 12, Larisas" --focus 22.42,39.64 --limit 5
            In parts: plision geocode --street Ermou --number 12 --city Larisa
            """)

    @Argument(help: "An address, a place, a postal code, a structure, or a position.")
    var text: String?

    @Option(help: "Street of an address given in parts, instead of the text.")
    var street: String?

    @Option(help: "House number of an address given in parts.")
    var number: String?

    @Option(help: "Settlement or municipality of an address given in parts.")
    var city: String?

    @Option(help: "Postal code of an address given in parts.")
    var postcode: String?

    @OptionGroup var options: GeocodeOptions

    func validate() throws {
        let parts = [street, number, city, postcode].compactMap { $0 }
        guard (text == nil) != parts.isEmpty else {
            throw ValidationError("expected either one text or the parts --street, --number, --city, --postcode")
        }
        guard number == nil || street != nil else { throw ValidationError("--number: needs --street") }
    }

    func run() throws {
        let dataset = try options.datasetOptions.open()
        let (focus, limit) = (options.focusPoint(), options.limit)
        let query =
            text.map { GeocodeQuery(text: $0, focus: focus, limit: limit) }
            ?? GeocodeQuery(
                street: street, number: number, city: city, postcode: postcode, focus: focus, limit: limit)
        try options.print(dataset) { () throws(GeocodeError) in
            try dataset.geocoder.search(query)
        }
    }
}

/// `plision autocomplete`: finds places while typing.
struct AutocompleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autocomplete",
        abstract: "The places whose name begins like this.",
        discussion: "Example: plision autocomplete Καρδ --limit 5")

    @Argument(help: "The beginning of a text.")
    var text: String

    @OptionGroup var options: GeocodeOptions

    func run() throws {
        let dataset = try options.datasetOptions.open()
        try options.print(dataset) { () throws(GeocodeError) in
            try dataset.geocoder.autocomplete(text, focus: options.focusPoint(), limit: options.limit)
        }
    }
}

/// Options of the commands that geocode a text.
struct GeocodeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the person looks; near things come first.", valueName: "lon,lat"))
    var focus: String?

    @Option(help: "How many places, 1 to 50.")
    var limit = 10

    @Option(help: "How to print: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard (1...50).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 50") }
        if let focus, try PointText.coordinate(focus) == nil {
            throw ValidationError("--focus «\(focus)»: expected LON,LAT in degrees")
        }
    }

    /// The focus; ``validate()`` has checked it before.
    func focusPoint() -> Coordinate? {
        focus.flatMap { try? PointText.coordinate($0) }
    }

    /// Prints the answer of `search`. Throws wrong usage for a text that cannot be an address, and exits with 1 when
    /// nothing is found.
    func print(_ dataset: Dataset, _ search: () throws(GeocodeError) -> GeocodeAnswer) throws {
        let answer: GeocodeAnswer
        do {
            answer = try search()
        } catch {
            throw ValidationError("\(error)")
        }
        if format == .text, answer.lacksPlace {
            let names = answer.kinds.compactMap { dataset.kind(code: $0)?.names.text(in: language.language) }.joined(
                separator: ", ")
            Output.line((language.isGreek ? "Είδος δομής, χωρίς τόπο: " : "A kind of structure, no place: ") + names)
        } else if answer.results.isEmpty && format == .text {
            throw Failure.failed("«\(answer.query)»: no place of this name in the dataset")
        }
        if format == .text, !answer.unmatched.isEmpty {
            Output.line(language.notFound(answer.unmatched))
        } else if format == .text, answer.isGuess {
            Output.line(language.isGreek ? "Μήπως εννοείτε:" : "Did you mean:")
        }
        GeocodeOutput(candidates: answer.results, document: dataset.document(answer), language: language.language)
            .print(as: format)
    }
}
