import Entitlement
import Foundation
import Publication
import Records
import Registry
import RegistryTestSupport
import RuleFixtures
import TestSupport
import Testing

/// Figures of programmes from a draft to the values in force: who may do what, and what stays.
struct FiguresTests {
    private let registry: TestRegistry
    private let editor: Caller
    private let moderator: Caller
    private let second: Caller
    private let file = ProgrammeFile(bytes: Array(ProgrammeFixture.json.utf8), book: ProgrammeFixture.book)

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("editor", [(.editor, .region)])
        moderator = try registry.caller("moderator", [(.moderator, .region)])
        second = try registry.caller("second", [(.moderator, .region)])
    }

    private var home: RegistryHome { registry.home }
    private var today: CivilDate { TimeText.date("2026-06-01") ?? CivilDate(dayNumber: 0) }

    private func entry(
        _ amount: Double?, from: String? = nil, to: String? = nil, title: String = "Law 2",
        url: String = "https://example.org/2"
    ) throws -> FigureValues.Entry {
        func text(_ key: String, _ text: String?) -> [StrictJSON.Member] {
            text.map { [StrictJSON.Member(key: key, value: .string($0))] } ?? []
        }
        return try FigureValues.Entry(
            entered: .object(
                text("from", from) + text("to", to) + text("certainty", "sourced") + [
                    StrictJSON.Member(key: "value", value: amount.map { .number($0) } ?? .null),
                    StrictJSON.Member(key: "source", value: .object(text("title", title) + text("url", url))),
                ]))
    }

    private func raise(_ amount: Double = 230, from: String = "2026-07-01", base: Int = 0) throws -> RecordID {
        try home.draftFigure(
            .add(entry(amount, from: from)), of: "single", base: base, in: file, reason: "new law", by: editor)
    }

    private func approve(_ id: RecordID) throws -> Int? {
        try home.reviewFigureDraft(id, approve: true, in: file, by: moderator)
    }

    private func state(_ id: String = "single") throws -> FigureState {
        try home.figure(id, of: file, by: editor).state
    }

    private func days(_ values: FigureValues) -> [String] {
        values.entries.map { entry in
            let day = { (day: CivilDate?) in day.map(TimeText.text) ?? "–" }
            return "\(day(entry.from))…\(day(entry.to)) \(entry.amount ?? -1)"
        }
    }

    @Test("A new value ends the one before, is in force after the approval of somebody else, and is kept")
    func approval() throws {
        #expect(try state().version == 0)
        let id = try raise()
        #expect(try state().version == 0, "a draft changes nothing")
        #expect(error { _ = try approve(.random()) }?.code == .notFound)
        #expect(try approve(id) == 1)
        let view = try home.figure("single", of: file, by: editor)
        #expect(
            days(view.state.values) == [
                "–…2023-11-30 200.0", "2023-12-01…2026-06-30 216.0", "2026-07-01…– 230.0",
            ])
        #expect(view.versions.map(\.version) == [1, 0])
        #expect(view.versions[0].draft?.authorName == "Fixture editor")
        #expect(view.versions[0].draft?.reviewerName == "Fixture moderator")
        #expect(view.versions[0].changes.count == 2)
        #expect(view.origin(of: view.state.values.entries[2])?.version == 1)
        #expect(view.origin(of: view.state.values.entries[0]) == nil, "it is of the dataset")
        #expect(error { _ = try approve(id) }?.code == .conflict, "it is decided")
        #expect(registry.isAuditWhole)
    }

    @Test("Nobody approves their own draft, also when the store is asked directly")
    func ownDraft() throws {
        let id = try home.draftFigure(
            .add(entry(1, from: "2027-01-01")), of: "single", base: 0, in: file, reason: "x", by: moderator)
        #expect(error { _ = try approve(id) }?.code == .refused)
        #expect(
            error {
                _ = try home.store.transaction { connection in
                    try connection.execute("UPDATE figure_draft SET reviewer = author, state = 'published'")
                }
            } != nil)
        #expect(try state().version == 0)
        #expect(try home.reviewFigureDraft(id, approve: false, note: "no", in: file, by: second) == nil)
        let view = try home.figureDraft(id, of: file, today: today, by: editor)
        #expect(view.draft.state == .declined && view.draft.note == "no" && view.draft.reviewerName == "Fixture second")
    }

    @Test("Only grants in the whole region draft and review; everybody with a role reads")
    func rights() throws {
        let id = try raise()
        for role in Role.allCases {
            for place in [Grant.Place.region, .municipality("9001")] {
                if [.auditor, .administrator].contains(role), place != .region { continue }
                let end = role.isTimeLimited ? registry.clock.now.adding(seconds: 86_400) : nil
                let caller = try registry.caller(
                    "\(role.rawValue)-\(place == .region ? "region" : "town")", [(role, place)], until: end)
                _ = try home.figure("single", of: file, by: caller)
                _ = try home.figureDraft(id, of: file, today: today, by: caller)
                let mayDraft = [.editor, .moderator].contains(role) && place == .region
                let drafted = error {
                    _ = try home.draftFigure(
                        .add(entry(1, from: "2027-01-01")), of: "cap", base: 0, in: file, reason: "x", by: caller)
                }
                #expect(drafted?.code == (mayDraft ? nil : .refused), "\(role) \(place)")
                if role != .moderator || place != .region {
                    let reviewed = error { _ = try home.reviewFigureDraft(id, approve: true, in: file, by: caller) }
                    #expect(reviewed?.code == .refused, "\(role) \(place)")
                }
            }
        }
        #expect(try state().version == 0)
    }

    @Test("What is not a value, or changes nothing, is refused at the place that is wrong")
    func refusals() throws {
        let wrong: [(String, () throws -> FigureValues.Entry)] = [
            ("url", { try entry(1, url: "javascript:alert(1)") }), ("url", { try entry(1, url: "ftp://example.org") }),
            ("title", { try entry(1, title: "") }), ("title", { try entry(1, title: "two\nlines") }),
            ("title", { try entry(1, title: "turned\u{202E}") }), ("title", { try entry(1, title: "του 01018012345") }),
            ("title", { try entry(1, title: String(repeating: "x", count: 201)) }),
            ("value", { try entry(-1) }), ("from", { try entry(1, from: "2026-02-30") }),
            ("to", { try entry(1, from: "2026-02-02", to: "2026-02-01") }),
        ]
        for (place, make) in wrong {
            let found = error { _ = try make() }
            #expect(found?.code == .invalid && found?.place == place && found?.greek != nil)
        }
        let former = try state().values.entries[1]
        let cases: [(FigureChange, RegistryError.Code)] = [
            (.correct(from: former.from, former), .invalid),
            (.correct(from: today, former), .conflict),
            // It begins before a value that has an end, and has none itself.
            (.add(try entry(1, from: "2020-01-01")), .invalid),
            (.add(try entry(1)), .invalid),
        ]
        for (change, code) in cases {
            let found = error {
                _ = try home.draftFigure(change, of: "single", base: 0, in: file, reason: "x", by: editor)
            }
            #expect(found?.code == code, "\(change)")
        }
        for (id, base, reason, code) in [
            ("nothing", 0, "x", RegistryError.Code.notFound), ("single", 1, "x", .conflict),
            ("single", 0, " ", .invalid),
        ] {
            let found = error {
                _ = try home.draftFigure(
                    .add(entry(1, from: "2027-01-01")), of: id, base: base, in: file, reason: reason, by: editor)
            }
            #expect(found?.code == code)
        }
        #expect(error { _ = try home.figure("single", of: nil, by: editor) }?.code == .notFound)
        #expect(try home.openFigureDrafts(by: editor).isEmpty)
    }

    @Test("A correction replaces one value; an end is one too")
    func correction() throws {
        let former = try state().values.entries[1]
        let id = try home.draftFigure(
            .correct(from: former.from, entry(220, from: "2023-12-01", to: "2026-12-31")), of: "single", base: 0,
            in: file, reason: "it ends", by: editor)
        #expect(try approve(id) == 1)
        #expect(days(try state().values) == ["–…2023-11-30 200.0", "2023-12-01…2026-12-31 220.0"])
    }

    @Test("Of two drafts of one figure the second must be renewed, and keeps what it means")
    func conflict() throws {
        let (first, other) = (try raise(230, from: "2026-07-01"), try raise(240, from: "2027-01-01"))
        let view = try home.figureDraft(other, of: file, today: today, by: moderator)
        #expect(view.others.map(\.id) == [first] && !view.isStale)
        #expect(try approve(first) == 1)
        #expect(try home.figureDraft(other, of: file, today: today, by: moderator).isStale)
        #expect(error { _ = try approve(other) }?.code == .conflict)
        #expect(error { _ = try home.renewFigureDraft(other, in: file, by: second) }?.code == .refused)
        let renewed = try home.renewFigureDraft(other, in: file, by: editor)
        #expect(try approve(renewed) == 2)
        #expect(
            days(try state().values).suffix(2) == ["2026-07-01…2026-12-31 230.0", "2027-01-01…– 240.0"])
        #expect(try home.figureDraft(other, of: file, today: today, by: moderator).draft.state == .withdrawn)
        #expect(error { _ = try home.withdrawFigureDraft(renewed, by: editor) }?.code == .conflict)
    }

    @Test("Undoing is a draft, also to the values of the dataset")
    func undo() throws {
        let before = try state().values
        #expect(try approve(raise()) == 1)
        let back = try home.draftFigureUndo(of: "single", to: 0, in: file, reason: "wrong", by: editor)
        #expect(try state().version == 1)
        #expect(try approve(back) == 2)
        #expect(try state().values == before)
        let again = try home.draftFigureUndo(of: "single", to: 1, in: file, reason: "right", by: editor)
        #expect(try home.figureDraft(again, of: file, today: today, by: editor).changes.count == 2)
        for version in [2, 7, -1] {
            let found = error {
                _ = try home.draftFigureUndo(of: "single", to: version, in: file, reason: "x", by: editor)
            }
            #expect(found?.code == .invalid)
        }
        #expect(
            error {
                _ = try home.store.transaction { try $0.execute("DELETE FROM figure_history") }
            } != nil)
    }

    @Test("A draft shows what it does to the examples, from the day on which it does it")
    func examples() throws {
        let view = try home.figureDraft(raise(200, from: "2026-07-01"), of: file, today: today, by: moderator)
        let examples = try #require(view.examples)
        #expect(TimeText.text(examples.date) == "2026-07-01")
        #expect(examples.changed == 3 && examples.unchanged == 2)
        let none = try home.previewFigure(
            .correct(from: nil, entry(22_000)), of: "rentCap", in: file, today: today, by: editor)
        #expect(none.examples.changed == 0 && none.examples.unchanged == 5)
        #expect(none.examples.findings.map(\.isContradiction) == [true])
        // What is in force counts, not what the dataset had.
        #expect(try approve(view.draft.id) == 1)
        let published = try home.figureDraft(view.draft.id, of: file, today: today, by: moderator)
        #expect(published.examples?.changed == 3 && published.before.version == 0 && !published.isStale)
        let back = try home.draftFigureUndo(of: "single", to: 0, in: file, reason: "x", by: editor)
        let undone = try #require(try home.figureDraft(back, of: file, today: today, by: moderator).examples)
        #expect(undone.changed == 3 && undone.findings.first?.before.outcome == .unlikely)
    }

    @Test("Figures are in the snapshot once one was changed, all values with their sources")
    func publishing() throws {
        #expect(try home.publish(by: .systemOperator).figures.isEmpty)
        let body = { try String(contentsOfFile: home.published + "/current", encoding: .utf8) }
        #expect(try !body().contains("figures"), "older readers can read it")
        #expect(try home.isPublished())
        let id = try raise()
        #expect(try home.isPublished())
        #expect(try approve(id) == 1)
        #expect(try !home.isPublished())
        let snapshot = try home.publish(by: .systemOperator)
        #expect(snapshot.figures.map(\.id) == ["single"] && snapshot.figures[0].version == 1)
        #expect(snapshot.figures[0].values == (try state().values))
        #expect(try body().contains(#""source":{"title":"Law 2","url":"https://example.org/2"}"#))
        #expect(try home.isPublished())
    }

    @Test("A registry of the version before gets the tables, and keeps what it had")
    func migration() throws {
        let path = registry.folder.file("home") + "/registry.sqlite"
        let former = StoreSchema(
            applicationID: StoreSchema.registry.applicationID,
            migrations: Array(StoreSchema.registry.migrations.prefix { $0.name != "figures" }))
        #expect(former.migrations.count < StoreSchema.registry.migrations.count)
        let old = registry.folder.file("old.sqlite")
        _ = try StoreFile.create(at: old, schema: former, now: registry.clock.now)
        let file = try StoreFile.open(at: old, schema: .registry, now: registry.clock.now)
        #expect(try file.read { try $0.rows("SELECT id FROM figure_state").count } == 0)
        #expect(
            error { _ = try StoreFile.open(at: path, schema: former, now: registry.clock.now) }?.code == .newerSchema)
    }
}
