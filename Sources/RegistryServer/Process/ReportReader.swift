internal import CoreMetrics
internal import Logging
internal import Registry
internal import ServiceLifecycle
internal import Synchronization
internal import WebSupport

/// Takes reports of mistakes in from the file of the public process, empties the texts of those that were answered long ago,
/// and measures how many wait.
final class ReportReader: Sendable {
    static let metricHelp = [
        "plision_registry_reports_open": "Reports of mistakes that wait for an answer, by age in days.",
        "plision_registry_reports_damaged": "Lines of the file of reports that cannot be read.",
        "plision_registry_reports_unmarked": "Answered reports that could not be marked as handled in their file yet.",
        "plision_registry_reminders_failing": "Editors to whom the last mail could not be sent.",
        "plision_registry_reports_failed": "1 while the file of reports cannot be read or written, else 0.",
    ]

    private struct State: Equatable {
        /// The version of the file, and how many reports were answered, when the file was last read as a whole.
        var file: FileIdentity?
        var answered: Int?
        var findings: [ReportLines.Finding] = []
        var failure: RegistryError?
    }

    private let home: RegistryHome
    private let path: String?
    private let logger: Logger
    private let open: [Gauge]
    private let damaged: Gauge
    private let unmarked: Gauge
    private let failed: Gauge
    private let reminders: Gauge
    private let state = Mutex(State())

    /// Creates a reader; without a path nothing is taken in.
    init(_ home: RegistryHome, path: String?, logger: Logger, factory: any MetricsFactory) {
        (self.home, self.path, self.logger) = (home, path, logger)
        let ages = ["0-2", "3-\(Report.overdueDays)", "overdue"]
        open = ages.map {
            Gauge(label: "plision_registry_reports_open", dimensions: [("age", $0)], factory: factory)
        }
        damaged = Gauge(label: "plision_registry_reports_damaged", factory: factory)
        unmarked = Gauge(label: "plision_registry_reports_unmarked", factory: factory)
        failed = Gauge(label: "plision_registry_reports_failed", factory: factory)
        reminders = Gauge(label: "plision_registry_reminders_failing", factory: factory)
        for gauge in [damaged, unmarked, failed, reminders] { gauge.record(0) }
    }

    /// Does one round. A failure is noted, and the next round tries again.
    func read() {
        do throws(RegistryError) {
            if let path { try take(path) }
            try home.emptyAnsweredReports()
            let counts = try home.reportCounts()
            for (gauge, count) in zip(open, [counts.recent, counts.waiting, counts.overdue]) { gauge.record(count) }
            reminders.record(try home.failingReminders())
            note(nil)
        } catch {
            note(error)
        }
    }

    private func take(_ path: String) throws(RegistryError) {
        let (file, answered) = (FileIdentity.of(path), try home.answeredReports())
        let former = state.withLock { $0 }
        guard file != former.file || answered != former.answered || former.failure != nil else { return }
        let intake = try home.takeReports(from: ReportSource(path: path))
        damaged.record(intake.findings.count)
        unmarked.record(intake.unmarked)
        if intake.findings != former.findings {
            for finding in intake.findings.prefix(20) { logger.warning("reports: \(finding)") }
        }
        state.withLock { state in
            state.findings = intake.findings
            // Marks change the file, and what could not be marked is tried again.
            state.file = intake.marked + intake.unmarked == 0 ? file : nil
            state.answered = answered
        }
    }

    private func note(_ failure: RegistryError?) {
        let former = state.withLock { state in
            defer { state.failure = failure }
            return state.failure
        }
        failed.record(failure == nil ? 0 : 1)
        if let failure, failure != former { logger.error("reports: \(failure)") }
    }
}

extension ReportReader: Service {
    /// Does a round at once, and one every 15 seconds until the server stops.
    func run() async throws {
        try? await WorkThreads.shared.run(.quick) { self.read() }
        await run(every: .seconds(15)) { self.read() }
    }
}
