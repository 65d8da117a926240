import Foundation
import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Reports of mistakes: taken in once, seen by the moderators of the municipality, answered once, emptied later.
struct ReportsTests {
    private let registry: TestRegistry
    private let source: ReportSource
    private var home: RegistryHome { registry.home }

    init() throws {
        registry = try TestRegistry()
        source = ReportSource(path: registry.folder.file("reports.jsonl"))
    }

    private var today: CivilDate {
        ZoneRule.utc.wallTime(at: UTCInstant(seconds: registry.clock.now.milliseconds / 1000)).date
    }

    private func line(
        _ number: Int, of structure: String = "here", in municipality: String? = nil, days: Int = 0,
        text: String = "Λάθος νούμερο", state: String = "open"
    ) -> String {
        let place = municipality.map { #""municipality":"\#($0)","# } ?? ""
        let date = TimeText.text(today.adding(days: -days))
        let id = String(repeating: "0", count: 31) + String(number, radix: 16)
        return
            #"{"date":"\#(date)","id":"\#(id)","structure":"\#(structure)",\#(place)"topic":"phone","text":"\#(text)","contact":"2410 7","state":"\#(state)"}"#
    }

    private func write(_ lines: [String]) throws {
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: source.path))
    }

    private var file: String { get throws { try String(contentsOfFile: source.path, encoding: .utf8) } }

    private func moderator(_ login: String = "mona", in place: Grant.Place = .municipality("9001")) throws -> Caller {
        try registry.caller(login, [(.moderator, place)])
    }

    /// A live structure of the municipality 9001.
    private func structure(_ ref: String = "here") throws {
        let editor = try registry.caller("edna-\(ref)", [(.editor, .region)])
        let fields = #"{"name":{"el":"Κέντρο"},"kind":"community-centre","municipality":"9001","status":"active"}"#
        let draft = try home.draftNew(
            StructureFields(patch: Array(fields.utf8)), ref: ref, reason: "fixture", by: editor)
        for name in ["one", "two"] {
            _ = try home.review(draft, approve: true, by: moderator("\(name)-\(ref)", in: .region))
        }
    }

    @Test("Each report is taken in once, however often the file is read, grows or is shortened")
    func takenOnce() throws {
        let caller = try moderator(in: .region)
        #expect(try home.takeReports(from: source).taken == 0)
        try write([line(1), line(2), line(3, state: "done")])
        #expect(try home.takeReports(from: source).taken == 2)
        #expect(try home.takeReports(from: source).taken == 0)
        try write([line(2), line(4)])
        #expect(try home.takeReports(from: source).taken == 1)
        #expect(try registry.reopened().takeReports(from: source).taken == 0)
        #expect(try home.reports(by: caller).count == 3)
        // Another text under a known identifier is another report.
        try write([line(2, text: "Άλλο")])
        #expect(try home.takeReports(from: source).taken == 1)
    }

    @Test("A damaged line is counted and stays; a torn one waits; the others are taken in")
    func damagedLines() throws {
        let text = "\(line(1))\nnot JSON\n\(line(2))\n"
        try Data("\(text)\(line(3))".utf8).write(to: URL(fileURLWithPath: source.path))
        let intake = try home.takeReports(from: source)
        #expect(intake.taken == 2 && intake.findings.map(\.line) == [2] && intake.isTorn)
        try Data("\(text)\(line(3))\n".utf8).write(to: URL(fileURLWithPath: source.path))
        let next = try home.takeReports(from: source)
        #expect(next.taken == 1 && next.findings.map(\.line) == [2] && !next.isTorn)
    }

    @Test("Whose queue: the live structure's municipality, else the report's, else the whole region's")
    func municipalities() throws {
        try structure()
        try write([line(1), line(2, of: "gone", in: "9001"), line(3, of: "gone", in: "9002"), line(4, of: "unknown")])
        try home.takeReports(from: source)
        let (one, other) = (try moderator(), try moderator("mike", in: .municipality("9002")))
        let everywhere = try moderator("mara", in: .region)
        #expect(try home.reports(by: one).count == 2 && home.reportCounts(by: one).all == 2)
        #expect(try home.reports(by: other).count == 1 && home.reportCounts(by: other).all == 1)
        #expect(try home.reports(by: everywhere).count == 4 && home.reportCounts().all == 4)
        let foreign = try home.reports(by: other)[0].id
        #expect(error { try home.report(foreign, by: one) }?.code == .notFound)
        #expect(error { try home.answer(report: foreign, .duplicate, by: one) }?.code == .notFound)
        let editor = try registry.caller("eddy", [(.editor, .region)])
        #expect(error { try home.reports(by: editor) }?.code == .refused)
        // A structure that becomes live later takes the reports about it along.
        try structure("unknown")
        #expect(try home.reports(by: one).count == 3)
    }

    @Test("The queue has the newest first, pages without gaps, and marks what is overdue")
    func queue() throws {
        let caller = try moderator(in: .region)
        try write((0..<12).map { line($0, days: $0) })
        try home.takeReports(from: source)
        let now = registry.clock.now
        let all = try home.reports(by: caller)
        #expect(all.map { $0.age(at: now) } == Array(0..<12))
        #expect(all.filter { $0.isOverdue(at: now) }.count == 4)
        let counts = try home.reportCounts(by: caller)
        #expect(counts.recent == 3 && counts.waiting == 5 && counts.overdue == 4)
        var (paged, last): ([RecordID], String?) = ([], nil)
        while true {
            let page = try home.reports(after: last, limit: 5, by: caller)
            guard let end = page.last else { break }
            paged += page.map(\.id)
            last = end.id.description
        }
        #expect(paged == all.map(\.id))
        #expect(all.allSatisfy { $0.words == nil })
        for unknown in ["", "x", RecordID.random().description] {
            #expect(try home.reports(after: unknown, by: caller).isEmpty)
        }
    }

    @Test("An answer is given once, by somebody, with its reason; its line is marked as handled")
    func answers() throws {
        try structure()
        let caller = try moderator()
        try write([line(1, days: 2), line(2, days: 1), line(3)])
        try home.takeReports(from: source)
        let ids = try home.reports(by: caller).map(\.id)
        let view = try home.report(ids[0], by: caller)
        #expect(view.isLive && view.report.words == Report.Words(text: "Λάθος νούμερο", contact: "2410 7"))
        #expect(error { try home.answer(report: ids[0], .rejected, reason: " ", by: caller) }?.code == .invalid)
        try home.answer(report: ids[0], .rejected, reason: "το ελέγξαμε", by: caller)
        #expect(error { try home.answer(report: ids[0], .accepted, by: caller) }?.code == .conflict)
        let draft = try home.draft(
            StructureFields(patch: Array(#"{"phone":"2410 8"}"#.utf8)), of: "here", base: 1, reason: "άλλαξε",
            by: caller)
        #expect(try home.report(ids[1], by: caller).drafts.map(\.id) == [draft])
        #expect(error { try home.answer(report: ids[1], .duplicate, draft: draft, by: caller) }?.code == .invalid)
        #expect(error { try home.answer(report: ids[1], .accepted, draft: ids[1], by: caller) }?.code == .notFound)
        try home.answer(report: ids[1], .accepted, draft: draft, by: caller)
        let answer = try #require(try home.report(ids[1], by: caller).report.answer)
        #expect(answer.verdict == .accepted && answer.draft == draft && answer.name == "Fixture mona")
        #expect(try home.reports(by: caller).map(\.id) == [ids[2]])
        #expect(try home.reports(answered: true, by: caller).map(\.id) == [ids[0], ids[1]])
        let before = try file
        let intake = try home.takeReports(from: source)
        #expect(intake.marked == 2 && intake.unmarked == 0 && intake.taken == 0)
        let marked = [line(1, days: 2), line(2, days: 1, state: "done"), line(3, state: "done")]
        #expect(try file == marked.map { $0 + "\n" }.joined())
        #expect(try file.utf8.count == before.utf8.count)
        #expect(try home.takeReports(from: source).marked == 0)
        let rows = try home.audit(by: registry.caller("audrey", [(.auditor, .region)]))
        let answered = rows.rows.filter { $0.action == "report.answered" }
        #expect(answered.map(\.purpose) == ["accepted", "rejected"])
        #expect(answered.allSatisfy { $0.principal == caller.principal })
    }

    @Test("A file that may not be written is read; what was not marked is counted and marked later")
    func readOnlyFile() throws {
        let caller = try moderator(in: .region)
        try write([line(1)])
        try home.takeReports(from: source)
        try home.answer(report: home.reports(by: caller)[0].id, .duplicate, by: caller)
        let lock = Glibc.open(source.path, O_RDWR)
        #expect(flock(lock, LOCK_EX) == 0)
        #expect(try home.takeReports(from: source).unmarked == 1)
        close(lock)
        #expect(try home.takeReports(from: source).marked == 1)
    }

    @Test("A key ring of the version before gets the key that seals reports")
    func formerKeyRing() throws {
        try RawStore(registry.folder.file("home/keys.sqlite")).run([
            "DELETE FROM purpose_key WHERE purpose = 'report'", "DELETE FROM migration WHERE number = 2",
        ])
        try write([line(1)])
        let reopened = try registry.reopened()
        #expect(try reopened.takeReports(from: source).taken == 1)
        #expect(try registry.reopened().takeReports(from: source).taken == 0)
    }

    @Test("What the person wrote is sealed, and emptied 30 days after the answer; the report stays")
    func retention() throws {
        let caller = try moderator(in: .region)
        try write([line(1, text: "KANARI"), line(2, text: "KANARI")])
        try home.takeReports(from: source)
        let id = try home.reports(by: caller)[0].id
        try home.answer(report: id, .duplicate, by: caller)
        registry.clock.move(seconds: Report.keptDays * 86400 - 1)
        #expect(try home.emptyAnsweredReports() == 0)
        registry.clock.move(seconds: 1)
        #expect(try home.emptyAnsweredReports() == 1 && home.emptyAnsweredReports() == 0)
        let again = try moderator("mike", in: .region)
        let report = try home.report(id, by: again).report
        #expect(report.words == nil && report.answer?.verdict == .duplicate)
        // The one that waits is still there, and the emptied one is not taken in again.
        let waiting = try home.reports(by: again)[0].id
        #expect(try home.report(waiting, by: again).report.words?.text == "KANARI")
        #expect(try home.takeReports(from: source).taken == 0)
        for name in ["registry.sqlite", "registry.sqlite-wal", "audit.anchors"] {
            let bytes = FileManager.default.contents(atPath: registry.folder.file("home/\(name)")) ?? Data()
            #expect(bytes.range(of: Data("KANARI".utf8)) == nil)
        }
    }

    @Test("A duplicate names the report that says the same: another one about the structure, and no duplicate itself")
    func duplicates() throws {
        try structure()
        let caller = try moderator()
        try write([line(1, days: 2), line(2, days: 1), line(3)])
        try home.takeReports(from: source)
        let ids = try home.reports(by: caller).map(\.id)
        #expect(try home.report(ids[0], by: caller).others.map(\.id) == [ids[1], ids[2]])
        func refusal(_ id: RecordID, _ verdict: Report.Verdict, _ other: RecordID) -> RegistryError.Code? {
            error { try home.answer(report: id, verdict, reason: "x", duplicateOf: other, by: caller) }?.code
        }
        #expect(refusal(ids[0], .duplicate, ids[0]) == .invalid)
        #expect(refusal(ids[0], .rejected, ids[1]) == .invalid)
        #expect(refusal(ids[0], .duplicate, .random()) == .notFound)
        try home.answer(report: ids[0], .duplicate, duplicateOf: ids[1], by: caller)
        #expect(try home.report(ids[0], by: caller).report.answer?.duplicateOf == ids[1])
        #expect(refusal(ids[1], .duplicate, ids[0]) == .invalid, "a circle")
        #expect(try home.report(ids[1], by: caller).others.map(\.id) == [ids[2]])
    }
}
