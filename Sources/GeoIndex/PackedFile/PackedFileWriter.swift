/// Collects named columns and writes them as one packed file; equal columns give equal bytes.
public struct PackedFileWriter: Sendable {
    /// The kind of contents.
    public let kind: FileKind
    private(set) var sections: [Section] = []

    struct Section: Sendable {
        let name: String
        let elementType: PackedElementType
        let count: Int
        /// The elements, padded with zeros.
        let filled: [UInt8]
        let checksum: UInt64
    }

    /// Creates a writer without columns.
    public init(kind: FileKind) {
        self.kind = kind
    }

    /// Creates a writer with the sections of `file` in their order, each taken from `writer` if it has one of that name.
    /// O(bytes).
    public init(_ file: PackedFile, replacing writer: PackedFileWriter) {
        kind = file.kind
        let replaced = Dictionary(uniqueKeysWithValues: writer.sections.map { ($0.name, $0) })
        sections = file.sections.map { section in
            replaced[section.name]
                ?? Section(
                    name: section.name, elementType: section.elementType, count: section.count,
                    filled: Array(file.store.bytes[section.filledRange]), checksum: section.checksum)
        }
    }

    /// Adds a column. The name must be new and have 1 to 64 printable ASCII characters; anything else is a programming
    /// error.
    @inlinable
    public mutating func add<Element: PackedElement>(_ name: String, _ values: some Collection<Element>) {
        let added: Void? = values.withContiguousStorageIfAvailable {
            append(name, Element.packedType, $0.count, UnsafeRawBufferPointer($0))
        }
        if added == nil {
            ContiguousArray(values).withUnsafeBufferPointer {
                append(name, Element.packedType, $0.count, UnsafeRawBufferPointer($0))
            }
        }
    }

    /// Adds a column of texts, stored as the two sections `name.offsets` and `name.utf8`.
    public mutating func add(_ name: String, texts: some Collection<String>) {
        var offsets: [UInt64] = [0]
        var bytes: [UInt8] = []
        offsets.reserveCapacity(texts.count + 1)
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            offsets.append(UInt64(bytes.count))
        }
        add(TextColumn.offsetsName(name), offsets)
        add(TextColumn.bytesName(name), bytes)
    }

    @usableFromInline
    mutating func append(
        _ name: String, _ elementType: PackedElementType, _ count: Int, _ bytes: UnsafeRawBufferPointer
    ) {
        precondition(PackedLayout.isName(name.utf8), "a section's name has 1 to 64 printable ASCII characters: \(name)")
        precondition(!sections.contains { $0.name == name }, "two sections named \(name)")
        let length = PackedLayout.aligned(bytes.count)
        let filled = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialised in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            memory.copyBytes(from: bytes)
            memory[bytes.count...].initializeMemory(as: UInt8.self, repeating: 0)
            initialised = length
        }
        sections.append(
            Section(
                name: name, elementType: elementType, count: count, filled: filled,
                checksum: filled.withUnsafeBytes { XXH64.hash($0) }))
    }

    /// A 128-bit hash of the kind and of every name, type and byte added so far; independent of any build id.
    public var contentHash: (UInt64, UInt64) {
        var hash = ContentHash(kind)
        for section in sections {
            section.filled.withUnsafeBytes { hash.add(section.name, section.elementType, section.count, $0) }
        }
        return hash.value
    }

    /// The bytes of the file. O(bytes).
    public func bytes(buildID: BuildID) -> [UInt8] {
        var bytes = header(buildID: buildID)
        for section in sections { bytes.append(contentsOf: section.filled) }
        return bytes
    }

    /// The header and the section table, padded.
    func header(buildID: BuildID) -> [UInt8] {
        let tableEnd = PackedLayout.headerLength + PackedLayout.aligned(sections.count * PackedLayout.entryLength)
        var table: [UInt8] = []
        var offset = tableEnd
        for section in sections {
            table.append(contentsOf: section.name.utf8)
            table.append(zeros: PackedLayout.nameLength - section.name.utf8.count)
            table.append(littleEndian: UInt64(section.elementType.rawValue))
            table.append(littleEndian: UInt64(offset))
            table.append(littleEndian: UInt64(section.count))
            table.append(littleEndian: section.checksum)
            offset += section.filled.count
        }
        table.append(zeros: tableEnd - PackedLayout.headerLength - table.count)

        var header = PackedLayout.magic
        header.append(littleEndian: PackedLayout.version)
        header.append(littleEndian: kind.code)
        header.append(littleEndian: buildID.high.byteSwapped)
        header.append(littleEndian: buildID.low.byteSwapped)
        header.append(littleEndian: UInt64(offset))
        header.append(littleEndian: UInt32(sections.count))
        header.append(littleEndian: UInt32(0))
        header.append(littleEndian: table.withUnsafeBytes { XXH64.hash($0) })
        header.append(littleEndian: header.withUnsafeBytes { XXH64.hash($0) })
        return header + table
    }
}

extension [UInt8] {
    mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(zeros count: Int) {
        append(contentsOf: repeatElement(0, count: count))
    }
}
