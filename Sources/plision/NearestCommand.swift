internal import ArgumentParser
internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// `plision nearest`: the main job.
struct NearestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearest",
        abstract: "The services nearest to a place, the competent one first.",
        discussion: "Example: plision nearest 22.4197,39.6390 --kind community-centre --limit 3")

    @Argument(help: ArgumentHelp("A place name, or a position in degrees, longitude first.", valueName: "text|lon,lat"))
    var place: String

    @Option(name: .customLong("kind"), help: "Only this kind of structure; may be repeated.")
    var kinds: [String] = []

    @Option(help: "How many structures, 1 to 100.")
    var limit = 5

    @Option(help: "Travel mode: car, foot, bicycle, rescue or straight; on foot under 2 km, else car, when not given.")
    var mode: String?

    @OptionGroup var filterOptions: FilterOptions

    @Option(help: "How to print: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var datasetOptions: DatasetOptions
    @OptionGroup var closureOptions: ClosureOptions

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 100") }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        for kind in kinds where dataset.kind(code: kind) == nil {
            let known = dataset.kinds.map(\.code).joined(separator: ", ")
            throw ValidationError("--kind \(kind): unknown; known kinds: \(known)")
        }
        try dataset.checkMode(mode)
        let (instant, filter) = try filterOptions.read(in: dataset)
        try closureOptions.apply(to: dataset)
        let text = OriginText(place)
        let question = try text.question(in: dataset)
        let wanted = kinds.isEmpty ? question.kinds : kinds
        if let help = question.help, format == .text { call(help) }
        switch question.origin {
        case .nothing:
            guard let help = question.help else { throw text.notFound }
            if format != .text {
                Output.document(dataset.ambiguousDocument(alternatives: [], kinds: wanted, help: help))
            }
        case .ask(let alternatives): ask(alternatives, wanted, question, dataset)
        case .found(let origin):
            let answer = ServiceLocator(dataset: dataset)
                .nearest(
                    NearestQuery(
                        origin: origin.coordinate, originAccuracyMetres: origin.accuracyMetres, kinds: wanted,
                        mode: mode, limit: limit, instant: instant, filter: filter, named: question.structure))
            NearestOutput(
                dataset: dataset, origin: origin, kinds: wanted, help: question.help, answer: answer,
                language: language.lang
            )
            .print(as: format)
        }
    }

    /// Whom to call in the danger that was told, before anything else.
    private func call(_ help: HelpTopic) {
        for line in help.lines { Output.line("\(line.phone)  \(line.names.text(in: language.lang))") }
        for advice in help.advice { Output.line(advice.text(in: language.lang)) }
        Output.line("")
    }

    private func ask(_ alternatives: [GeocodeResult], _ wanted: [String], _ question: PlaceQuestion, _ dataset: Dataset)
    {
        guard format == .text else {
            Output.document(
                dataset.ambiguousDocument(
                    alternatives: alternatives, kinds: wanted, unmatched: question.unmatched, help: question.help))
            return
        }
        if question.lacksPlace {
            Output.line(
                language.isGreek
                    ? "Πού; Γράψτε και τον τόπο, π.χ. «\(place), πόλη ή οδός»." : "Where? Type the place as well.")
        } else if !question.unmatched.isEmpty {
            Output.line(language.notFound(question.unmatched))
        } else {
            Output.line(
                language.isGreek ? "Υπάρχουν περισσότερα από ένα μέρη με αυτό το όνομα· ποιο εννοείτε;" : "Which one?")
        }
        for result in alternatives { Output.line("  " + result.line(in: language.lang)) }
    }
}

extension GeocodeResult {
    /// One line: label and position.
    func line(in language: String) -> String {
        "\(label.text(in: language)) (\(PlainDegrees.text(coordinate.longitude)),\(PlainDegrees.text(coordinate.latitude)))"
    }
}
