/// The reason why a packed file was refused or could not be written; each case names the file, what was found and what
/// was expected.
public enum PackedFileError: Error, Hashable, Sendable {
    /// The file could not be opened, examined or mapped.
    case unreadable(path: String, reason: String)
    /// The file could not be written.
    case unwritable(path: String, reason: String)
    /// The file was written to while it was mapped.
    case writtenInPlace(path: String)
    /// The file does not begin with the magic of a packed file.
    case foreign(path: String, found: String)
    /// The file has another format version.
    case version(path: String, found: UInt32, expected: UInt32)
    /// The file is of another kind.
    case kind(path: String, found: FileKind, expected: FileKind)
    /// The file belongs to another build.
    case build(path: String, found: BuildID, expected: BuildID)
    /// The length in bytes differs from the one in the header.
    case length(path: String, found: Int, expected: Int)
    /// A part of the file does not match its checksum.
    case checksum(path: String, part: String, found: UInt64, expected: UInt64)
    /// A part of the file breaks the format's rules.
    case malformed(path: String, part: String, found: String, expected: String)
    /// The file has no section of this name.
    case missing(path: String, section: String, present: [String])
    /// The section holds elements of another type.
    case element(path: String, section: String, found: PackedElementType, expected: PackedElementType)
}

extension PackedFileError: CustomStringConvertible {
    /// One line: the path, what was found and what was expected.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason):
            "\(path): cannot be written: \(reason)"
        case .writtenInPlace(let path):
            "\(path): \(FileState.rule)"
        case .foreign(let path, let found):
            "\(path): not a packed file: begins with \(found), expected \(PackedLayout.magicText)"
        case .version(let path, let found, let expected):
            "\(path): has format version \(found), expected \(expected); build the dataset again"
        case .kind(let path, let found, let expected):
            "\(path): holds \"\(found)\", expected \"\(expected)\""
        case .build(let path, let found, let expected):
            "\(path): belongs to build \(found), expected \(expected); files of two builds are mixed"
        case .length(let path, let found, let expected):
            "\(path): has \(found) bytes, expected \(expected)"
        case .checksum(let path, let part, let found, let expected):
            "\(path): \(part) is damaged: checksum \(Self.hex(found)), expected \(Self.hex(expected))"
        case .malformed(let path, let part, let found, let expected):
            "\(path): \(part) is malformed: found \(found), expected \(expected)"
        case .missing(let path, let section, let present):
            "\(path): has no section \"\(section)\", only \(present.joined(separator: ", "))"
        case .element(let path, let section, let found, let expected):
            "\(path): section \"\(section)\" holds \(found), expected \(expected)"
        }
    }

    private static func hex(_ value: UInt64) -> String {
        BuildID(high: 0, low: value).description.suffix(16).description
    }
}
