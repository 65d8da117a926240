import Foundation
import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Structures past their check interval: the list, and saying that one is still right.
struct ChecksTests {
    private let registry: TestRegistry
    private let editor: Caller
    private let reviewers: [Caller]
    private var home: RegistryHome { registry.home }

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("edna", [(.editor, .region)])
        reviewers = try ["one", "two"].map { [registry] in
            try registry.caller("reviewer-\($0)", [(.moderator, .region)])
        }
    }

    /// The date some days ago.
    private func date(_ days: Int) -> String {
        let now = UTCInstant(seconds: registry.clock.now.milliseconds / 1000)
        return TimeText.text(ZoneRule.utc.wallTime(at: now).date.adding(days: -days))
    }

    private func structure(_ ref: String, in municipality: String = "9001", _ fields: String) throws {
        let text =
            #"{"name":{"el":"Κέντρο \#(ref)"},"kind":"community-centre","municipality":"\#(municipality)","status":"active"\#(fields)}"#
        let draft = try home.draftNew(
            StructureFields(patch: Array(text.utf8)), ref: ref, reason: "fixture", by: editor)
        for reviewer in reviewers { _ = try home.review(draft, approve: true, by: reviewer) }
    }

    @Test("Due from the day after the interval, the longest due first; without an interval never")
    func dueList() throws {
        try structure("fresh", #","checkedOn":"\#(date(30))","checkEveryDays":30"#)
        try structure("due", #","checkedOn":"\#(date(31))","checkEveryDays":30"#)
        try structure("older", in: "9002", #","checkedOn":"\#(date(90))","checkEveryDays":30"#)
        try structure("never", #","checkEveryDays":30"#)
        try structure("free", #","checkedOn":"2001-01-01""#)
        let due = try home.checksDue(by: editor)
        #expect(due.map(\.state.ref) == ["never", "older", "due"])
        #expect(due.map(\.days) == [nil, 60, 1])
        #expect(try home.checksDueCount(by: editor) == 3)
        #expect(try home.checksDue(limit: 2, by: editor).map(\.state.ref) == ["never", "older"])
        #expect(try home.checksDue(after: "older", by: editor).map(\.state.ref) == ["due"])
        let local = try registry.caller("lena", [(.editor, .municipality("9002"))])
        #expect(try home.checksDue(by: local).map(\.state.ref) == ["older"] && home.checksDueCount(by: local) == 1)
    }

    @Test("«Still right» is a draft of the date: once, approved by another person, and then the structure is fresh")
    func confirmation() throws {
        try structure("due", #","checkedOn":"\#(date(31))","checkEveryDays":30"#)
        #expect(error { try home.confirm("due", base: 0, by: editor) }?.code == .conflict)
        let draft = try home.confirm("due", base: 1, by: editor)
        #expect(error { try home.confirm("due", base: 1, by: reviewers[0]) }?.code == .conflict)
        #expect(try home.checksDue(by: editor).map(\.isDrafted) == [true] && home.checksDueCount(by: editor) == 0)
        #expect(try home.structure("due", by: editor).version == 1)
        #expect(error { try home.review(draft, approve: true, by: editor) }?.code == .refused)
        #expect(try home.review(draft, approve: true, by: reviewers[0]) == .published(version: 2))
        #expect(try home.structure("due", by: editor).fields.text(.checkedOn) == date(0))
        #expect(try home.checksDue(by: editor).isEmpty)
    }

    @Test("A registry of the version before gets the days of all its structures, by the same rule")
    func migration() throws {
        try structure("fresh", #","checkedOn":"\#(date(30))","checkEveryDays":30"#)
        try structure("due", #","checkedOn":"\#(date(31))","checkEveryDays":30"#)
        try structure("never", #","checkEveryDays":30"#)
        try structure("free", "")
        let days =
            "SELECT group_concat(ref || coalesce(fresh_until, '-')) FROM (SELECT * FROM structure_state ORDER BY ref)"
        let path = registry.folder.file("home/registry.sqlite")
        let before = try RawStore(path).text(days)
        try registry.sql(
            "DROP INDEX structure_state_fresh", "ALTER TABLE structure_state DROP COLUMN fresh_until",
            "DROP TABLE reminder",
            // The steps after it.
            "DROP TABLE figure_history", "DROP TABLE figure_draft", "DROP TABLE figure_state",
            "DROP TABLE alert", "DROP TABLE closure_change", "DROP TABLE closure", "DROP TABLE import_row",
            "DROP INDEX draft_open_age",
            "DROP INDEX draft_ref",
            "ALTER TABLE report DROP COLUMN duplicate_of",
            "DELETE FROM migration WHERE number >= (SELECT number FROM migration WHERE name = 'checks')")
        _ = try registry.reopened()
        #expect(try RawStore(path).text(days) == before && before?.contains("never0") == true)
    }

    @Test("The date in another field's text is no check")
    func textsAreNoChecks() throws {
        try structure("due", #","checkEveryDays":30"#)
        let patch = #"{"accessNote":{"el":"«\"checkedOn\":»"}}"#
        try home.draft(StructureFields(patch: Array(patch.utf8)), of: "due", base: 1, reason: "fixture", by: editor)
        #expect(try home.checksDue(by: editor).map(\.isDrafted) == [false])
    }

    @Test("Dates are those of the region: after midnight in Athens it is the next day, though not in UTC")
    func datesOfTheRegion() throws {
        // 2026-05-28T22:30Z is half past one of the 29th.
        registry.clock.move(seconds: Int(1_780_007_400) - registry.clock.now.milliseconds / 1000)
        try structure("here", #","checkedOn":"2026-05-28","checkEveryDays":1"#)
        #expect(try home.checksDue(by: editor).isEmpty)
        registry.clock.move(seconds: 86400)
        let caller = try registry.caller("edith", [(.editor, .region)])
        #expect(try home.checksDue(by: caller).map(\.days) == [1])
        let draft = try home.confirm("here", base: 1, by: caller)
        #expect(try home.view(draft, by: caller).draft.patch.text(.checkedOn) == "2026-05-30")
    }
}
