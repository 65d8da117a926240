import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// From a draft to the live version: who may do what, and what stays.
struct DirectoryTests {
    private let registry: TestRegistry
    private let editor: Caller
    private let moderator: Caller
    private let second: Caller
    private let elsewhere: Caller

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("editor", [(.editor, .municipality("9001"))])
        moderator = try registry.caller("moderator", [(.moderator, .municipality("9001"))])
        second = try registry.caller("second", [(.moderator, .region)])
        elsewhere = try registry.caller("elsewhere", [(.moderator, .municipality("9002"))])
    }

    private var home: RegistryHome { registry.home }

    private func fields(_ json: String) throws -> StructureFields { try StructureFields(patch: Array(json.utf8)) }

    private static let fixture = #"""
        {"name":{"el":"Δοκιμαστικό κέντρο","en":"Fixture centre"},"kind":"community-centre","municipality":"9001",
        "status":"active","phone":"24100 00000","openingHours":"Mo-Fr 08:00-15:00"}
        """#

    /// A live structure.
    private func live(_ ref: String = "fixture-1") throws {
        let id = try home.draftNew(fields(Self.fixture), ref: ref, reason: "fixture", by: editor)
        #expect(try home.review(id, approve: true, by: moderator) == .waiting(approvals: 1))
        registry.clock.move(seconds: 1)
        #expect(try home.review(id, approve: true, by: second) == .published(version: 1))
    }

    @Test("Organisations are those of live structures in the municipality; the audit names them")
    func organisations() throws {
        for (ref, municipality, body) in [("a", "9001", "body-2"), ("b", "9001", "body-1"), ("c", "9002", "far")] {
            let text = Self.fixture.replacing("9001", with: municipality)
                .replacing("\"phone\"", with: "\"organisation\":\"\(body)\",\"phone\"")
            let author = municipality == "9001" ? moderator : elsewhere
            let id = try home.draftNew(fields(text), ref: ref, reason: "fixture", by: author)
            guard ref != "c" else { continue }
            for reviewer in [second, try registry.caller("third-\(ref)", [(.moderator, .region)])] {
                _ = try home.review(id, approve: true, by: reviewer)
            }
        }
        try live()
        #expect(try home.organisations(by: editor) == ["body-1", "body-2"])
        #expect(try home.organisations(by: second) == ["body-1", "body-2"], "a draft is not live")
        #expect(try home.organisations(by: elsewhere) == [])
        let auditor = try registry.caller("auditor", [(.auditor, .region)])
        #expect(error { _ = try home.organisations(by: auditor) }?.code == .refused)
        let audit = try home.audit(by: auditor)
        #expect(audit.subjects.values.contains(["body-1", "body-2"]))
    }

    /// Makes a change live that one approval is enough for.
    private func change(_ json: String, base: Int) throws {
        let id = try home.draft(fields(json), of: "fixture-1", base: base, reason: "change", by: editor)
        #expect(try home.review(id, approve: true, by: moderator) == .published(version: base + 1))
    }

    @Test("A new structure needs two people beside its author, and is then live")
    func new() throws {
        let id = try home.draftNew(fields(Self.fixture), ref: "fixture-1", reason: "new office", by: editor)
        #expect(error { try home.structure("fixture-1", by: editor) }?.code == .notFound, "not before it is approved")
        #expect(try home.openDrafts(by: moderator).map(\.draft.id) == [id])
        #expect(error { try home.review(id, approve: true, by: editor) }?.code == .refused)
        #expect(try home.review(id, approve: true, by: moderator) == .waiting(approvals: 1))
        #expect(error { try home.review(id, approve: true, by: moderator) }?.code == .conflict, "the same person twice")
        #expect(try home.review(id, approve: true, by: second) == .published(version: 1))
        let state = try home.structure("fixture-1", by: editor)
        #expect(state.version == 1)
        #expect(state.fields == (try fields(Self.fixture)))
        #expect(try home.openDrafts(by: moderator).isEmpty)
        #expect(error { try home.review(id, approve: false, by: second) }?.code == .conflict, "decided already")
    }

    @Test("A moderator's own draft needs another moderator")
    func ownDraft() throws {
        try live()
        let id = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: moderator)
        #expect(error { try home.review(id, approve: true, by: moderator) }?.code == .refused)
        #expect(
            error {
                try home.store.transaction {
                    try $0.execute(
                        "INSERT INTO review VALUES (?, ?, 'approve', '', 0)", id, moderator.principal)
                }
            } != nil, "the database refuses it too")
        #expect(try home.review(id, approve: true, by: second) == .published(version: 2))
    }

    @Test(
        "Telephone, address, position, kind and the mark of a shelter need two people, other fields one",
        arguments: DirectoryField.allCases)
    func approvals(_ field: DirectoryField) throws {
        let critical: Set<DirectoryField> = [.phone, .address, .position, .redacted, .kind]
        #expect(field.isSafetyCritical == critical.contains(field))
    }

    @Test("A change of hours and telephone together needs two, and declining ends it")
    func mixed() throws {
        try live()
        let id = try home.draft(
            fields(#"{"openingHours":"Mo-Fr 09:00-14:00","phone":"24100 00001"}"#), of: "fixture-1", base: 1,
            reason: "r", by: editor)
        let view = try home.view(id, by: moderator)
        #expect(view.approvalsMissing == 2)
        #expect(
            view.changes.map(\.text) == [
                #"phone: "24100 00000" → "24100 00001""#, #"openingHours: "Mo-Fr 08:00-15:00" → "Mo-Fr 09:00-14:00""#,
            ])
        #expect(try home.review(id, approve: true, by: moderator) == .waiting(approvals: 1))
        #expect(try home.view(id, by: second).approvalsMissing == 1)
        #expect(try home.review(id, approve: false, note: "the number is wrong", by: second) == .declined)
        #expect(try home.structure("fixture-1", by: editor).version == 1)
        #expect(error { try home.review(id, approve: true, by: second) }?.code == .conflict)
    }

    @Test("Values that change nothing are no part of the draft")
    func unchanged() throws {
        try live()
        #expect(
            error {
                try home.draft(fields(#"{"status":"active"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
            }?.code == .invalid)
        let id = try home.draft(
            fields(#"{"phone":"24100 00000","cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        #expect(
            try home.review(id, approve: true, by: moderator) == .published(version: 2),
            "the telephone stays: one is enough")
    }

    @Test("Two drafts stand side by side; after one is live the other one cannot become so until it is renewed")
    func conflict() throws {
        try live()
        let one = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        let other = try home.draft(fields(#"{"cost":"paid"}"#), of: "fixture-1", base: 1, reason: "r", by: moderator)
        #expect(try home.view(one, by: second).others.map(\.id) == [other])
        #expect(try home.view(other, by: second).others.map(\.id) == [one])
        #expect(try home.review(one, approve: true, by: second) == .published(version: 2))
        let late = error { try home.review(other, approve: true, by: second) }
        #expect(late?.code == .conflict)
        #expect(late?.reason.contains("version 2 is live, the draft is based on 1") == true)
        #expect(
            try registry.count("review", where: "hex(draft) = '\(other.description.uppercased())'") == 0, "rolled back")
        #expect(
            error { try home.draft(fields(#"{"cost":"paid"}"#), of: "fixture-1", base: 1, reason: "r", by: editor) }?
                .code == .conflict)
        #expect(error { try home.rebase(other, by: editor) }?.code == .refused, "somebody else's")
        let renewed = try home.rebase(other, by: moderator)
        #expect(try home.view(renewed, by: second).changes.map(\.text) == [#"cost: "free" → "paid""#])
        #expect(try home.review(renewed, approve: true, by: second) == .published(version: 3))
        #expect(error { try home.rebase(other, by: moderator) }?.code == .conflict)
    }

    @Test("Two new structures of one identifier stand side by side, and only one becomes live")
    func sameRef() throws {
        let one = try home.draftNew(fields(Self.fixture), ref: "fixture-1", reason: "r", by: editor)
        let other = try home.draftNew(fields(Self.fixture), ref: "fixture-1", reason: "r", by: editor)
        #expect(try home.view(one, by: second).others.map(\.id) == [other])
        for draft in [one, other] { _ = try home.review(draft, approve: true, by: moderator) }
        #expect(try home.review(one, approve: true, by: second) == .published(version: 1))
        #expect(error { try home.review(other, approve: true, by: second) }?.code == .conflict)
        #expect(
            error { try home.draftNew(fields(Self.fixture), ref: "fixture-1", reason: "r", by: editor) }?.code
                == .conflict)
    }

    @Test(
        "History tells every version, who made and approved it, and what it changed; nothing of it is lost by undoing")
    func history() throws {
        try live()
        try change(#"{"cost":"free"}"#, base: 1)
        try change(#"{"cost":"paid","openingHours":null}"#, base: 2)
        let undo = try home.draftUndo(of: "fixture-1", to: 2, reason: "a mistake", by: editor)
        #expect(
            try home.view(undo, by: moderator).changes.map(\.text) == [
                #"openingHours: – → "Mo-Fr 08:00-15:00""#, #"cost: "paid" → "free""#,
            ])
        #expect(try home.structure("fixture-1", by: editor).version == 3, "undoing is a draft")
        #expect(try home.review(undo, approve: true, by: moderator) == .published(version: 4))
        let history = try home.history(of: "fixture-1", by: editor)
        #expect(history.map(\.version) == [4, 3, 2, 1])
        #expect(history.map { $0.changes.count } == [2, 2, 1, 6])
        #expect(history[0].reason == "a mistake")
        #expect(history[0].reviewers == [moderator.principal])
        #expect(history[3].reviewers == [moderator.principal, second.principal])
        #expect(history.allSatisfy { $0.author == editor.principal })
        for version in [0, 4, 5] {
            #expect(
                error { try home.draftUndo(of: "fixture-1", to: version, reason: "r", by: editor) }?.code == .invalid)
        }
    }

    @Test("Structures and drafts of others look like those that do not exist")
    func unseen() throws {
        try live()
        let draft = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        #expect(try home.structures(by: elsewhere).isEmpty)
        #expect(try home.openDrafts(by: elsewhere).isEmpty)
        func attempts(_ ref: String, _ id: RecordID) -> [RegistryError?] {
            [
                error { try home.structure(ref, by: elsewhere) }, error { try home.history(of: ref, by: elsewhere) },
                error { try home.draft(fields(#"{"cost":"free"}"#), of: ref, base: 1, reason: "r", by: elsewhere) },
                error { try home.draftUndo(of: ref, to: 1, reason: "r", by: elsewhere) },
                error { try home.view(id, by: elsewhere) },
                error { try home.review(id, approve: true, by: elsewhere) },
                error { try home.withdraw(id, by: elsewhere) },
                error { try home.rebase(id, by: elsewhere) },
            ]
        }
        let none = RecordID.random()
        let unseen = attempts("fixture-1", draft).map { $0?.description.replacing(draft.description, with: "ID") }
        let missing = attempts("fixture-2", none).map {
            $0?.description.replacing(none.description, with: "ID").replacing("fixture-2", with: "fixture-1")
        }
        #expect(unseen == missing)
        #expect(attempts("fixture-1", draft).allSatisfy { $0?.code == .notFound })
    }

    @Test("Roles without a right are refused everything")
    func noRight() throws {
        try live()
        let draft = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        let end = registry.clock.now.adding(seconds: 9999)
        for (index, role) in [Role.caseWorker, .crew, .coordinator, .auditor, .administrator].enumerated() {
            let caller = try registry.caller("other\(index)", [(role, .region)], until: role.isTimeLimited ? end : nil)
            let codes = [
                error { try home.structures(by: caller) }?.code, error { try home.openDrafts(by: caller) }?.code,
                error { try home.structure("fixture-1", by: caller) }?.code,
                error {
                    try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: caller)
                }?.code,
                error { try home.draftNew(fields(Self.fixture), ref: "x", reason: "r", by: caller) }?.code,
                error { try home.view(draft, by: caller) }?.code,
                error { try home.review(draft, approve: true, by: caller) }?.code,
            ]
            #expect(codes.allSatisfy { $0 == .refused }, "\(role)")
        }
        #expect(
            error { try home.review(draft, approve: true, by: editor) }?.code == .refused, "an editor does not review")
    }

    @Test("A structure moves only with the right in both municipalities, and who sees it moves at once")
    func moving() throws {
        try live()
        let move = try fields(#"{"municipality":"9002"}"#)
        #expect(error { try home.draft(move, of: "fixture-1", base: 1, reason: "r", by: editor) }?.code == .refused)
        let id = try home.draft(move, of: "fixture-1", base: 1, reason: "r", by: second)
        let open = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        #expect(error { try home.review(id, approve: true, by: moderator) }?.code == .refused)
        let third = try registry.caller("third", [(.moderator, .region)])
        #expect(try home.review(id, approve: true, by: third) == .published(version: 2))
        #expect(error { try home.structure("fixture-1", by: editor) }?.code == .notFound)
        #expect(error { try home.view(open, by: editor) }?.code == .notFound)
        #expect(try home.structure("fixture-1", by: elsewhere).municipality == "9002")
        #expect(try home.openDrafts(by: elsewhere).map(\.draft.id) == [open])
    }

    @Test("Only the author withdraws a draft")
    func withdrawing() throws {
        try live()
        let id = try home.draft(fields(#"{"cost":"free"}"#), of: "fixture-1", base: 1, reason: "r", by: editor)
        #expect(error { try home.withdraw(id, by: moderator) }?.code == .refused)
        try home.withdraw(id, by: editor)
        #expect(error { try home.review(id, approve: true, by: moderator) }?.code == .conflict)
    }

    @Test("Random drafts and reviews: versions have no gap, and each follows from the one before")
    func random() throws {
        try live()
        var random = SeededGenerator(seed: 16)
        let values = [#""free""#, #""paid""#, "null"]
        var expected = try home.structure("fixture-1", by: editor).fields
        var version = 1
        var open: [(id: RecordID, base: Int, patch: StructureFields)] = []
        for _ in 0..<150 {
            if open.isEmpty || Bool.random(using: &random) {
                let json =
                    "{\"cost\":\(values.randomElement(using: &random)!),\"checkEveryDays\":\(Int.random(in: 1...3, using: &random))}"
                let patch = try fields(json)
                guard let id = try? home.draft(patch, of: "fixture-1", base: version, reason: "r", by: editor) else {
                    continue
                }
                open.append((id, version, patch))
            } else {
                let draft = open.remove(at: Int.random(in: open.indices, using: &random))
                let outcome = try? home.review(draft.id, approve: true, by: moderator)
                guard draft.base == version else {
                    #expect(outcome == nil)
                    continue
                }
                version += 1
                expected = expected.applying(draft.patch)
                #expect(outcome == .published(version: version))
            }
        }
        #expect(version > 10)
        #expect(try home.structure("fixture-1", by: editor).fields == expected)
        let history = try home.history(of: "fixture-1", by: editor)
        #expect(history.map(\.version) == (1...version).reversed())
        guard case .whole = try home.verifyAudit(AnchorFile.Contents()) else { throw UnexpectedVerdict() }
    }
}
