import Glibc

extension PackedFileWriter {
    /// Writes the file atomically: after a crash at any moment either the former file or the new one is there,
    /// complete.
    ///
    /// Writes to a temporary file in the same directory, flushes it to disk, renames it and flushes the directory.
    ///
    /// - Throws: `PackedFileError.unwritable`.
    public func write(to path: String, buildID: BuildID) throws(PackedFileError) {
        let (directory, name) = Self.split(path)
        let temporary = "\(directory)/.\(name).\(getpid()).\(UInt32.random(in: 0...(.max))).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemMessage()) }
        do throws(PackedFileError) {
            defer { close(descriptor) }
            try Self.write(header(buildID: buildID), to: descriptor, path)
            for section in sections { try Self.write(section.filled, to: descriptor, path) }
            guard fsync(descriptor) == 0 else { throw .unwritable(path: path, reason: systemMessage()) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let reason = systemMessage()
            unlink(temporary)
            throw .unwritable(path: path, reason: reason)
        }
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .unwritable(path: directory, reason: systemMessage()) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .unwritable(path: directory, reason: systemMessage()) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(PackedFileError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
            if written < 0 {
                if errno == EINTR { continue }
                throw .unwritable(path: path, reason: systemMessage())
            }
            done += written
        }
    }

    private static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = path[..<slash]
        return (directory.isEmpty ? "/" : String(directory), String(path[path.index(after: slash)...]))
    }
}
