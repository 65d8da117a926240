import Foundation
import Logging
import NIOCore
import PublicServer
import Records
import Synchronization
import Testing
import TestSupport
import WebSupport

@Suite struct ReportBoxTests {
    /// A box whose file is in a folder of its own.
    private final class Fixture: Sendable {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString)")
        let metrics = MetricsRegistry()
        let warnings = Region.Lines()
        let hour = Mutex(0)

        var path: String { folder.appendingPathComponent("reports.jsonl").path }

        init(_ text: String? = nil) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func box(limitBytes: Int = 1 << 20) -> ReportBox {
            let logger = Logger(label: "test") { [warnings] _ in Collector(lines: warnings) }
            return ReportBox(path: path, limitBytes: limitBytes, logger: logger, registry: metrics) {
                .init(seconds: 1_770_000_000 / 3600 * 3600 + self.hour.withLock { $0 } * 3600)
            }
        }

        var text: String {
            get throws { try String(contentsOfFile: path, encoding: .utf8) }
        }

        var lines: [Substring] {
            get throws { try text.split(separator: "\n") }
        }
    }

    private struct Collector: LogHandler {
        let lines: Region.Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.text.withLock { $0 += "\(event.level) \(event.message)\n" }
        }
    }

    private static let clients = Clients(proxies: [])

    private static func client(_ number: Int) throws -> ClientKey {
        let address = try SocketAddress(ipAddress: "192.0.\(number / 250).\(number % 250)", port: 1)
        return try #require(clients.key(ofConnection: address))
    }

    private static func report(_ text: String, of structure: String = "s") -> ReportBox.Report {
        .init(structure: structure, topic: "other", text: text, contact: nil)
    }

    private static func line(_ text: String, _ state: String) -> String {
        #"{"date":"2026-01-01","structure":"s","topic":"other","text":"\#(text)","contact":null,"state":\#(state)}"#
    }

    @Test func oneClientCannotBlockOthers() async throws {
        let fixture = try Fixture()
        let box = fixture.box()
        var taken = 0
        // Many clients send as many reports as they can.
        for number in 0..<30 {
            for turn in 0..<40 {
                let outcome = await box.take(Self.report("x", of: "\(turn % 3)"), from: try Self.client(number))
                if outcome == .taken { taken += 1 }
            }
        }
        // Five clients fill the common part; each of the others can send one report.
        #expect(taken == 100 + 25)
        #expect(await box.take(Self.report("of another"), from: try Self.client(99)) == .taken)
        #expect(await box.take(Self.report("a second one"), from: try Self.client(99)) == .tooMany)
        for number in 100..<300 { _ = await box.take(Self.report("x"), from: try Self.client(number)) }
        #expect(try fixture.lines.count == 200)
        fixture.hour.withLock { $0 = 1 }
        #expect(await box.take(Self.report("an hour later"), from: try Self.client(0)) == .taken)
    }

    @Test func onlyHandledLinesAreRemovedOldestFirst() async throws {
        let old = [
            Self.line("open 1", #""open""#), Self.line("handled 1", #""done""#), "not JSON",
            Self.line("no state", "null"),
            Self.line("handled 2", #""refused""#), Self.line("open 2", #""open""#), Self.line("handled 3", #""done""#),
        ]
        let fixture = try Fixture(old.joined(separator: "\n") + "\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: fixture.path)
        let size = try fixture.text.utf8.count
        // Handled lines may use four fifths of the limit, so two of them are removed for the new line.
        let box = fixture.box(limitBytes: size * 5 / 4 + 10)
        #expect(
            await box.take(Self.report("of today, and longer than a handled one"), from: try Self.client(1)) == .taken)
        let kept = try fixture.lines.map(String.init)
        #expect(kept.dropLast() == [old[0], old[2], old[3], old[5], old[6]])
        #expect(kept.last?.contains("of today") == true)
        let mode = try FileManager.default.attributesOfItem(atPath: fixture.path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["reports.jsonl"])
    }

    @Test func reportsAreRefusedWhenOpenLinesFillTheFile() async throws {
        let fixture = try Fixture()
        let box = fixture.box(limitBytes: 2000)
        var number = 0
        func fill() async throws -> ReportBox.Outcome {
            number += 1
            return await box.take(Self.report("x"), from: try Self.client(number))
        }
        var outcomes: [ReportBox.Outcome] = []
        for _ in 0..<30 { outcomes.append(try await fill()) }
        let lines = try fixture.lines
        #expect(
            outcomes == Array(repeating: .taken, count: lines.count)
                + Array(repeating: .failed, count: 30 - lines.count))
        #expect(try (1800...2000).contains(fixture.text.utf8.count))
        #expect(fixture.warnings.text.withLock { $0 }.split(separator: "\n").count == 1)
        #expect(fixture.warnings.text.withLock { $0.hasPrefix("warning reports: the file is nearly full") })
        // Mark the first two as handled.
        let handled = lines.enumerated().map {
            $0.offset < 2 ? $0.element.replacingOccurrences(of: "open", with: "done") : "\($0.element)"
        }
        try (handled.joined(separator: "\n") + "\n").write(toFile: fixture.path, atomically: true, encoding: .utf8)
        #expect(try await fill() == .taken)
        #expect(try fixture.lines.first == lines[2])
    }

    @Test func aTruncatedLastLineIsRepairedAtTheStart() async throws {
        let (whole, next) = (Self.line("one", #""open""#), Self.line("two", #""open""#))
        let cases: [(tail: String, left: String)] = [
            ("", whole + "\n"),
            (String(next.dropLast(5)), whole + "\n"), ("{", whole + "\n"), (#"{"da"#, whole + "\n"),
            (#"{"date":"2026-01-01","text":"a\"#, whole + "\n"), ("\0\0\0", whole + "\n"),
            (String(next.dropLast(9)) + "\0\0", whole + "\n"),
            // Complete lines without a line feed, as an editor may leave them.
            (next, whole + "\n" + next + "\n"), (next + "\0\0\0", whole + "\n" + next + "\n"),
            // Lines of other programs, which are kept.
            ("# handled by M.", whole + "\n# handled by M.\n"), (#"{"note":1"#, whole + "\n" + #"{"note":1"# + "\n"),
        ]
        for (tail, left) in cases {
            let fixture = try Fixture(whole + "\n" + tail)
            let box = fixture.box()
            #expect(try fixture.text == left, "\(tail)")
            #expect(await box.take(Self.report("three"), from: try Self.client(1)) == .taken)
            #expect(try fixture.lines.count == left.split(separator: "\n").count + 1)
        }
        // The same between two reports, as after the crash of another process.
        let fixture = try Fixture()
        let box = fixture.box()
        #expect(await box.take(Self.report("one"), from: try Self.client(1)) == .taken)
        try (try fixture.text + #"{"date":"20"#).write(toFile: fixture.path, atomically: true, encoding: .utf8)
        #expect(await box.take(Self.report("two"), from: try Self.client(1)) == .taken)
        #expect(try fixture.lines.count == 2)
    }

    @Test func twoBoxesOnOneFileLoseNothing() async throws {
        let handled = String(repeating: Self.line("handled", #""done""#) + "\n", count: 100)
        let fixture = try Fixture(handled)
        let boxes = [
            fixture.box(limitBytes: handled.utf8.count * 5 / 4), fixture.box(limitBytes: handled.utf8.count * 5 / 4),
        ]
        let taken = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<2 {
                group.addTask {
                    var names: [String] = []
                    for turn in 0..<40 {
                        let name = "\(number)-\(turn)."
                        let client = try Self.client(number * 100 + turn)
                        if await boxes[number].take(Self.report(name), from: client) == .taken { names.append(name) }
                    }
                    return names
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count > 40)
        let text = try fixture.text
        for name in taken { #expect(text.contains(name)) }
        #expect(try fixture.lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }

    @Test func reportsFailWhenTheFileIsNotWritable() async throws {
        let fixture = try Fixture()
        try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: true)
        #expect(await fixture.box().take(Self.report("x"), from: try Self.client(1)) == .failed)
        #expect(fixture.warnings.text.withLock { $0 }.contains("cannot be written"))
    }

    @Test func failedReportsCountTowardsTheLimit() async throws {
        let fixture = try Fixture()
        try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: true)
        let box = fixture.box()
        var outcomes: [ReportBox.Outcome] = []
        for _ in 0..<12 { outcomes.append(await box.take(Self.report("x"), from: try Self.client(1))) }
        #expect(outcomes == Array(repeating: .failed, count: 10) + Array(repeating: .tooMany, count: 2))
    }

    @Test func aFullFileIsNotReadAgainUntilItChanges() async throws {
        // Too few handled bytes to make room for another line.
        let lines = (0..<60).map { Self.line("\($0)", $0 == 3 ? #""done""# : #""open""#) }
        let fixture = try Fixture(lines.joined(separator: "\n") + "\n")
        let box = fixture.box(limitBytes: try fixture.text.utf8.count - 100)
        #expect(await box.take(Self.report("x"), from: try Self.client(1)) == .failed)
        // The file is not opened, so a lock does not matter, and the attempt is not counted.
        let holder = open(fixture.path, O_RDWR)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX) == 0)
        for _ in 0..<30 { #expect(await box.take(Self.report("x"), from: try Self.client(2)) == .failed) }
        #expect(flock(holder, LOCK_UN) == 0)
        #expect(try fixture.lines.count == 60)
        let handled = try fixture.text.replacingOccurrences(of: "open", with: "done")
        try handled.write(toFile: fixture.path, atomically: true, encoding: .utf8)
        #expect(await box.take(Self.report("now there is room"), from: try Self.client(2)) == .taken)
        #expect(try fixture.text.contains("now there is room"))
    }

    @Test func linesHandledLaterMakeRoom() async throws {
        // Only open lines above four fifths of the limit: lines are appended without reading until some are handled.
        let fixture = try Fixture((0..<50).map { Self.line("\($0)", #""open""#) + "\n" }.joined())
        let box = fixture.box(limitBytes: try fixture.text.utf8.count + 400)
        #expect(await box.take(Self.report("one"), from: try Self.client(1)) == .taken)
        #expect(await box.take(Self.report("two"), from: try Self.client(2)) == .taken)
        #expect(await box.take(Self.report("three"), from: try Self.client(3)) == .failed)
        let lines = try fixture.text
        try lines.replacingOccurrences(
            of: #""text":"7","contact":null,"state":"open""#, with: #""text":"7","contact":null,"state":"done""#
        )
        .write(toFile: fixture.path, atomically: false, encoding: .utf8)
        #expect(await box.take(Self.report("four"), from: try Self.client(4)) == .taken)
        #expect(try fixture.text.contains("four") && !fixture.text.contains("done"))
    }

    @Test func aHeldLockDoesNotDelayOthers() async throws {
        let fixture = try Fixture("")
        let box = fixture.box()
        let holder = open(fixture.path, O_RDWR)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX) == 0)
        let outcomes = try await withThrowingTaskGroup(of: ReportBox.Outcome.self) { group in
            for number in 0..<40 {
                let client = try Self.client(number)
                group.addTask { await box.take(Self.report("x"), from: client) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0 == .failed })
        #expect(flock(holder, LOCK_UN) == 0)
        #expect(await box.take(Self.report("x"), from: try Self.client(100)) == .taken)
    }
}
