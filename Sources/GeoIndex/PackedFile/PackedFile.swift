/// An immutable file of named columns, mapped or in memory.
///
/// ```swift
/// var writer = PackedFileWriter(kind: FileKind(literal: "DEMO"))
/// writer.add("metres", [1.5, 2.5])
/// try writer.write(to: "demo.plz", buildID: BuildID(combining: [writer.contentHash]))
/// let file = try PackedFile.open(path: "demo.plz", kind: FileKind(literal: "DEMO"))
/// let metres = try file.column("metres", as: Double.self)  // metres[1] == 2.5
/// ```
public final class PackedFile: Sendable {
    /// The path, or the name given to bytes in memory; error messages begin with it.
    public let path: String
    /// The kind of contents.
    public let kind: FileKind
    /// The build the file belongs to.
    public let buildID: BuildID
    /// The sections in the order of the file.
    public let sections: [PackedSection]

    let store: ByteStore
    private let positions: [String: Int]

    /// Maps a file and checks that it is complete and of this format version and kind, and of this build when one is
    /// given.
    ///
    /// The header and the section table are always checked.
    ///
    /// - Parameter verify: Whether to read every byte once and check the sections' checksums. Without it damaged
    ///   numbers may be read, but never outside of the file.
    /// - Throws: `PackedFileError`.
    public static func open(
        path: String, kind: FileKind, buildID: BuildID? = nil, verify: Bool = true
    ) throws(PackedFileError) -> PackedFile {
        try open(ByteStore(mapping: path), path, kind, buildID, verify)
    }

    /// Opens a copy of the bytes of a packed file with the same checks; `name` takes the place of the path in errors.
    public static func open(
        bytes: [UInt8], kind: FileKind, name: String, buildID: BuildID? = nil, verify: Bool = true
    ) throws(PackedFileError) -> PackedFile {
        try open(ByteStore(copying: bytes), name, kind, buildID, verify)
    }

    private static func open(
        _ store: ByteStore, _ path: String, _ kind: FileKind, _ buildID: BuildID?, _ verify: Bool
    ) throws(PackedFileError) -> PackedFile {
        let header = try PackedHeader(store.bytes, path: path)
        guard header.kind == kind else { throw .kind(path: path, found: header.kind, expected: kind) }
        let file = PackedFile(store: store, path: path, header: header)
        if let buildID { try file.require(buildID: buildID) }
        if verify { try file.verify() }
        return file
    }

    private init(store: ByteStore, path: String, header: PackedHeader) {
        self.store = store
        self.path = path
        kind = header.kind
        buildID = header.buildID
        sections = header.sections
        positions = header.positions
    }

    /// Compares every section with its checksum. O(bytes).
    ///
    /// - Throws: `PackedFileError.checksum` for the first section that differs.
    public func verify() throws(PackedFileError) {
        for section in sections {
            let found = XXH64.hash(UnsafeRawBufferPointer(rebasing: store.bytes[section.filledRange]))
            guard found == section.checksum else {
                throw .checksum(
                    path: path, part: "section \"\(section.name)\"", found: found, expected: section.checksum)
            }
        }
    }

    /// ``PackedFileWriter/contentHash`` of the writer that wrote the file. O(bytes).
    public var contentHash: (UInt64, UInt64) {
        var hash = ContentHash(kind)
        for section in sections {
            hash.add(
                section.name, section.elementType, section.count,
                UnsafeRawBufferPointer(rebasing: store.bytes[section.filledRange]))
        }
        return hash.value
    }

    /// Throws `PackedFileError.build` when the file belongs to another build.
    public func require(buildID expected: BuildID) throws(PackedFileError) {
        guard buildID == expected else { throw .build(path: path, found: buildID, expected: expected) }
    }

    /// Throws `PackedFileError.writtenInPlace` when the file was written to since it was opened: its bytes are mapped,
    /// so answers may be wrong.
    ///
    /// Takes one system call; O(bytes) once when a time of the file changed but not its length.
    public func requireUnchanged() throws(PackedFileError) {
        let isUnchanged = store.isUnchanged {
            do throws(PackedFileError) {
                _ = try PackedHeader(store.bytes, path: path)
                try verify()
                return true
            } catch {
                return false
            }
        }
        guard isUnchanged else { throw .writtenInPlace(path: path) }
    }

    /// Whether the file has a section of this name.
    public func hasSection(_ name: String) -> Bool { positions[name] != nil }

    /// The column of this name. O(1).
    ///
    /// - Throws: `PackedFileError` when the section is missing or holds elements of another type.
    public func column<Element: PackedElement>(
        _ name: String, as type: Element.Type = Element.self
    ) throws(PackedFileError) -> Column<Element> {
        guard let position = positions[name] else {
            throw .missing(path: path, section: name, present: sections.map(\.name))
        }
        let section = sections[position]
        guard section.elementType == Element.packedType else {
            throw .element(path: path, section: name, found: section.elementType, expected: Element.packedType)
        }
        // The header reader has checked that the section lies inside the store and is aligned.
        return Column(owner: store, base: store.base + section.offset, count: section.count)
    }

    /// The column of texts of this name. O(count).
    ///
    /// - Throws: `PackedFileError` when a section is missing or the offsets do not rise to the number of bytes.
    public func texts(_ name: String) throws(PackedFileError) -> TextColumn {
        let offsets = try column(TextColumn.offsetsName(name), as: UInt64.self)
        let bytes = try column(TextColumn.bytesName(name), as: UInt8.self)
        guard let texts = TextColumn(offsets: offsets, bytes: bytes) else {
            throw .malformed(
                path: path, part: "text section \"\(name)\"", found: "offsets that do not fit \(bytes.count) bytes",
                expected: "offsets that rise from 0 to \(bytes.count)")
        }
        return texts
    }
}
