internal import ArgumentParser
internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// `plision nearest`: finds the nearest structures.
struct NearestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearest",
        abstract: "The services nearest to a place, the competent one first.",
        discussion: "Example: plision nearest 22.4197,39.6390 --kind community-centre --limit 3")

    @Argument(help: ArgumentHelp("A place name, or a position in degrees, longitude first.", valueName: "text|lon,lat"))
    var place: String?

    @Option(help: ArgumentHelp("In place of a place: the structure near which services are wanted.", valueName: "id"))
    var structure: String?

    @Option(name: .customLong("kind"), help: "Only this kind of structure; may be repeated.")
    var kinds: [String] = []

    @Option(help: "How many structures, 1 to \(Question.greatestLimit).")
    var limit = Question.usualLimit

    @Option(help: "Travel mode: car, foot, bicycle, rescue or straight; on foot under 2 km, else car, when not given.")
    var mode: String?

    @OptionGroup var filterOptions: FilterOptions

    @Option(help: "How to print: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var datasetOptions: DatasetOptions
    @OptionGroup var closureOptions: ClosureOptions

    func validate() throws {
        guard (place == nil) != (structure == nil) else {
            throw ValidationError("expected a place, or --structure with the id of one")
        }
        guard (1...Question.greatestLimit).contains(limit) else {
            throw ValidationError("--limit \(limit): expected 1 to \(Question.greatestLimit)")
        }
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
        let text = OriginText(place ?? "")
        let place = try structure.map(Question.Place.structure) ?? text.place(in: dataset)
        let question = Question(
            place, kinds: kinds, mode: mode, limit: limit, instant: instant, filter: filter)
        let reply = try text.reading { () throws(GeocodeError) in
            try ServiceLocator(dataset: dataset).reply(to: question)
        }
        if case .nothing = reply.outcome, reply.help == nil, !reply.isOutside {
            throw structure.map { .failed("--structure \($0): no such structure with a point on the map") }
                ?? text.notFound
        }
        switch (reply.outcome, format) {
        case (_, .text) where reply.isOutside: ask(reply, in: dataset)
        case (.answer(let answer, let origin), _):
            if let help = reply.help, format == .text { call(help) }
            if !reply.unmatched.isEmpty, format == .text { Output.line(language.notFound(reply.unmatched)) }
            NearestOutput(
                dataset: dataset, reply: reply, origin: origin, answer: answer, language: language.language
            )
            .print(as: format)
        case (_, .text): ask(reply, in: dataset)
        default: Output.document(dataset.document(reply))
        }
    }

    /// Prints, before anything else, whom to call in the danger that the text mentions.
    private func call(_ help: HelpTopic) {
        for line in help.lines { Output.line("\(line.phone)  \(line.names.text(in: language.language))") }
        for advice in help.advice { Output.line(advice.text(in: language.language)) }
        Output.line("")
    }

    /// Prints the places to choose from, in a danger after whom to call.
    private func ask(_ reply: Reply, in dataset: Dataset) {
        if let help = reply.help { call(help) }
        if reply.isOutside {
            Output.line(
                language.isGreek
                    ? "Η περιοχή δεν καλύπτεται. Ρωτήστε τον δήμο ή καλέστε:"
                    : "This area is not covered. Ask the municipality, or call:")
            for line in dataset.help.general { Output.line("\(line.phone)  \(line.names.text(in: language.lang))") }
        }
        guard case .choose(let places) = reply.outcome else { return }
        if reply.lacksPlace {
            Output.line(
                language.isGreek
                    ? "Πού; Γράψτε και τον τόπο, π.χ. «\(place ?? ""), πόλη ή οδός»." : "Where? Type the place as well."
            )
        } else if !reply.unmatched.isEmpty {
            Output.line(language.notFound(reply.unmatched))
        } else {
            Output.line(
                language.isGreek ? "Υπάρχουν περισσότερα από ένα μέρη με αυτό το όνομα· ποιο εννοείτε;" : "Which one?")
        }
        for result in places { Output.line("  " + result.line(in: language.language)) }
    }
}

extension GeocodeResult {
    /// The label and position in one line.
    func line(in language: Language) -> String {
        "\(label.text(in: language)) (\(PlainDegrees.text(coordinate.longitude)),\(PlainDegrees.text(coordinate.latitude)))"
    }
}
