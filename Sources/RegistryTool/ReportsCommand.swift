internal import ArgumentParser
internal import Registry

/// `plision-registry reports`: takes reports of mistakes in, and counts those that wait.
struct ReportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Takes in the reports of mistakes that the public process has written, and counts those that wait.",
        discussion: """
            Example: plision-registry reports /var/lib/plision/reports/reports.jsonl
            Does once what serve --reports does all the time. Ends with 65 when a line cannot be read; all others are taken \
            in nevertheless.
            """)

    @OptionGroup var options: HomeOptions

    @Argument(help: ArgumentHelp("File that the public process writes (its --reports).", valueName: "file"))
    var file: String

    func run() throws {
        let intake = try options.withRegistry { registry in
            let intake = try registry.takeReports(from: ReportSource(path: file))
            try registry.emptyAnsweredReports()
            let counts = try registry.reportCounts()
            print(
                "\(intake.taken) new; \(counts.all) wait: \(counts.recent) up to 2 days, \(counts.waiting) up to "
                    + "\(Report.overdueDays), \(counts.overdue) overdue; \(intake.marked) marked as handled")
            if intake.unmarked > 0 { print("\(intake.unmarked) answered ones could not be marked in the file") }
            if intake.isTorn { print("the last line is still being written") }
            return intake
        }
        guard intake.findings.isEmpty else {
            throw ToolFailure(
                exitCode: 65, "\(file): " + intake.findings.prefix(100).map(\.description).joined(separator: "; "))
        }
    }
}
