internal import Foundation
internal import Records

extension RegistryHome {
    /// Restores a backup into a new folder and verifies it there: hashes, schema, audit up to the head of the manifest,
    /// the number of rows of every table. The registry in use is not touched.
    ///
    /// Sessions and invitations of the backup end, and the next snapshot gets a revision above `revision`, the highest one
    /// that the public process has seen.
    ///
    /// - Parameters:
    ///   - backup: The folder of the backup.
    ///   - folder: The new folder.
    ///   - identity: The file with the identity of `age` that the backup was sealed to.
    /// - Throws: ``RegistryError``: `wrongKey` for another identity or root key, `newerSchema`, `damaged`, `alreadyThere`; the
    ///   folder is then removed.
    package static func restore(
        _ backup: String, into folder: String, identity: String, revision: Int = 0, _ settings: Settings
    ) throws(RegistryError) -> RegistryHome {
        let manifest = try manifest(of: backup)
        for part in manifest.parts {
            guard try BackupFolder.digest(of: backup + "/" + part.name) == part.sealed else {
                throw RegistryError(.damaged, at: backup + "/" + part.name, "is not the file that the manifest names")
            }
        }
        try BackupFolder.make(folder)
        do throws(RegistryError) {
            for part in manifest.parts {
                let plain = folder + "/" + part.name.dropLast(4)
                try BackupFolder.age(
                    ["--decrypt", "--identity", identity, "--output", plain, backup + "/" + part.name],
                    failing: .wrongKey)
                chmod(plain, 0o600)
                guard try BackupFolder.digest(of: plain) == part.plain else {
                    throw RegistryError(.damaged, at: plain, "is not the file that the manifest names")
                }
            }
            let home = try RegistryHome.open(at: folder, settings)
            try home.check(manifest)
            try home.finishRestoring(revision)
            return home
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    private static func manifest(of backup: String) throws(RegistryError) -> BackupManifest {
        let file = backup + "/" + BackupManifest.fileName
        guard let data = FileManager.default.contents(atPath: file) else {
            throw RegistryError(.noSuchFile, at: file, "cannot be read; a folder without it is no backup")
        }
        do {
            let manifest = try BackupManifest(json: Array(data), file: file)
            let known = StoreSchema.registry.migrations.count
            guard manifest.schema <= known else {
                throw RegistryError(
                    .newerSchema, at: file, "the backup has \(manifest.schema) steps, this program knows \(known)")
            }
            return manifest
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(.damaged, at: file, "\(error)")
        }
    }

    private func check(_ manifest: BackupManifest) throws(RegistryError) {
        guard ring.installation == manifest.installation else {
            throw RegistryError(.damaged, at: path, "is of another installation than the manifest says")
        }
        let missing = Set(manifest.keys).subtracting(ring.identifiers)
        guard missing.isEmpty else {
            throw RegistryError(.damaged, at: path, "lacks \(missing.count) of the keys that the manifest names")
        }
        try store.read { connection in
            switch try AuditVerifier(connection, ring: ring).verify() {
            case .whole(_, let head, _):
                guard head == manifest.head else {
                    throw RegistryError(
                        .damaged, at: path, "the audit ends at row \(head.seq), expected \(manifest.head.seq)")
                }
            case .broken(_, let reason): throw RegistryError(.damaged, at: path, reason)
            }
            for (table, count) in try Self.counts(connection)
            where table != "migration" && count != manifest.counts[table] ?? 0 {
                throw RegistryError(
                    .damaged, at: path, "\(table) has \(count) rows, expected \(manifest.counts[table] ?? 0)")
            }
        }
    }

    private func finishRestoring(_ revision: Int) throws(RegistryError) {
        try audited(AuditNote(.systemOperator, .restored)) { connection, note in
            let now = now()
            try connection.execute("UPDATE session SET ended_at = ? WHERE ended_at IS NULL", now)
            try connection.execute("UPDATE invitation SET used_at = ? WHERE used_at IS NULL", now)
            let former: Int = try connection.row("SELECT coalesce(max(revision), 0) AS n FROM published")?["n"] ?? 0
            if revision > former {
                try connection.execute(
                    "INSERT INTO published (revision, hash, at) VALUES (?, ?, ?)", revision,
                    [UInt8](repeating: 0, count: 32), now)
            }
            note.subjects = ["installation/\(ring.installation)"]
        }
    }
}
