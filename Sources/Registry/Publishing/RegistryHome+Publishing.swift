internal import Alerts
internal import Crypto
internal import Foundation
package import Publication
internal import Records
internal import Routing

extension RegistryHome {
    /// The fields that are left out of what is published of a structure that must not be located.
    private static let locating: Set<DirectoryField> = [.position, .address, .accessNote]

    /// The public key by which the public process knows what this registry has signed, as 64 hexadecimal digits.
    package var publishedKey: String {
        get throws(RegistryError) { try ring.current(.publish).signing.publicKey.rawRepresentation.hexadecimal }
    }

    /// Signs all live structures, the figures that were changed and the closures in force as a new snapshot and puts it in
    /// the place of the former one, atomically.
    ///
    /// Drafts, reviews and accounts are in no snapshot.
    /// - Throws: ``RegistryError``: `unavailable` when it cannot be written; the former one then stays, and so does every
    ///   approval, so that the next snapshot has them.
    @discardableResult
    package func publish(by actor: Actor, request: String? = nil) throws(RegistryError) -> PublishedSnapshot {
        let folder = try PublishedFolder(published)
        defer { folder.close() }
        let key = try ring.current(.publish).signing
        let (bytes, snapshot) = try audited(AuditNote(actor, .snapshotSigned, request: request)) { connection, note in
            let former: Int = try connection.row("SELECT coalesce(max(revision), 0) AS n FROM published")?["n"] ?? 0
            // Also above what the folder has, which a restored registry may not know of.
            let revision = max(former, folder.revision(key: try publishedKey)) + 1
            let now = now()
            let body = try self.body(connection, ring.installation, revision, now)
            guard let signature = try? key.signature(for: PublishedSnapshot.message(body)) else {
                throw RegistryError(.database, at: "snapshot", "the signature failed")
            }
            let bytes = PublishedSnapshot.file(body, signature: Array(signature))
            // Whoever reads it refuses what does not fit; that must not happen only then.
            let snapshot: PublishedSnapshot
            do {
                snapshot = try PublishedSnapshot.open(bytes, key: try publishedKey)
            } catch let error as SnapshotError {
                throw RegistryError(.database, at: "snapshot", "cannot be read back: \(error)")
            }
            try connection.execute(
                "INSERT INTO published (revision, hash, at) VALUES (?, ?, ?)", revision,
                Array(SHA256.hash(data: bytes)), now)
            note.subjects = ["snapshot/\(revision)"]
            return (bytes, snapshot)
        }
        try folder.replace(bytes)
        return snapshot
    }

    /// Whether the public process finds exactly what is live.
    ///
    /// It is false before the first snapshot, after a change that none has yet, and when the last one was signed but could not
    /// be put into its place. O(bytes of the snapshot).
    package func isPublished() throws(RegistryError) -> Bool {
        guard let (bytes, current) = PublishedFolder.current(in: published, key: try publishedKey) else { return false }
        let body = try store.read { connection in
            try self.body(
                connection, ring.installation, current.revision, Timestamp(current.at))
        }
        return bytes.suffix(body.count + 1) == [UInt8(ascii: "\n")] + body
    }

    private func body(
        _ connection: StoreConnection, _ installation: RecordID, _ revision: Int, _ now: Timestamp
    ) throws(RegistryError) -> [UInt8] {
        var entries: [(ref: String, version: Int, fields: String)] = []
        for row in try connection.rows("SELECT * FROM structure_state ORDER BY ref") {
            let state = try StructureState(row)
            var fields = state.fields
            if fields[.redacted] == .bool(true) { fields = fields.without(Self.locating) }
            entries.append((state.ref, state.version, fields.json))
        }
        let figures = try connection.rows("SELECT id, version, entries FROM figure_state ORDER BY id")
            .map { row throws(RegistryError) -> (String, Int, String) in
                (try row["id"], try row["version"], try row["entries"])
            }
        let closures = try Self.closuresInForce(connection, at: now)
        let alerts = try publishedAlerts(connection, now)
        var json = JSONWriter()
        json.object { json in
            json.member("installation", installation.description)
            json.member("revision", revision)
            json.member("at", now.milliseconds / 1000)
            json.key("structures")
            json.array { json in
                for entry in entries {
                    json.object { json in
                        json.member("id", entry.ref)
                        json.member("version", entry.version)
                        json.key("fields")
                        json.raw(entry.fields.utf8)
                    }
                }
            }
            // Readers of former versions refuse a snapshot with one of these members.
            if !figures.isEmpty {
                json.key("figures")
                json.array { json in
                    for (id, version, entries) in figures {
                        json.object { json in
                            json.member("id", id)
                            json.member("version", version)
                            json.key("values")
                            json.raw(entries.utf8)
                        }
                    }
                }
            }
            if let closures {
                json.key("closures")
                json.object { json in
                    json.member("version", closures.version)
                    json.key("features")
                    json.array { json in for closure in closures.closures { json.feature(closure) } }
                }
            }
            if !alerts.isEmpty { json.member("alerts", alerts) }
        }
        return json.bytes
    }
}

/// The folder in which the public process finds what is published. One process at a time writes to it.
private struct PublishedFolder {
    private let path: String
    private let lock: Int32

    init(_ path: String) throws(RegistryError) {
        self.path = path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        lock = Glibc.open(path + "/.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw RegistryError(.unavailable, at: path, "cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    func close() { _ = Glibc.close(lock) }

    /// The revision of the snapshot that is there; 0 when there is none of this registry.
    func revision(key: String) -> Int { Self.current(in: path, key: key)?.snapshot.revision ?? 0 }

    /// The snapshot in a folder, with its file; nil when there is none of this registry.
    static func current(in path: String, key: String) -> (bytes: [UInt8], snapshot: PublishedSnapshot)? {
        guard let data = FileManager.default.contents(atPath: PublishedSnapshot.path(inFolder: path)) else {
            return nil
        }
        let bytes = Array(data)
        return (try? PublishedSnapshot.open(bytes, key: key)).map { (bytes, $0) }
    }

    /// Puts a file in the place of `current`, durably and at once.
    func replace(_ bytes: [UInt8]) throws(RegistryError) {
        let new = path + "/.new"
        let file = Glibc.open(new, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failed(new) }
        defer { _ = Glibc.close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failed(new) }
            done += count
        }
        guard fsync(file) == 0, rename(new, PublishedSnapshot.path(inFolder: path)) == 0 else { throw failed(new) }
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failed(path) }
        defer { _ = Glibc.close(folder) }
        guard fsync(folder) == 0 else { throw failed(path) }
    }

    private func failed(_ file: String) -> RegistryError {
        RegistryError(.unavailable, at: file, "cannot be written: \(String(cString: strerror(errno)))")
    }
}
