public import GeoIndex
public import Records

/// An error in a dataset directory.
public enum DatasetError: Error, Equatable, CustomStringConvertible {
    /// The directory or one of its files does not exist.
    case notFound(path: String)
    /// A file is damaged, not ours, or of another version or build.
    case file(PackedFileError)
    /// The sections of a file contradict each other.
    case inconsistent(path: String, what: String)
    /// The calendar, the programmes, the help texts or the needs are not valid.
    case rules(DataFileError)
    /// Writing failed.
    case cannotWrite(path: String, reason: String)

    /// A message of one line: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .notFound(let path): "\(path): no dataset here; run «plision build» first"
        case .file(let error): "\(error)"
        case .rules(let error): "\(error)"
        case .inconsistent(let path, let what): "\(path): \(what); run «plision build» again"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        }
    }
}
