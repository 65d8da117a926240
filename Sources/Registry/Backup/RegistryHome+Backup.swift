internal import Foundation
internal import Records

extension RegistryHome {
    /// Backs the registry up into a new folder in `folder`, while others write.
    ///
    /// Each copy is opened, its audit verified and its rows counted before it is sealed to a recipient of `age`, whose
    /// identity is kept elsewhere: this machine can make backups that it cannot read. The manifest is written last, so a
    /// folder without one is no backup.
    ///
    /// - Returns: The manifest and the folder of the backup.
    /// - Throws: ``RegistryError``; nothing is left then that looks like a backup.
    @discardableResult
    package func backup(
        to folder: String, recipient: String, request: String? = nil
    ) throws(RegistryError) -> (manifest: BackupManifest, folder: String) {
        guard recipient.hasPrefix("age1"), recipient.utf8.allSatisfy({ (0x30...0x7A).contains($0) }) else {
            throw RegistryError(.invalid, at: "recipient", "expected a recipient of age (age1…)")
        }
        let work = path + "/.backup-" + RecordID.random().description
        try BackupFolder.make(work)
        defer { try? FileManager.default.removeItem(atPath: work) }
        // The anchors before the copies: each of them names a row that a whole copy has.
        let isAnchored = FileManager.default.fileExists(atPath: anchors.path)
        let contents = try isAnchored ? AnchorFile.read(anchors.path) : AnchorFile.Contents()
        // The keys last: a key that is made meanwhile is then in their copy, whatever the copy of the store needs.
        try store.copy(to: work + "/registry.sqlite")
        try ring.file.copy(to: work + "/keys.sqlite")
        let now = now()
        var manifest = try checkedCopy(work, contents, now)

        let target = folder + "/registry-\(now.milliseconds)"
        try BackupFolder.make(target)
        do throws(RegistryError) {
            for name in BackupFolder.names {
                let plain = work + "/" + name.dropLast(4)
                let sealed = target + "/" + name
                try BackupFolder.age(
                    ["--encrypt", "--recipient", recipient, "--output", sealed, plain], failing: .invalid)
                try BackupFolder.sync(sealed)
                manifest.parts.append(
                    BackupManifest.Part(
                        name: name, sealed: try BackupFolder.digest(of: sealed),
                        plain: try BackupFolder.digest(of: plain)))
            }
            try audited(AuditNote(.systemOperator, .backupMade, request: request)) { _, note in
                note.subjects = ["backup/\(now.milliseconds)"]
            }
            let file = target + "/" + BackupManifest.fileName
            guard
                FileManager.default.createFile(
                    atPath: file, contents: Data(manifest.json), attributes: [.posixPermissions: 0o600])
            else { throw RegistryError(.unavailable, at: file, "cannot be written") }
            try BackupFolder.sync(file)
            try BackupFolder.sync(target)
            try BackupFolder.sync(folder)
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            throw error
        }
        return (manifest, target)
    }

    /// Opens a copy as a restore would, verifies its audit and counts its rows.
    private func checkedCopy(
        _ folder: String, _ anchors: AnchorFile.Contents, _ now: Timestamp
    ) throws(RegistryError) -> BackupManifest {
        let copy = try StoreFile.open(at: folder + "/registry.sqlite", schema: .registry, now: now)
        _ = try StoreFile.open(at: folder + "/keys.sqlite", schema: .keys, now: now)
        return try copy.read { connection in
            guard let head = try AuditChain(connection).head else {
                throw RegistryError(.damaged, at: store.path, "has no audit")
            }
            if case .broken(let lastGood, let reason) = try AuditVerifier(connection, ring: ring).verify(anchors) {
                throw RegistryError(
                    .damaged, at: store.path,
                    "no backup is made of a broken audit: \(reason); last good row: \(lastGood.map { "\($0)" } ?? "none")"
                )
            }
            return BackupManifest(
                installation: ring.installation, at: now, head: head, schema: StoreSchema.registry.migrations.count,
                keys: ring.identifiers, counts: try Self.counts(connection), parts: [])
        }
    }

    /// The number of rows of each table.
    static func counts(_ connection: StoreConnection) throws(RegistryError) -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in try connection.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        {
            let name: String = try table["name"]
            counts[name] = try connection.row("SELECT count(*) AS n FROM \(name)")?["n"] ?? 0
        }
        return counts
    }
}
