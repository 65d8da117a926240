internal import Glibc

/// Length and times of an open file, which tell one state of it from the next without reading it.
package struct FileState: Hashable, Sendable {
    /// Length in bytes.
    package var length: Int
    /// Whether it is a plain file rather than a folder, a pipe or a device.
    package var isRegularFile: Bool
    private var modified: Moment
    private var changed: Moment

    private struct Moment: Hashable {
        var seconds: Int
        var nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// What must be done in the place of writing into a file that a process reads from, for its error messages.
    package static let rule =
        "was written to while in use; never write into it: make the new one beside it and rename it into its place"

    /// The state of an open file; nothing when the system does not tell it.
    package init?(of descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        length = Int(status.st_size)
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
        modified = Moment(status.st_mtim)
        changed = Moment(status.st_ctim)
    }

    /// Whether the file has been written to since `earlier`, as far as length and time of modification tell. A time that
    /// was put back hides it from this, not from `==`, which on the other hand a mere change of name does not satisfy.
    package func isWritten(since earlier: FileState) -> Bool {
        length != earlier.length || modified != earlier.modified
    }
}
