import Foundation
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Somebody who can write to the database changes the audit. Each time verification names the last row that is good.
struct AuditTamperingTests {
    private static let rows = 40
    private let registry: TestRegistry

    init() throws {
        registry = try TestRegistry()
        for index in 1..<Self.rows {
            _ = try registry.home.addAccount(login: "login\(index)", name: "Name", by: .systemOperator)
            if index == 20 { registry.home.anchors.flush(ring: registry.home.ring) }
        }
        registry.home.anchors.flush(ring: registry.home.ring)
        try registry.sql(
            "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_subject_no_update",
            "DROP TRIGGER audit_subject_no_delete")
    }

    private func verdict(anchored: Bool = true) throws -> AuditVerdict {
        try registry.home.verifyAudit(anchored ? AnchorFile.read(registry.home.anchors.path) : AnchorFile.Contents())
    }

    private func lastGood(anchored: Bool = true) throws -> Int? {
        guard case .broken(let lastGood, let reason) = try verdict(anchored: anchored) else {
            throw UnexpectedVerdict()
        }
        #expect(!reason.isEmpty)
        return lastGood
    }

    @Test("Untouched, it is whole, with its anchors")
    func untouched() throws {
        guard case .whole(Self.rows, let head, let anchors) = try verdict() else { throw UnexpectedVerdict() }
        #expect(head.seq == Self.rows - 1)
        #expect(anchors >= 2)
    }

    @Test(
        "A change of any field of a row",
        arguments: [
            "at_ms = at_ms + 1", "actor = 'nobody'", "principal = zeroblob(16)", "session = zeroblob(16)",
            "action = 'backup.made'",
            "purpose = 'other'", "basis = ''", "incident = x''", "request_id = ''", "n = n + 1", "n = n - 1",
            "subjects_root = zeroblob(32)", "key_id = zeroblob(16)", "prev = zeroblob(32)", "hash = zeroblob(32)",
        ])
    func change(_ assignment: String) throws {
        for seq in [1, 17, Self.rows - 1] {
            let copy = try AuditTamperingTests()
            try copy.registry.sql("UPDATE audit SET \(assignment) WHERE seq = \(seq)")
            #expect(try copy.lastGood(anchored: false) == seq - 1, "\(assignment) in row \(seq)")
        }
    }

    @Test("A change of the genesis leaves no good row")
    func genesis() throws {
        try registry.sql("UPDATE audit SET at_ms = 0 WHERE seq = 0")
        #expect(try lastGood(anchored: false) == nil)
    }

    @Test(
        "Removed rows: at the head, in the middle, at the tail, all",
        arguments: [
            (0, 1, nil), (0, 7, nil), (5, 6, 4), (17, 30, 16), (39, 40, 38), (21, 40, 20), (1, 40, 0), (0, 40, nil),
        ]
            as [(
                Int, Int, Int?
            )])
    func removal(_ from: Int, _ to: Int, _ good: Int?) throws {
        try registry.sql(
            "DELETE FROM audit_subject WHERE seq >= \(from) AND seq < \(to)",
            "DELETE FROM audit WHERE seq >= \(from) AND seq < \(to)")
        #expect(try lastGood() == good)
    }

    @Test("Without anchors a removed tail is not found: that is what they are for")
    func tailWithoutAnchors() throws {
        try registry.sql("DELETE FROM audit_subject WHERE seq > 30", "DELETE FROM audit WHERE seq > 30")
        guard case .whole(31, _, 0) = try verdict(anchored: false) else { throw UnexpectedVerdict() }
    }

    @Test("Removed rows whose successors got their numbers")
    func renumbered() throws {
        try registry.sql(
            "DELETE FROM audit_subject WHERE seq = 9", "DELETE FROM audit WHERE seq = 9",
            "UPDATE audit_subject SET seq = seq - 1 WHERE seq > 9", "UPDATE audit SET seq = seq - 1 WHERE seq > 9")
        #expect(try lastGood() == 8)
    }

