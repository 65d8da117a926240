internal import GeoIndex

#if canImport(Glibc)
    internal import Glibc
#endif

/// An error when a tile archive is written or read.
public enum TileFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file does not exist or cannot be read.
    case unreadable(path: String, reason: String)
    /// The operating system refused a write.
    case unwritable(path: String, reason: String)
    /// The archive was modified while it was in use.
    case writtenInPlace(path: String)
    /// The file is not a tile archive, or is damaged.
    case malformed(path: String, part: String, expected: String)
    /// The export was stopped and can be resumed.
    case stopped(path: String)

    /// One line with the file, the fault and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .writtenInPlace(let path): "\(path): \(FileState.rule)"
        case .malformed(let path, let part, let expected): "\(path): \(part): expected \(expected)"
        case .stopped(let path): "\(path): stopped; run the same command again to go on"
        }
    }

    /// The error of a system call that failed to read the file, from `errno`.
    static func reading(_ path: String) -> TileFileError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }

    /// The error of a system call that failed to write the file, from `errno`.
    static func writing(_ path: String) -> TileFileError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
}
