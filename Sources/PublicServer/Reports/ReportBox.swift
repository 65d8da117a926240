internal import CoreMetrics
internal import Dispatch
package import Logging
package import Records
internal import Synchronization
package import WebSupport

/// Accepts reports of mistakes about structures and writes them to a file for review: one JSON object per line, without
/// information about the reporter except what they wrote.
///
/// The size of the file is limited, and so is the number of attempts per hour: for each client about one structure and
/// in total, and for all clients. The last part of both limits is reserved for clients without earlier reports in the
/// hour, so that no client can block others. Reports that could not be written count too. The counts are kept only in memory.
///
/// The file is written on a thread of its own with a short queue.
package final class ReportBox: Sendable {
    /// A reported mistake.
    package struct Report: Sendable {
        /// The identifier of the structure.
        package var structure: String
        /// The code of the structure's municipality, if known.
        package var municipality: String?
        /// The code of what is wrong; see ``ReportRoute/topics``.
        package var topic: String
        /// The text that the reporter wrote.
        package var text: String
        /// Contact details of the reporter, if given.
        package var contact: String?

        /// Creates a report about the structure with this identifier.
        package init(
            structure: String, municipality: String? = nil, topic: String, text: String, contact: String?
        ) {
            self.structure = structure
            self.municipality = municipality
            self.topic = topic
            self.text = text
            self.contact = contact
        }
    }

    /// The result of a report.
    package enum Outcome: Equatable, Sendable {
        /// The report is in the file and on disk.
        case taken
        case tooMany
        /// The report could not be written.
        case failed
    }

    private struct Counts {
        var hour = 0
        var all = 0
        var byClient: [ClientKey: [String: Int]] = [:]
        /// The number of reports that wait for the thread.
        var waiting = 0
    }

    /// The limits per hour: of a client about one structure, of a client, of all clients, and of all before the reserve
    /// begins.
    static let (mostAboutOne, mostOfClient, most, mostBeforeReserve) = (10, 20, 200, 100)
    /// The largest number of reports that wait for the thread.
    static let mostWaiting = 16
    private let thread = DispatchQueue(label: "reports", qos: .utility)
    private let file: ReportFile
    private let clock: @Sendable () -> UTCInstant
    private let logger: Logger
    /// The tokens of forms.
    let tokens: ReportToken
    private let counts = Mutex(Counts())
    private let wasFull = Mutex(false)
    private let size: Gauge

    /// Creates a box that appends to the file at `path`, which is created with the first report and limited to
    /// `limitBytes`. A line cut off by a crash is repaired now.
    package init(
        path: String, limitBytes: Int = 16 << 20, logger: Logger, registry: MetricsRegistry,
        clock: @escaping @Sendable () -> UTCInstant
    ) {
        file = ReportFile(path: path, limitBytes: limitBytes)
        self.clock = clock
        tokens = ReportToken(clock: clock)
        self.logger = logger
        size = Gauge(label: "plision_reports_bytes", factory: registry)
        Gauge(label: "plision_reports_limit_bytes", factory: registry).record(limitBytes)
        if !file.mend() { logger.warning("reports: the file cannot be written, so none are taken") }
        measure()
    }

    /// Writes `report` to the file.
    ///
    /// - Returns: The result.
    package func take(_ report: Report, from client: ClientKey) async -> Outcome {
        let now = clock()
        let line = Self.line(report, at: now)
        guard !file.isKnownFull(for: line.count) else { return .failed }
        if let refusal = admit(report, from: client, at: now) { return refusal }
        return await withCheckedContinuation { done in
            thread.async {
                let isKept = self.file.append(line)
                self.counts.withLock { $0.waiting -= 1 }
                self.measure()
                done.resume(returning: isKept ? .taken : .failed)
            }
        }
    }

    /// Counts an attempt; returns nil when it is within the limits, else why it is refused.
    private func admit(_ report: Report, from client: ClientKey, at now: UTCInstant) -> Outcome? {
        counts.withLock { counts in
            if counts.hour != now.seconds / 3600 {
                counts = Counts(hour: now.seconds / 3600, waiting: counts.waiting)
            }
            let own = counts.byClient[client] ?? [:]
            let sent = own.values.reduce(0, +)
            let isReserve = counts.all >= Self.mostBeforeReserve || isFull(file.size)
            guard own[report.structure, default: 0] < Self.mostAboutOne, sent < Self.mostOfClient,
                counts.all < Self.most, !isReserve || sent == 0
            else { return .tooMany }
            guard counts.waiting < Self.mostWaiting else { return .failed }
            counts.waiting += 1
            counts.all += 1
            counts.byClient[client, default: [:]][report.structure, default: 0] += 1
            return nil
        }
    }

    /// Updates the metric of the file's size, and logs a warning when the file becomes full.
    package func measure() {
        let bytes = file.size
        size.record(bytes)
        let isNew = wasFull.withLock { wasFull in
            defer { wasFull = isFull(bytes) }
            return isFull(bytes) && !wasFull
        }
        guard isNew else { return }
        logger.warning(
            "reports: the file is nearly full; handled ones make room, open ones never do",
            metadata: ["bytes": "\(bytes)", "limit": "\(file.limitBytes)"])
    }

    private func isFull(_ bytes: Int) -> Bool { bytes >= file.roomForHandled }

    /// A line of the file, with the date but no time. By its random identifier it is known again by whoever reads the file.
    private static func line(_ report: Report, at instant: UTCInstant) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.member("date", TimeText.text(ZoneRule.utc.wallTime(at: instant).date))
            json.member("id", (0..<16).map { _ in UInt8.random(in: .min ... .max) }.hexadecimal)
            json.member("structure", report.structure)
            json.member("municipality", report.municipality)
            json.member("topic", report.topic)
            json.member("text", report.text)
            json.member("contact", report.contact)
            json.member("state", ReportFile.open)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
