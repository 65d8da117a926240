internal import Glibc

/// The length and times of an open file, compared to detect changes without reading it.
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

    /// The message for a file that was changed while a process reads from it.
    package static let rule =
        "was written to while in use; never write into it: make the new one beside it and rename it into its place"

    /// Asks the system for the state of an open file; nil when the call fails.
    package init?(of descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        length = Int(status.st_size)
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
        modified = Moment(status.st_mtim)
        changed = Moment(status.st_ctim)
    }

    /// Whether the length or the modification time differs from `earlier`.
    ///
    /// A modification time that was set back is not detected here. `==` detects it, but also differs after a mere
    /// renaming, which changes the status time.
    package func isWritten(since earlier: FileState) -> Bool {
        length != earlier.length || modified != earlier.modified
    }
}
