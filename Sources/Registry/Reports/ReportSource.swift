internal import Foundation
internal import Records

/// The file of reports that the public process writes.
///
/// It is read without its lock, because lines are only added, or the file is replaced as a whole.
package struct ReportSource: Sendable {
    /// The largest file that is read, in bytes. The public process writes at most 16 MiB.
    package static let maximumBytes = 64 << 20
    /// The end of a line that nobody has handled, as the public process writes it, and of a handled one. Both are equally
    /// long, so that a mark is written in place.
    private static let (open, done) = (Array(#""state":"open"}"#.utf8), Array(#""state":"done"}"#.utf8))

    /// The path of the file.
    package let path: String

    /// Names the file.
    package init(path: String) { self.path = path }

    /// Reads the file; it is empty before the first report.
    ///
    /// - Throws: ``RegistryError``: `unavailable` when it cannot be read, `damaged` when it is too large.
    func read() throws(RegistryError) -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard access(folder, X_OK) == 0 else {
                throw RegistryError(.unavailable, at: path, "cannot be read: \(String(cString: strerror(errno)))")
            }
            return []
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= Self.maximumBytes else {
            throw RegistryError(.damaged, at: path, "has \(size) bytes, more than \(Self.maximumBytes)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RegistryError(.unavailable, at: path, "cannot be read: \(String(cString: strerror(errno)))")
        }
        return Array(data)
    }

    /// Marks lines as handled, so that the public process may remove them when it needs room.
    ///
    /// - Parameters:
    ///   - entries: Lines of `bytes`.
    ///   - bytes: The file as it was read.
    /// - Returns: How many lines were marked. Lines that are not as they were read are left for the next time.
    func mark(_ entries: [ReportLines.Entry], of bytes: [UInt8]) -> Int {
        guard !entries.isEmpty else { return 0 }
        let file = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return 0 }
        // It may have been replaced before the lock was held.
        var (named, own) = (stat(), stat())
        guard fstat(file, &own) == 0, stat(path, &named) == 0, own.st_ino == named.st_ino, own.st_dev == named.st_dev
        else { return 0 }
        var count = 0
        for entry in entries where bytes[entry.bytes].suffix(Self.open.count).elementsEqual(Self.open) {
            var present = [UInt8](repeating: 0, count: entry.bytes.count)
            let start = off_t(entry.bytes.lowerBound)
            guard pread(file, &present, present.count, start) == present.count,
                present.elementsEqual(bytes[entry.bytes])
            else { continue }
            let place = off_t(entry.bytes.upperBound - Self.done.count)
            if pwrite(file, Self.done, Self.done.count, place) == Self.done.count { count += 1 }
        }
        return fsync(file) == 0 ? count : 0
    }
}
