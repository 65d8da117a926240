import Registry
import RegistryTestSupport
import Testing

/// The audit: what is written, and that nothing is answered without it.
struct AuditChainTests {
    private let registry: TestRegistry

    init() throws { registry = try TestRegistry() }

    private var home: RegistryHome { registry.home }

    private func verdict() throws -> AuditVerdict { try home.verifyAudit(AnchorFile.Contents()) }

    @Test("A new registry begins with its genesis")
    func genesis() throws {
        guard case .whole(let rows, let head, _) = try verdict() else { throw UnexpectedVerdict() }
        #expect(rows == 1)
        #expect(head.seq == 0)
        #expect(try registry.count("audit_subject", where: "subject = '\(home.ring.installation)'") == 1)
    }

    @Test("What is done and its row are there together, or neither is")
    func together() throws {
        let failure = error {
            try home.audited(AuditNote(.systemOperator, .accountAdded)) { connection, _ in
                try connection.execute("UPDATE installation SET id = ?", RecordID.random())
                throw RegistryError(.invalid, at: "test", "no")
            }
        }
        #expect(failure?.code == .invalid)
        #expect(try registry.count("audit") == 1)
        _ = try registry.reopened()
    }

    @Test("A refusal is written down too, with what was refused")
    func refusal() throws {
        let failure = error {
            try home.audited(AuditNote(.nobody, .drafted)) { _, _ in
                throw RegistryError(.refused, at: "test", "no")
            }
        }
        #expect(failure?.code == .refused)
        #expect(
            try registry.count("audit", where: "action = 'refused' AND purpose = 'draft.made' AND actor = 'nobody'")
                == 1)
        guard case .whole(2, _, _) = try verdict() else { throw UnexpectedVerdict() }
    }

    @Test("When the row of the audit cannot be written, nothing is done and nothing is answered")
    func noAuditNoAnswer() throws {
        let auditor = try registry.caller("auditor", [(.auditor, .region)])
        #expect(try home.audit(by: auditor).rows.count > 1)
        let before = try registry.count("audit")
        // A full disk, as SQLite sees it: no further page.
        try home.store.transaction { connection in
            let pages: Int = try #require(try connection.row("PRAGMA page_count"))["page_count"]
            _ = try connection.rows("PRAGMA max_page_count = \(pages)")
        }
        var answered = 0
        var failure: RegistryError?
        for _ in 0..<2000 where failure == nil {
            failure = error {
                _ = try home.audit(by: auditor)
                answered += 1
            }
        }
        #expect(failure?.code == .unavailable)
        #expect(try registry.count("audit") == before + answered)
        let failed = error { _ = try home.addAccount(login: "late", name: "Late", by: .systemOperator) }
        #expect(failed?.code == .unavailable)
        #expect(try registry.count("principal", where: "login = 'late'") == 0)
        guard case .whole = try verdict() else { throw UnexpectedVerdict() }
    }

    @Test("Rows and subjects cannot be changed or deleted by statements")
    func triggers() throws {
        for statement in [
            "UPDATE audit SET purpose = 'x'", "DELETE FROM audit", "UPDATE audit_subject SET subject = 'x'",
            "DELETE FROM audit_subject", "DELETE FROM principal",
        ] {
            _ = try? home.addAccount(login: "somebody", name: "Somebody", by: .systemOperator)
            #expect(error { try home.store.transaction { try $0.execute(statement) } } != nil, "\(statement)")
        }
        guard case .whole = try verdict() else { throw UnexpectedVerdict() }
    }

    @Test("Whoever reads the audit is in it; people see their own rows, auditors see all")
    func reading() throws {
        let auditor = try registry.caller("auditor", [(.auditor, .region)])
        let editor = try registry.caller("editor", [(.editor, .municipality("9001"))])
        let own = try home.audit(by: editor)
        #expect(own.rows.map(\.action) == ["session.started"])
        #expect(own.rows.allSatisfy { $0.principal == editor.principal })
        let all = try home.audit(by: auditor, request: "r-1")
        #expect(all.rows.first?.action == "audit.read", "the reading of the editor")
        #expect(all.rows.first?.principal == editor.principal)
        #expect(all.rows.contains { $0.action == "genesis" })
        #expect(all.subjects[all.rows[0].seq] == ["audit/\(own.rows[0].seq)"])
        let again = try home.audit(limit: 1, by: auditor)
        #expect(again.rows.first?.request == "r-1")
        #expect(again.rows.first?.count == all.rows.count)
        let older = try home.audit(before: 2, by: auditor)
        #expect(older.rows.map(\.seq) == [1, 0])
        #expect(error { _ = try home.audit(limit: 101, by: auditor) }?.code == .invalid)
        #expect(error { _ = try home.audit(limit: 0, by: auditor) }?.code == .invalid)
    }

    @Test("Two processes write one chain")
    func twoProcesses() throws {
        let other = try registry.reopened()
        for index in 0..<20 {
            _ = try (index.isMultiple(of: 2) ? home : other).addAccount(
                login: "login\(index)", name: "Name", by: .systemOperator)
        }
        guard case .whole(21, _, _) = try verdict() else { throw UnexpectedVerdict() }
    }

    @Test("A new key for the audit goes on with the chain, and what the former one wrote is still verified")
    func rotation() throws {
        _ = try home.addAccount(login: "one", name: "One", by: .systemOperator)
        try home.ring.rotate(.audit, now: registry.clock.now)
        _ = try home.addAccount(login: "two", name: "Two", by: .systemOperator)
        guard case .whole(3, _, _) = try verdict() else { throw UnexpectedVerdict() }
        #expect(Set(try RawStore(home.path + "/registry.sqlite").texts("SELECT hex(key_id) FROM audit")).count == 2)
    }
}

/// A verdict that a test did not expect.
struct UnexpectedVerdict: Error {}
