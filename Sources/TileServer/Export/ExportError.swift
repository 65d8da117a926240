#if canImport(Glibc)
    internal import Glibc
#endif

/// Why tiles could not be written to a file or read from one.
public enum TileFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operating system refused.
    case system(path: String, doing: String, reason: String)
    /// The file is no archive of tiles, or a damaged one.
    case malformed(path: String, part: String, expected: String)
    /// The export was stopped; it can be gone on with.
    case stopped(path: String)

    /// One line: what, where, what to do.
    public var description: String {
        switch self {
        case .system(let path, let doing, let reason): "\(path): cannot be \(doing): \(reason)"
        case .malformed(let path, let part, let expected): "\(path): \(part): expected \(expected)"
        case .stopped(let path): "\(path): stopped; run the same command again to go on"
        }
    }

    static func system(_ path: String, _ doing: String) -> TileFileError {
        .system(path: path, doing: doing, reason: String(cString: strerror(errno)))
    }
}
