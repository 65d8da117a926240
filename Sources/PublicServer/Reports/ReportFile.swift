// Some members of `stat` are seen through Dispatch, which includes the same C header.
internal import CDispatch
internal import Dispatch
internal import Glibc
internal import Records
internal import Synchronization
internal import WebSupport

/// An append-only file of one JSON object per line. Each line is either complete and on disk, or absent.
///
/// Other programs that write to the file must hold its lock (`flock`). They append, or change the state of a line.
final class ReportFile: Sendable {
    /// The state of a new line; a reviewer sets any other.
    static let open = "open"

    let path: String
    let limitBytes: Int

    /// The version of the file when its lines were last counted, and the bytes of the open ones.
    private struct Survey {
        var file: FileIdentity
        var openBytes: Int
    }

    private let survey = Mutex<Survey?>(nil)

    init(path: String, limitBytes: Int) {
        (self.path, self.limitBytes) = (path, limitBytes)
    }

    /// The bytes that handled lines may occupy. The rest is for open lines, which are never removed.
    var roomForHandled: Int { limitBytes / 5 * 4 }

    /// The size of the file in bytes; 0 when it does not exist.
    var size: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Whether a line of `bytes` bytes certainly does not fit, without reading the file. One system call.
    func isKnownFull(for bytes: Int) -> Bool {
        guard let survey = survey.withLock({ $0 }), survey.openBytes + bytes > limitBytes else { return false }
        return survey.file == FileIdentity.of(path)
    }

    /// Appends a line, which ends with a line feed; returns false when it could not be written.
    ///
    /// When it does not fit, the oldest handled lines are removed. The file is read for that, unless it is known to
    /// have none.
    func append(_ line: [UInt8]) -> Bool {
        withFile(creating: true) { file in
            guard mend(file), let status = status(of: file) else { return false }
            let length = Int(status.st_size)
            guard length + line.count > roomForHandled else { return append(line, to: file, length) }
            if !isAllOpen(file, length) {
                guard let all = bytes(of: file, 0..<length) else { return false }
                let (kept, isAllOpen) = shortened(all, by: length + line.count - roomForHandled)
                if isAllOpen { note(file, openBytes: kept.count) }
                guard kept.count + line.count <= limitBytes else { return false }
                if kept.count < length {
                    return replace(with: kept + line, mode: status.st_mode, isAllOpen: isAllOpen)
                }
            }
            guard length + line.count <= limitBytes, append(line, to: file, length) else { return false }
            note(file, openBytes: length + line.count)
            return true
        }
    }

    private func isAllOpen(_ file: Int32, _ length: Int) -> Bool {
        guard let survey = survey.withLock({ $0 }), survey.openBytes == length else { return false }
        return survey.file == FileIdentity.of(file)
    }

    private func note(_ file: Int32, openBytes: Int) {
        survey.withLock { $0 = FileIdentity.of(file).map { Survey(file: $0, openBytes: openBytes) } }
    }

    /// Repairs the end of the file after a crash. Returns false when the file, or without one its folder, is not
    /// writable.
    func mend() -> Bool {
        access(path, F_OK) == 0 ? withFile(creating: false, mend) : access(folder, W_OK) == 0
    }

    private func append(_ line: [UInt8], to file: Int32, _ length: Int) -> Bool {
        if write(line, to: file), fsync(file) == 0, length > 0 || syncFolder() { return true }
        // Remove a partial line. If that fails, it is repaired before the next line is appended.
        _ = ftruncate(file, off_t(length))
        _ = fsync(file)
        return false
    }

    /// Terminates an unterminated last line. A complete line, or one written by another program, gets its line feed; an
    /// incomplete line of ours, which was never confirmed to the reporter, is removed.
    private func mend(_ file: Int32) -> Bool {
        guard let length = status(of: file).map({ Int($0.st_size) }), length > 0 else { return true }
        guard let last = bytes(of: file, length - 1..<length) else { return false }
        if last == [UInt8(ascii: "\n")] { return true }
        guard let all = bytes(of: file, 0..<length) else { return false }
        let start = all.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // After a power loss, blocks that were not written contain zeros.
        let tail = Array(all[start...].prefix { $0 != 0 })
        let isCutOff =
            (try? StrictJSON(tail)) == nil && (tail.isEmpty || tail.starts(with: Self.start.prefix(tail.count)))
        guard ftruncate(file, off_t(isCutOff ? start : start + tail.count)) == 0 else { return false }
        return (isCutOff || write([UInt8(ascii: "\n")], to: file)) && fsync(file) == 0
    }

    /// The start of every line that ``ReportBox`` writes.
    private static let start = Array(#"{"date":""#.utf8)

    /// Removes the oldest handled lines until `bytes` bytes are freed; also returns whether only open lines are left.
    private func shortened(_ all: [UInt8], by bytes: Int) -> (kept: [UInt8], isAllOpen: Bool) {
        var surplus = bytes
        var kept: [UInt8] = []
        for line in all.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            if surplus > 0, Self.isHandled(Array(line)) {
                surplus -= line.count + 1
            } else {
                kept += line
                kept.append(UInt8(ascii: "\n"))
            }
        }
        return (kept, surplus > 0)
    }

    /// Whether a reviewer has handled the line; an unreadable line counts as open.
    private static func isHandled(_ line: [UInt8]) -> Bool {
        guard case .object(let members)? = try? StrictJSON(line),
            case .string(let state)? = members.first(where: { $0.key == "state" })?.value
        else { return false }
        return state != open
    }

    /// Replaces the file atomically and durably.
    private func replace(with bytes: [UInt8], mode: mode_t, isAllOpen: Bool) -> Bool {
        let new = path + ".new"
        let file = Glibc.open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        guard fchmod(file, mode & 0o777) == 0, write(bytes, to: file), fsync(file) == 0, rename(new, path) == 0 else {
            unlink(new)
            return false
        }
        if isAllOpen { note(file, openBytes: bytes.count) }
        return syncFolder()
    }

    private var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

    /// Makes a new or renamed directory entry durable.
    private func syncFolder() -> Bool {
        let file = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return fsync(file) == 0
    }

    /// Calls `body` with the file opened for reading and appending and locked; returns false when that fails.
    private func withFile(creating: Bool, _ body: (Int32) -> Bool) -> Bool {
        for _ in 0..<50 {
            let file = Glibc.open(path, O_RDWR | O_APPEND | O_CLOEXEC | (creating ? O_CREAT : 0), 0o600)
            guard file >= 0 else { return false }
            defer { close(file) }
            var named = stat()
            if flock(file, LOCK_EX | LOCK_NB) == 0, let own = status(of: file), stat(path, &named) == 0,
                own.st_ino == named.st_ino, own.st_dev == named.st_dev
            {
                return body(file)
            }
            // Another process holds the lock or has just replaced the file.
            usleep(2000)
        }
        return false
    }

    private func status(of file: Int32) -> stat? {
        var status = stat()
        return fstat(file, &status) == 0 ? status : nil
    }

    private func bytes(of file: Int32, _ range: Range<Int>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress! + done, $0.count - done, off_t(range.lowerBound + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
