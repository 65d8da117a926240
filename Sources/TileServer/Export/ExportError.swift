internal import GeoIndex

#if canImport(Glibc)
    internal import Glibc
#endif

/// Why tiles could not be written to a file or read from one.
public enum TileFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file is not there, or the operating system does not let it be read.
    case unreadable(path: String, reason: String)
    /// The operating system refused to write.
    case unwritable(path: String, reason: String)
    /// The archive was written to while it was in use.
    case writtenInPlace(path: String)
    /// The file is no archive of tiles, or a damaged one.
    case malformed(path: String, part: String, expected: String)
    /// The export was stopped; it can be gone on with.
    case stopped(path: String)

    /// One line: what, where, what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .writtenInPlace(let path): "\(path): \(FileState.rule)"
        case .malformed(let path, let part, let expected): "\(path): \(part): expected \(expected)"
        case .stopped(let path): "\(path): stopped; run the same command again to go on"
        }
    }

    /// The last system call, which was to read the file, failed.
    static func reading(_ path: String) -> TileFileError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }

    /// The last system call, which was to write the file, failed.
    static func writing(_ path: String) -> TileFileError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
}
