import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Changes that count once, with their answers, in one transaction with the audit.
struct SubmissionTests {
    private let registry: TestRegistry
    private let editor: Caller

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("edna", [(.editor, .municipality("9001"))])
    }

    private func submission(_ key: String, _ content: String = "content") -> Submission {
        Submission(key, [Array(content.utf8)], action: .draft, by: editor)
    }

    private func draft(_ home: RegistryHome, _ ref: String, in municipality: String = "9001") throws -> StoredAnswer {
        let fields = #"{"name":{"el":"Α"},"kind":"hospital","municipality":"\#(municipality)","status":"active"}"#
        let id = try home.draftNew(
            StructureFields(patch: Array(fields.utf8)), ref: ref, reason: "fixture", by: editor)
        return StoredAnswer(status: 201, bytes: Array(id.description.utf8))
    }

    @Test func aKeyCountsOnce() throws {
        let first = try registry.home.once(submission("key-1")) { try draft($0, "one") }
        let again = try registry.home.once(submission("key-1")) { _ in
            throw RegistryError(.database, at: "", "done twice")
        }
        #expect(first == again && first?.status == 201)
        #expect(error { try registry.home.once(submission("key-1", "other")) { _ in nil } }?.code == .keyReused)
        #expect(try registry.count("draft") == 1)
        #expect(try registry.count("audit", where: "action = 'answer.repeated'") == 1)
        registry.clock.move(seconds: Submission.keptSeconds)
        #expect(try registry.home.once(submission("key-1")) { try draft($0, "two") } != first)
        #expect(try registry.count("submission") == 1)
    }

    @Test func severalStepsAreDoneOrNone() throws {
        let failure = error {
            try registry.home.once(submission("key-1")) { home in
                _ = try draft(home, "one")
                return try draft(home, "two", in: "9002")
            }
        }
        #expect(failure?.code == .refused)
        #expect(try registry.count("draft") == 0 && registry.count("submission") == 0)
        // The refusal is told, the draft that was taken back is not.
        #expect(try registry.count("audit", where: "action = 'refused' AND purpose = 'draft.made'") == 1)
        #expect(try registry.count("audit", where: "action = 'draft.made'") == 0)
        try registry.home.flushAnchors()
        guard case .whole = try registry.home.verifyAudit(AnchorFile.read(registry.home.anchors.path)) else {
            Issue.record("the audit does not verify")
            return
        }
    }

    @Test func answersAreSealedAndSealedAgain() throws {
        let secret = "an invitation that nobody else may read"
        let stored = StoredAnswer(status: 201, bytes: Array(secret.utf8))
        #expect(try registry.home.once(submission("key-1")) { _ in stored } == stored)
        let raw = try RawStore(registry.folder.file("home/registry.sqlite")).bytes("SELECT answer FROM submission")
        #expect(raw.map { String(decoding: $0, as: UTF8.self).contains("invitation") } == false)
        try registry.home.rotateKey(.credential)
        #expect(try registry.home.once(submission("key-1")) { _ in nil } == stored)
    }

    @Test func whoLostTheRightGetsNoFormerAnswer() throws {
        _ = try registry.home.once(submission("key-1")) { try draft($0, "one") }
        var former = editor
        former.grants = []
        let again = Submission("key-1", [Array("content".utf8)], action: .draft, by: former)
        #expect(error { try registry.home.once(again) { _ in nil } }?.code == .refused)
    }
}
