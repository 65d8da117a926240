public import Records

/// Why a snapshot is refused.
public enum SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has more bytes than a snapshot may have.
    case tooLarge(bytes: Int)
    /// It is no snapshot, or not signed with the expected key.
    case notSigned
    /// It is signed, but not in the form of this version.
    case malformed(DataFileError)
    /// Its revision is not higher than the one in use.
    case notNewer(revision: Int, inUse: Int)
    /// The key is not one.
    case badKey
    /// A file cannot be read.
    case unreadable(path: String, reason: String)

    /// One line: what was expected and what was found.
    public var description: String {
        switch self {
        case .tooLarge(let bytes):
            "expected a snapshot of at most \(PublishedSnapshot.byteLimit) bytes, found \(bytes)"
        case .notSigned:
            "expected a snapshot signed by the registry, found another file, or one that was changed or cut"
        case .malformed(let error): "\(error)"
        case .notNewer(let revision, let inUse): "expected a revision above \(inUse), found \(revision)"
        case .badKey: "expected the public key of the registry: 64 hexadecimal digits"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        }
    }
}
