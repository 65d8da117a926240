internal import Glibc

/// Length and time of the last change of an open file, which tell one state of it from the next without reading it.
package struct FileState: Hashable, Sendable {
    /// Length in bytes.
    package var length: Int
    /// Whether it is a plain file rather than a folder, a pipe or a device.
    package var isRegularFile: Bool
    private var seconds: Int
    private var nanoseconds: Int

    /// What must be done in the place of writing into a file that a process reads from, for its error messages.
    package static let rule =
        "was written to while in use; never write into it: make the new one beside it and rename it into its place"

    /// The state of an open file; nothing when the system does not tell it.
    package init?(of descriptor: CInt) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        length = Int(status.st_size)
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
