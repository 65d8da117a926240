internal import Locator
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Takes mistakes that people report about structures into a file for review: one JSON object a line, nothing about who
/// reported but what they wrote themselves.
///
/// Bounded per hour in all and for each structure, and in the size of the file; the counts are kept in memory only.
final class ReportBox: Sendable {
    /// A mistake.
    struct Report: Sendable {
        var structure: String
        var topic: String
        var text: String
        /// How to reach the reporter, when they want to be reached.
        var contact: String?
    }

    /// What became of a report.
    enum Outcome: Equatable {
        case taken
        case tooMany
        case failed
    }

    private struct Counts {
        var hour = 0
        var all = 0
        var byStructure: [String: Int] = [:]
    }

    static let mostPerHour = 60
    static let mostPerStructure = 10
    private static let mostBytes = 16 << 20

    private let path: String
    private let clock: @Sendable () -> UTCInstant
    private let counts = Mutex(Counts())

    /// Reports go to the end of the file at `path`, which is made when the first comes.
    init(path: String, clock: @escaping @Sendable () -> UTCInstant) {
        self.path = path
        self.clock = clock
    }

    /// Keeps `report`, or says why not.
    func take(_ report: Report) -> Outcome {
        let now = clock()
        return counts.withLock { counts in
            if counts.hour != now.seconds / 3600 { counts = Counts(hour: now.seconds / 3600) }
            guard counts.all < Self.mostPerHour,
                counts.byStructure[report.structure, default: 0] < Self.mostPerStructure
            else { return .tooMany }
            guard append(Self.line(report, at: now)) else { return .failed }
            counts.all += 1
            counts.byStructure[report.structure, default: 0] += 1
            return .taken
        }
    }

    /// One line of the file; the time to the day only.
    private static func line(_ report: Report, at instant: UTCInstant) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.member("date", TimeText.text(ZoneRule.utc.wallTime(at: instant).date))
            json.member("structure", report.structure)
            json.member("topic", report.topic)
            json.member("text", report.text)
            json.member("contact", report.contact)
            json.member("state", "open")
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func append(_ bytes: [UInt8]) -> Bool {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, Int(status.st_size) + bytes.count <= Self.mostBytes else { return false }
        // One write of a line is whole or not there, whoever else appends.
        return write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    }
}
