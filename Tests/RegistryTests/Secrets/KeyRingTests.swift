import Foundation
import Registry
import RegistryTestSupport
import TestSupport
import Testing

struct KeyRingTests {
    private let registry: TestRegistry

    init() throws { registry = try TestRegistry() }

    private let column = SealedColumn("principal", "email", .contact)

    @Test("Another root key, and a file that is none, are refused and told apart")
    func rootKeys() throws {
        let folder = registry.folder
        try RootKey.makeFile(at: folder.file("other.key"))
        func opening(_ name: String) -> RegistryError? {
            error {
                _ = try RegistryHome.open(
                    at: folder.file("home"), TestRegistry.settings(folder, registry.clock, root: name))
            }
        }
        #expect(opening("root.key") == nil)
        #expect(opening("other.key")?.code == .wrongKey)
        #expect(opening("none.key")?.code == .noSuchFile)
        for (index, text) in [
            "", "abc", String(repeating: "g", count: 64), String(repeating: "a", count: 65),
            String(repeating: "A", count: 64),
        ]
        .enumerated() {
            let path = try folder.write("bad\(index).key", text)
            chmod(path, 0o400)
            #expect(opening("bad\(index).key")?.code == .invalid)
        }
    }

    @Test("A root key that others may read is refused", arguments: [0o440, 0o404, 0o644, 0o620] as [mode_t])
    func openRootKey(_ mode: mode_t) throws {
        chmod(registry.folder.file("root.key"), mode)
        #expect(error { _ = try registry.reopened() }?.code == .refused)
    }

    @Test("A root key file is made once, for its owner alone")
    func makeFile() throws {
        let path = registry.folder.file("root.key")
        #expect(error { try RootKey.makeFile(at: path) }?.code == .alreadyThere)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o400)
    }

    @Test("A passphrase opens what it made, another one does not, and a short one is refused")
    func passphrase() throws {
        let folder = try TemporaryFolder()
        var settings = registry.settings
        settings.root = .passphrase("σωστή φράση, αρκετά μακριά")
        _ = try RegistryHome.create(at: folder.file("home"), settings)
        _ = try RegistryHome.open(at: folder.file("home"), settings)
        settings.root = .passphrase("λάθος φράση, αρκετά μακριά")
        #expect(error { _ = try RegistryHome.open(at: folder.file("home"), settings) }?.code == .wrongKey)
        settings.root = .passphrase("too short")
        #expect(error { _ = try RegistryHome.open(at: folder.file("home"), settings) }?.code == .invalid)
    }

    @Test("Files of two installations are not opened together")
    func mixed() throws {
        let other = try TestRegistry()
        let mixed = registry.folder.file("mixed")
        try FileManager.default.createDirectory(atPath: mixed, withIntermediateDirectories: true)
        try registry.copyOf("registry.sqlite", to: "mixed/registry.sqlite")
        try other.copyOf("keys.sqlite", to: "keys.sqlite")
        try FileManager.default.copyItem(atPath: other.folder.file("keys.sqlite"), toPath: mixed + "/keys.sqlite")
        #expect(error { _ = try RegistryHome.open(at: mixed, other.settings) }?.code == .wrongKey)
    }

