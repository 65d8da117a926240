internal import ArgumentParser
internal import GeoIndex
internal import Locator
internal import Records
internal import Routing

/// `plision route`: the way from one place to another.
struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "The way from one place to another: time, length, steps.",
        discussion: "Example: plision route 22.4197,39.6390 Τύρναβος --mode car")

    @Argument(help: ArgumentHelp("Where from.", valueName: "text|lon,lat"))
    var from: String

    @Argument(help: ArgumentHelp("Where to.", valueName: "text|lon,lat"))
    var to: String

    @Option(help: "How to print: text, json or geojson.")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var travel: TravelOptions

    func validate() throws {
        guard format != .csv else { throw ValidationError("--format csv: expected text, json or geojson") }
    }

    func run() throws {
        let dataset = try travel.open()
        let origin = try onePlace(from, in: dataset)
        let goal = try onePlace(to, in: dataset)
        let answer = ServiceLocator(dataset: dataset).route(
            from: origin, to: goal, mode: travel.mode, at: try travel.moment(in: dataset))
        guard format == .text else {
            Output.document(format == .geojson ? dataset.geoJSON(answer) : dataset.document(answer))
            return
        }
        switch answer.route {
        case .failure(let reason): Output.line(reason.words[language.language])
        case .success(let route): print(route, in: dataset)
        }
    }

    private func print(_ route: Route, in dataset: Dataset) {
        let travel = NearestAnswer.Travel(
            mode: self.travel.mode, seconds: route.seconds, metres: route.metres, uncertainMetres: 0,
            isInterpolated: route.isEstimate, usesFerry: route.usesFerry)
        Output.line(
            "\(travel.durationText(in: language.language) ?? "") · \(travel.distanceText(in: language.language))")
        if dataset.travel.isSample {
            Output.line(language.isGreek ? "Πρότυπο δίκτυο: ο χρόνος είναι εκτίμηση" : "Sample network: an estimate")
        }
        if route.usesFerry { Output.line(language.isGreek ? "Χρειάζεται πλοίο" : "A ferry is needed") }
        for doubt in route.doubts { Output.line(doubt.words[language.language]) }
        for step in route.steps {
            Output.line("  \(step.instruction(in: language.language))")
        }
    }
}
