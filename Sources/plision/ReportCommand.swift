internal import ArgumentParser
internal import Locator
internal import Records

/// `plision report`: what people should check in a dataset.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What people should look at: no phone, no hours, old records, missing kinds, likely duplicates.",
        discussion: "Example: plision report --today 2026-11-21 --format json")

    @Option(help: ArgumentHelp("The day against which records are old; today when not given.", valueName: "date"))
    var today: String?

    @Option(help: "Days after which a record without an interval of its own is old.")
    var staleAfter = 180

    @Option(help: "How to print: text, json or csv.")
    var format = OutputFormat.text

    @OptionGroup var language: LanguageOption

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard format != .geojson else { throw ValidationError("--format: expected text, json or csv") }
        guard staleAfter > 0 else { throw ValidationError("--stale-after \(staleAfter): expected 1 or more") }
        guard today.map({ TimeText.date($0) != nil }) ?? true else {
            throw ValidationError("--today \(today ?? ""): expected a date like 2026-11-21")
        }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        let day = today.flatMap { TimeText.date($0) } ?? dataset.date(at: .now)
        let report = ServiceLocator(dataset: dataset).quality(today: day, staleAfterDays: staleAfter)
        switch format {
        case .json: Output.document(dataset.document(report))
        case .csv: for row in dataset.rows(report) { Output.csv(row) }
        default: Output.line(report.text(in: language.language))
        }
    }
}
