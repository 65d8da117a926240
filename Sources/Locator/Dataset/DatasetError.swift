public import GeoIndex
public import Records

/// What can be wrong with a dataset directory.
public enum DatasetError: Error, Equatable, CustomStringConvertible {
    /// The directory or one of its files is not there.
    case notFound(path: String)
    /// A file is damaged, foreign, of another version or of another build.
    case file(PackedFileError)
    /// A file's sections contradict each other.
    case inconsistent(path: String, what: String)
    /// The calendar or the programmes cannot be read.
    case rules(DataFileError)
    /// The operating system refused to write.
    case cannotWrite(path: String, reason: String)

    /// One line: what, where, what to do.
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
