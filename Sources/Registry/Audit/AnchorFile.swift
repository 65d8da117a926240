internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// The file of anchors, one a line, only ever added to. It belongs where whoever administers the database cannot write.
package final class AnchorFile: Sendable {
    /// Anchors and what of the file is none.
    package struct Contents: Sendable {
        /// The anchors in the order of the file.
        package var anchors: [AuditAnchor] = []
        /// The first line that is no anchor, counted from 1; a last line that was cut off does not count.
        package var firstBadLine: Int?

        /// Creates contents without an anchor.
        package init() {}
    }

    /// The path of the file.
    package let path: String
    private let state = Mutex(State())

    private struct State {
        var waiting: AuditHead?
        var isScheduled = false
        var failure: RegistryError?
        var last: Int?
    }

    /// Names the file; it is made with the first anchor.
    package init(path: String) { self.path = path }

    /// Why the last anchor could not be written; nil when it could.
    package var failure: RegistryError? { state.withLock { $0.failure } }

    /// Writes an anchor for the end of the audit within a second; of several in that time, only for the last one.
    func note(_ head: AuditHead, ring: KeyRing) {
        let starts = state.withLock { state in
            state.waiting = head
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        guard starts else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [self] in flush(ring: ring) }
    }

    /// Writes the anchor that is waiting, if any, now.
    package func flush(ring: KeyRing) {
        state.withLock { state in
            state.isScheduled = false
            guard let head = state.waiting, head.seq > state.last ?? -1 else { return }
            do throws(RegistryError) {
                try append(AuditAnchor(head, ring: ring).line)
                (state.waiting, state.failure, state.last) = (nil, nil, head.seq)
            } catch {
                state.failure = error
            }
        }
    }

    private func append(_ line: String) throws(RegistryError) {
        let file = Glibc.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw failed("be opened") }
        defer { close(file) }
        guard flock(file, LOCK_EX) == 0 else { throw failed("be locked") }
        // A line that was cut off by a crash was never promised to anybody: it is removed.
        let length = lseek(file, 0, SEEK_END)
        var last = UInt8(ascii: "\n")
        if length > 0, pread(file, &last, 1, length - 1) != 1 { throw failed("be read") }
        if last != UInt8(ascii: "\n") {
            let kept = try wholeLines(of: file, length: Int(length))
            guard ftruncate(file, off_t(kept)) == 0 else { throw failed("be mended") }
        }
        let bytes = Array((line + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw failed("be written") }
    }

    /// The length of the file up to its last line end.
    private func wholeLines(of file: Int32, length: Int) throws(RegistryError) -> Int {
        let count = min(length, 4096)
        var tail = [UInt8](repeating: 0, count: count)
        guard pread(file, &tail, count, off_t(length - count)) == count else { throw failed("be read") }
        guard let end = tail.lastIndex(of: UInt8(ascii: "\n")) else {
            guard count == length else { throw RegistryError(.damaged, at: path, "expected lines of anchors") }
            return 0
        }
        return length - count + end + 1
    }

    private func failed(_ what: String) -> RegistryError {
        RegistryError(.unavailable, at: path, "cannot \(what): \(String(cString: strerror(errno)))")
    }

    /// Reads a file of anchors.
    ///
    /// - Throws: ``RegistryError`` with the code `noSuchFile`.
    package static func read(_ path: String) throws(RegistryError) -> Contents {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RegistryError(.noSuchFile, at: path, "cannot be read")
        }
        return contents(of: Array(data))
    }

    /// The anchors of the bytes of a file.
    package static func contents(of bytes: [UInt8]) -> Contents {
        var contents = Contents()
        // What follows the last line end was cut off, or is nothing.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        for (index, line) in lines.enumerated() {
            if let anchor = String(validating: line, as: UTF8.self).flatMap(AuditAnchor.init(line:)) {
                contents.anchors.append(anchor)
            } else if contents.firstBadLine == nil {
                contents.firstBadLine = index + 1
            }
        }
        return contents
    }
}
