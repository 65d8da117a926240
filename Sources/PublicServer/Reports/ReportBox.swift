internal import CoreMetrics
internal import Dispatch
package import Logging
package import Records
internal import Synchronization
package import WebSupport

/// Takes mistakes that people report about structures into a file for review: one JSON object a line, nothing about who
/// reported but what they wrote themselves.
///
/// Bounded in the size of the file, and per hour: for each client about one structure and in all, and for everybody. The last
/// part of an hour's reports and of the file is a reserve for clients who have sent none in that hour, so that nobody can keep
/// others from reporting. What is counted is attempts: each costs the same, whatever becomes of it. The counts are kept in
/// memory only.
///
/// The file is written on a thread of its own, for which few reports wait at a time.
package final class ReportBox: Sendable {
    /// A mistake.
    package struct Report: Sendable {
        package var structure: String
        package var topic: String
        package var text: String
        /// How to reach the reporter, when they want to be reached.
        package var contact: String?

        /// A mistake about a structure, by its identifier.
        package init(structure: String, topic: String, text: String, contact: String?) {
            self.structure = structure
            self.topic = topic
            self.text = text
            self.contact = contact
        }
    }

    /// What became of a report.
    package enum Outcome: Equatable, Sendable {
        /// It is in the file and on the disk.
        case taken
        case tooMany
        /// It could not be kept, now at least.
        case failed
    }

    private struct Counts {
        var hour = 0
        var all = 0
        var byClient: [ClientKey: [String: Int]] = [:]
        /// How many wait for the thread.
        var waiting = 0
    }

    /// Reports an hour: of one client about one structure, of one client, of all, and of all before the reserve begins.
    static let (mostAboutOne, mostOfClient, most, mostBeforeReserve) = (10, 20, 200, 100)
    /// Most that wait for the thread at a time.
    static let mostWaiting = 16
    private let thread = DispatchQueue(label: "reports", qos: .utility)
    private let file: ReportFile
    private let clock: @Sendable () -> UTCInstant
    private let logger: Logger
    /// What forms must carry.
    let tokens: ReportToken
    private let counts = Mutex(Counts())
    private let wasFull = Mutex(false)
    private let size: Gauge

    /// Reports go to the end of the file at `path`, which is made when the first comes and holds at most `limitBytes`.
    ///
    /// A line that was cut off when a process was killed is mended now.
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

    /// Keeps `report`, or says why not.
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

    /// Counts an attempt that goes on to the file; says why another does not.
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

    /// Tells the metrics, and whoever reads the log, how full the file is.
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

    /// One line of the file; the time to the day only.
    private static func line(_ report: Report, at instant: UTCInstant) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.member("date", TimeText.text(ZoneRule.utc.wallTime(at: instant).date))
            json.member("structure", report.structure)
            json.member("topic", report.topic)
            json.member("text", report.text)
            json.member("contact", report.contact)
            json.member("state", ReportFile.open)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