    @Test("Two rows that changed places")
    func swapped() throws {
        try registry.sql(
            "UPDATE audit SET seq = -1 WHERE seq = 9", "UPDATE audit SET seq = 9 WHERE seq = 10",
            "UPDATE audit SET seq = 10 WHERE seq = -1")
        #expect(try lastGood() == 8)
    }

    @Test(
        "Subjects that were changed, removed, added or exchanged",
        arguments: [
            ("UPDATE audit_subject SET subject = 'x' WHERE seq = 12", 11 as Int?),
            ("DELETE FROM audit_subject WHERE seq = 12", 11),
            ("INSERT INTO audit_subject VALUES (12, 5, 'x')", 11),
            ("INSERT INTO audit_subject VALUES (99, 0, 'x')", 39),
            ("INSERT INTO audit_subject VALUES (-1, 0, 'x')", 39),
            ("UPDATE audit_subject SET subject = 'x' WHERE seq = 0", nil),
        ] as [(String, Int?)])
    func subjects(_ statement: String, _ good: Int?) throws {
        try registry.sql(statement)
        #expect(try lastGood() == good)
    }

    @Test("A row put in at the end without the key")
    func putIn() throws {
        try registry.sql(
            """
            INSERT INTO audit SELECT seq + 1, at_ms, actor, principal, session, action, purpose, basis, incident, request_id, 0,
            subjects_root, key_id, hash, hash FROM audit WHERE seq = 39
            """)
        #expect(try lastGood() == 39)
    }

    @Test("The whole audit of another installation in place of this one")
    func otherInstallation() throws {
        let other = try TestRegistry()
        for index in 1..<Self.rows {
            _ = try other.home.addAccount(login: "login\(index)", name: "Name", by: .systemOperator)
        }
        let path = other.home.path + "/registry.sqlite"
        try registry.sql(
            "DELETE FROM audit_subject", "DELETE FROM audit", "ATTACH '\(path)' AS other",
            "INSERT INTO audit SELECT * FROM other.audit", "INSERT INTO audit_subject SELECT * FROM other.audit_subject"
        )
        #expect(try lastGood(anchored: false) == nil)
    }

    @Test("The whole audit written anew with the key: anchors find it, and name the last row that one confirmed")
    func rewrittenWithTheKey() throws {
        // Somebody who has the database and the keys as they were after row 25, and goes on from there in their own way.
        let fork = try TestRegistry()
        for index in 1..<26 { _ = try fork.home.addAccount(login: "login\(index)", name: "Name", by: .systemOperator) }
        fork.home.anchors.flush(ring: fork.home.ring)
        for name in ["registry.sqlite", "keys.sqlite"] {
            try fork.copyOf(name, to: "fork-" + name)
        }
        for index in 26..<50 { _ = try fork.home.addAccount(login: "login\(index)", name: "Name", by: .systemOperator) }
        fork.home.anchors.flush(ring: fork.home.ring)
        let evil = fork.folder.file("evil")
        try FileManager.default.createDirectory(atPath: evil, withIntermediateDirectories: true)
        for name in ["registry.sqlite", "keys.sqlite"] {
            try FileManager.default.copyItem(atPath: fork.folder.file("fork-" + name), toPath: evil + "/" + name)
        }
        let rewritten = try RegistryHome.open(at: evil, fork.settings)
        for index in 26..<60 { _ = try rewritten.addAccount(login: "other\(index)", name: "Name", by: .systemOperator) }
        guard case .whole(60, _, 0) = try rewritten.verifyAudit(AnchorFile.Contents()) else {
            throw UnexpectedVerdict()
        }
        guard case .broken(let good, let reason) = try rewritten.verifyAudit(AnchorFile.read(fork.home.anchors.path))
        else {
            throw UnexpectedVerdict()
        }
        #expect(good == 25)
        #expect(reason.contains("written anew"))
    }
}

extension TestRegistry {
    /// Copies a file of the registry with what its log holds.
    func copyOf(_ name: String, to copy: String) throws {
        try RawStore(folder.file("home/" + name)).run(["VACUUM INTO '\(folder.file(copy))'"])
    }
}
