import Foundation
import Publication
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// The drill: a backup made while others write, restored elsewhere, and everything that must be refused.
struct BackupTests {
    private let registry: TestRegistry
    private let folder: TemporaryFolder
    private let recipient: String

    init() throws {
        registry = try TestRegistry()
        folder = registry.folder
        recipient = try Self.identity(folder.file("identity.txt"))
        _ = try registry.caller("editor", [(.editor, .region)])
        _ = try registry.home.addAccount(login: "anna", name: "Anna", email: "anna@example.org", by: .systemOperator)
    }

    private var home: RegistryHome { registry.home }

    /// Makes an identity of age and returns its recipient.
    private static func identity(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/age-keygen")
        process.arguments = ["-o", path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("# public key: ") })
        return String(line.dropFirst("# public key: ".count))
    }

    private func restore(
        _ backup: String, identity: String = "identity.txt", root: String = "root.key", into name: String = "restored"
    ) throws -> RegistryHome {
        try RegistryHome.restore(
            backup, into: folder.file(name), identity: folder.file(identity),
            TestRegistry.settings(folder, registry.clock, root: root))
    }

    private func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.file(name)) }

    @Test("What was restored has everything, verifies, and goes on; nothing of it is readable on the way")
    func drill() throws {
        let (manifest, backup) = try home.backup(to: folder.file("backups"), recipient: recipient)
        #expect(manifest.counts["principal"] == 2)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: backup).sorted() == [
                "keys.sqlite.age", "manifest.json", "registry.sqlite.age",
            ])
        for name in ["keys.sqlite.age", "registry.sqlite.age"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: backup + "/" + name))
            #expect(data.starts(with: Data("age-encryption.org/v1".utf8)))
            #expect(data.range(of: Data("SQLite".utf8)) == nil)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).allSatisfy { !$0.hasPrefix(".backup") })

        let restored = try restore(backup)
        let accounts = try restored.accounts(by: .systemOperator)
        #expect(accounts.map(\.login) == ["anna", "editor"])
        #expect(accounts[0].email == "anna@example.org")
        _ = try restored.addAccount(login: "later", name: "Later", by: .systemOperator)
        guard case .whole = try restored.verifyAudit(AnchorFile.Contents()) else { throw UnexpectedVerdict() }
        let raw = try RawStore(restored.path + "/registry.sqlite")
        #expect(try raw.count("session", "ended_at IS NULL") == 0)
        #expect(try raw.count("invitation", "used_at IS NULL") == 1, "only the one made afterwards")
        #expect(try raw.count("audit", "action = 'restored'") == 1)
        #expect(try registry.count("principal") == 2, "the registry in use is untouched")
    }

    @Test("A backup made under writers is one moment of the registry")
    func underWriters() async throws {
        let home = home
        async let writing: Int = Task.detached {
            var made = 0
            for index in 0..<150 {
                _ = try home.addAccount(login: "writer\(index)", name: "Fixture", by: .systemOperator)
                made += 1
            }
            return made
        }.value
        var backups: [(manifest: BackupManifest, folder: String)] = []
        for index in 0..<3 {
            backups.append(try home.backup(to: folder.file("backups\(index)"), recipient: recipient))
        }
        #expect(try await writing == 150)
        for (index, backup) in backups.enumerated() {
            let restored = try restore(backup.folder, into: "restored\(index)")
            let raw = try RawStore(restored.path + "/registry.sqlite")
            #expect(try raw.count("principal") == backup.manifest.counts["principal"])
            #expect(try raw.count("invitation") == raw.count("principal"))
        }
    }

    @Test("A backup made while keys are replaced opens what every one of them sealed")
    func underRotation() async throws {
        let (home, clock) = (home, registry.clock)
        async let rotating: Void = Task.detached {
            for index in 0..<30 {
                try home.ring.rotate(.contact, now: clock.now)
                _ = try home.addAccount(
                    login: "login\(index)", name: "Fixture", email: "a\(index)@example.org", by: .systemOperator)
            }
        }.value
        let backup = try home.backup(to: folder.file("backups"), recipient: recipient).folder
        try await rotating
        let accounts = try restore(backup).accounts(by: .systemOperator)
        #expect(accounts.contains { $0.email == "anna@example.org" })
        for account in accounts where account.login.hasPrefix("login") {
            #expect(account.email?.hasPrefix("a") == true)
        }
    }

    @Test("Another identity, another root key, and a recipient that is none are refused and leave nothing")
    func wrongKeys() throws {
        let backup = try home.backup(to: folder.file("backups"), recipient: recipient).folder
        _ = try Self.identity(folder.file("other.txt"))
        try RootKey.makeFile(at: folder.file("other.key"))
        #expect(error { try restore(backup, identity: "other.txt") }?.code == .wrongKey)
        #expect(error { try restore(backup, identity: "none.txt") }?.code == .wrongKey)
        #expect(error { try restore(backup, root: "other.key") }?.code == .wrongKey)
        #expect(!isThere("restored"))
        for bad in ["", "age1", "age1xyz", "--help", "ssh-ed25519 AAAA", "age1\n"] {
            #expect(error { try home.backup(to: folder.file("bad"), recipient: bad) }?.code == .invalid, "\(bad)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("bad")).isEmpty)
        _ = try restore(backup)
        #expect(error { try restore(backup) }?.code == .alreadyThere)
        #expect(isThere("restored/registry.sqlite"), "what is there stays")
    }

    @Test("A backup of a newer program is refused by its manifest, and by the file itself")
    func newerSchema() throws {
        let (manifest, backup) = try home.backup(to: folder.file("backups"), recipient: recipient)
        var newer = manifest
        newer.schema += 1
        try Data(newer.json).write(to: URL(fileURLWithPath: backup + "/manifest.json"))
        #expect(error { try restore(backup) }?.code == .newerSchema)
        #expect(!isThere("restored"))
    }

    @Test("A backup that was cut, changed or mixed is refused, at any byte")
    func damaged() throws {
        let backup = try home.backup(to: folder.file("backups"), recipient: recipient).folder
        var random = SeededGenerator(seed: 14)
        for name in ["registry.sqlite.age", "keys.sqlite.age"] {
            let url = URL(fileURLWithPath: backup + "/" + name)
            let good = try Data(contentsOf: url)
            for _ in 0..<50 {
                try good.prefix(Int.random(in: 0..<good.count, using: &random)).write(to: url)
                #expect(error { try restore(backup) }?.code == .damaged)
                var changed = good
                changed[Int.random(in: 0..<good.count, using: &random)] ^= 1
                try changed.write(to: url)
                #expect(error { try restore(backup) }?.code == .damaged)
            }
            try FileManager.default.removeItem(at: url)
            #expect(error { try restore(backup) }?.code == .noSuchFile)
            try good.write(to: url)
        }
        #expect(!isThere("restored"))
        try FileManager.default.removeItem(atPath: backup + "/manifest.json")
        #expect(error { try restore(backup) }?.code == .noSuchFile)
    }

    @Test("Counts or an audit other than those of the manifest are refused")
    func otherCounts() throws {
        let (manifest, backup) = try home.backup(to: folder.file("backups"), recipient: recipient)
        let url = URL(fileURLWithPath: backup + "/manifest.json")
        func refusal(_ change: (inout BackupManifest) -> Void) throws -> RegistryError.Code? {
            var other = manifest
            change(&other)
            try Data(other.json).write(to: url)
            return error { try restore(backup) }?.code
        }
        #expect(try refusal { $0.counts["principal"] = 3 } == .damaged)
        #expect(try refusal { $0.counts["session"] = nil } == .damaged)
        #expect(try refusal { $0.head.seq += 1 } == .damaged)
        #expect(try refusal { $0.head.hash[0] ^= 1 } == .damaged)
        #expect(try refusal { $0.installation = .random() } == .damaged)
        #expect(try refusal { $0.keys.append(.random()) } == .damaged)
        #expect(!isThere("restored"))
        #expect(try refusal { _ in } == nil)
    }

    @Test("No backup is made of a registry whose audit is broken")
    func brokenAudit() throws {
        try registry.sql("DROP TRIGGER audit_no_update", "UPDATE audit SET purpose = 'x' WHERE seq = 1")
        let failure = error { try home.backup(to: folder.file("backups"), recipient: recipient) }
        #expect(failure?.code == .damaged)
        #expect(failure?.reason.contains("last good row: 0") == true)
        #expect(!isThere("backups"))
    }

    @Test("No backup is made of a registry whose audit lost its end, or whose anchors were changed")
    func lostEnd() throws {
        home.anchors.flush(ring: home.ring)
        let anchors = try String(contentsOfFile: home.anchors.path, encoding: .utf8)
        try Data(("x" + anchors).utf8).write(to: URL(fileURLWithPath: home.anchors.path))
        #expect(
            error { try home.backup(to: folder.file("backups"), recipient: recipient) }?.reason.contains("line 1")
                == true)
        try Data(anchors.utf8).write(to: URL(fileURLWithPath: home.anchors.path))
        try registry.sql(
            "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_subject_no_delete",
            "DELETE FROM audit_subject WHERE seq > 2",
            "DELETE FROM audit WHERE seq > 2")
        let failure = error { try home.backup(to: folder.file("backups"), recipient: recipient) }
        #expect(failure?.code == .damaged)
        #expect(failure?.reason.contains("last good row: 2") == true)
        #expect(!isThere("backups"))
    }

    @Test("After a restore the next snapshot is above every one that was seen")
    func revision() throws {
        let backup = try home.backup(to: folder.file("backups"), recipient: recipient).folder
        for _ in 0..<4 { try home.publish(by: .systemOperator) }
        let restored = try RegistryHome.restore(
            backup, into: folder.file("restored"), identity: folder.file("identity.txt"), revision: 4, registry.settings
        )
        #expect(try restored.publish(by: .systemOperator).revision == 5)
        #expect(try restored.publishedKey == home.publishedKey)
    }
}
