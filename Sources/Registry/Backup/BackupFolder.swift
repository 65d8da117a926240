internal import Crypto
internal import Foundation
internal import Records

/// The files of a backup in one folder.
enum BackupFolder {
    /// The sealed files, in the order of the manifest.
    static let names = ["registry.sqlite.age", "keys.sqlite.age"]

    /// The SHA-256 of a file in hexadecimal digits.
    static func digest(of path: String) throws(RegistryError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw RegistryError(.noSuchFile, at: path, "cannot be read")
        }
        defer { try? file.close() }
        var hash = SHA256()
        do {
            while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
        } catch {
            throw RegistryError(.unavailable, at: path, "cannot be read: \(error.localizedDescription)")
        }
        return hash.finalize().hexadecimal
    }

    /// Makes a folder for its owner alone.
    ///
    /// - Throws: ``RegistryError`` with the code `alreadyThere` when there is anything of this name.
    static func make(_ path: String) throws(RegistryError) {
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        guard mkdir(path, 0o700) == 0 else {
            let reason = String(cString: strerror(errno))
            throw RegistryError(errno == EEXIST ? .alreadyThere : .unavailable, at: path, "cannot be made: \(reason)")
        }
    }

    /// Makes what was written to a file or folder durable.
    static func sync(_ path: String) throws(RegistryError) {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw RegistryError(.unavailable, at: path, "cannot be opened") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw RegistryError(.unavailable, at: path, "cannot be written") }
    }

    /// Runs `age`.
    ///
    /// - Throws: ``RegistryError``: `unavailable` when it is not installed, else with `code` and what it says.
    static func age(_ arguments: [String], failing code: RegistryError.Code) throws(RegistryError) {
        let done = try ChildProgram.run("age", arguments)
        guard done.status == 0 else {
            throw RegistryError(code, at: "age", done.errors.split(separator: "\n").first.map(String.init) ?? "failed")
        }
    }
}