    @Test("A sealed value opens in its own place only")
    func places() throws {
        let ring = registry.home.ring
        let row = RecordID.random()
        let plain = Array("καποιος@example.org".utf8)
        let sealed = try ring.seal(plain, in: column, row: row)
        #expect(try ring.open(sealed, in: column, row: row) == plain)
        #expect(try ring.seal(plain, in: column, row: row) != sealed, "the nonce is random")
        for (other, id) in [
            (column, RecordID.random()), (SealedColumn("principal", "name", .contact), row),
            (SealedColumn("session", "email", .contact), row),
        ] {
            #expect(error { _ = try ring.open(sealed, in: other, row: id) }?.code == .damaged)
        }
        #expect(
            error { _ = try ring.open(sealed, in: SealedColumn("principal", "email", .credential), row: row) }?.code
                == .wrongKey)
    }

    @Test("A sealed value in which a bit was changed, or that was cut, opens nowhere")
    func damaged() throws {
        let ring = registry.home.ring
        let row = RecordID.random()
        let sealed = try ring.seal([1, 2, 3], in: column, row: row)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            let code = error { _ = try ring.open(changed, in: column, row: row) }?.code
            #expect(code == .damaged || code == .wrongKey, "byte \(index)")
            #expect(error { _ = try ring.open(Array(sealed.prefix(index)), in: column, row: row) } != nil)
        }
        #expect(error { _ = try ring.open(sealed + [0], in: column, row: row) }?.code == .damaged)
    }

    @Test("A new key seals what is new; what the former one sealed still opens, until it is sealed again")
    func rotation() throws {
        let ring = registry.home.ring
        let row = RecordID.random()
        let sealed = try ring.seal([7], in: column, row: row)
        #expect(try ring.resealed(sealed, in: column, row: row) == nil)
        try ring.rotate(.contact, now: registry.clock.now)
        #expect(try ring.open(sealed, in: column, row: row) == [7])
        let again = try #require(try ring.resealed(sealed, in: column, row: row))
        #expect(again.dropFirst().prefix(16) != sealed.dropFirst().prefix(16))
        #expect(try ring.open(again, in: column, row: row) == [7])
        let other = try registry.reopened()
        #expect(try other.ring.open(again, in: column, row: row) == [7])
        for purpose in [KeyPurpose.index, .publish] {
            #expect(error { try ring.rotate(purpose, now: registry.clock.now) }?.code == .refused)
        }
    }

    @Test("Replacing a key seals everything again, and people sign in as before", arguments: KeyPurpose.allCases)
    func sealedAgain(_ purpose: KeyPurpose) throws {
        let home = registry.home
        let person = try registry.person("anna")
        _ = try home.addAccount(login: "eva", name: "Eva", email: "eva@example.org", by: .systemOperator)
        guard purpose.isReplaceable else {
            #expect(error { try home.rotateKey(purpose) }?.code == .refused)
            return
        }
        // Two credentials and two invitations; one address.
        #expect(try home.rotateKey(purpose) == [.credential: 4, .contact: 1][purpose] ?? 0)
        #expect(try home.rotateKey(purpose) == [.credential: 4, .contact: 1][purpose] ?? 0, "once more")
        _ = try registry.signIn(person)
        #expect(try home.accounts(by: .systemOperator).compactMap(\.email) == ["eva@example.org"])
        guard case .whole = try home.verifyAudit(AnchorFile.Contents()) else { throw UnexpectedVerdict() }
        #expect(try registry.count("audit", where: "action = 'key.rotated' AND purpose = '\(purpose.rawValue)'") == 2)
    }

    @Test("A process that was started before finds the new key of another one")
    func rotationElsewhere() throws {
        let other = try registry.reopened()
        try other.ring.rotate(.contact, now: registry.clock.now)
        let row = RecordID.random()
        let sealed = try other.ring.seal([7], in: column, row: row)
        #expect(try registry.home.ring.open(sealed, in: column, row: row) == [7])
    }

    @Test("All keys wrapped with another root key: the new one opens everything, the old one nothing")
    func rewrap() throws {
        let folder = registry.folder
        let row = RecordID.random()
        let sealed = try registry.home.ring.seal([7], in: column, row: row)
        try RootKey.makeFile(at: folder.file("new.key"))
        try registry.home.rewrapKeys(with: .file(folder.file("new.key")))
        #expect(error { _ = try registry.reopened() }?.code == .wrongKey)
        let home = try RegistryHome.open(
            at: folder.file("home"), TestRegistry.settings(folder, registry.clock, root: "new.key"))
        #expect(try home.ring.open(sealed, in: column, row: row) == [7])
    }

    @Test("Equal texts of a column have equal indexes, others differ")
    func blindIndex() throws {
        let ring = registry.home.ring
        let one = try ring.blindIndex("a@example.org", of: column)
        #expect(one == (try registry.reopened().ring.blindIndex("a@example.org", of: column)))
        #expect(one != (try ring.blindIndex("b@example.org", of: column)))
        #expect(one != (try ring.blindIndex("a@example.org", of: SealedColumn("principal", "name", .contact))))
        #expect(one != (try TestRegistry().home.ring.blindIndex("a@example.org", of: column)))
    }

    @Test("No secret stands in the files: neither keys, password, nor address")
    func canary() throws {
        _ = try registry.home.addAccount(
            login: "somebody", name: "Somebody", email: "canary-7f3a@example.org", by: .systemOperator)
        try registry.person("other")
        let root = try String(contentsOfFile: registry.folder.file("root.key"), encoding: .utf8)
        let texts = ["canary-7f3a", TestRegistry.password, String(root.prefix(64))].map { Data($0.utf8) }
        for name in try FileManager.default.contentsOfDirectory(atPath: registry.home.path) {
            let data = try Data(contentsOf: URL(fileURLWithPath: registry.home.path + "/" + name))
            for text in texts { #expect(data.range(of: text) == nil, "\(name)") }
        }
    }
}
