#if canImport(Glibc)
    internal import Glibc
#endif

/// Identifies a version of a file or directory without reading it.
package struct FileIdentity: Hashable, Sendable {
    private var device: UInt
    private var number: UInt
    private var length: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// The device, inode, length and modification time of a path; nil when it does not exist.
    package static func of(_ path: String) -> FileIdentity? {
        var status = stat()
        return stat(path, &status) == 0 ? FileIdentity(status) : nil
    }

    /// The same for an open file.
    package static func of(_ file: Int32) -> FileIdentity? {
        var status = stat()
        return fstat(file, &status) == 0 ? FileIdentity(status) : nil
    }

    private init(_ status: stat) {
        (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
        length = Int(status.st_size)
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
}
