/// The header and section table of a packed file, parsed from untrusted bytes.
struct PackedHeader {
    let kind: FileKind
    let buildID: BuildID
    let sections: [PackedSection]
    let positions: [String: Int]

    /// Checks everything but the contents of the sections. On success every section lies inside `bytes`, aligned.
    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(PackedFileError) {
        typealias Header = PackedLayout.Header
        let start = bytes.prefix(PackedLayout.magic.count)
        guard start.elementsEqual(PackedLayout.magic) else {
            throw .foreign(path: path, found: start.isEmpty ? "nothing" : Self.hex(start))
        }
        guard bytes.count >= PackedLayout.headerLength else {
            throw .length(path: path, found: bytes.count, expected: PackedLayout.headerLength)
        }
        let version: UInt32 = bytes.number(Header.version)
        guard version == PackedLayout.version else {
            throw .version(path: path, found: version, expected: PackedLayout.version)
        }
        try Self.check(
            bytes, 0..<PackedLayout.checkedHeaderLength, expected: bytes.number(Header.headerChecksum), "header", path)
        let claimed: UInt64 = bytes.number(Header.fileLength)
        guard claimed == UInt64(bytes.count) else {
            throw .length(path: path, found: bytes.count, expected: Int(clamping: claimed))
        }
        let reserved: UInt32 = bytes.number(Header.reserved)
        guard reserved == 0 else {
            throw .malformed(path: path, part: "header", found: "reserved bytes \(reserved)", expected: "0")
        }
        let sectionCount = Int(bytes.number(Header.sectionCount) as UInt32)
        // At most 2³² · 96 bytes: no overflow.
        let tableEnd = PackedLayout.headerLength + PackedLayout.aligned(sectionCount * PackedLayout.entryLength)
        guard tableEnd <= bytes.count else { throw .length(path: path, found: bytes.count, expected: tableEnd) }
        try Self.check(
            bytes, PackedLayout.headerLength..<tableEnd, expected: bytes.number(Header.tableChecksum),
            "section table", path)

        kind = FileKind(code: bytes.number(Header.kind))
        buildID = BuildID(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: Header.buildID, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: Header.buildID + 8, as: UInt64.self)))
        var sections: [PackedSection] = []
        var positions: [String: Int] = [:]
        var next = tableEnd
        for index in 0..<sectionCount {
            let entry = PackedLayout.headerLength + index * PackedLayout.entryLength
            let section = try Self.section(bytes, entry, at: next, path)
            guard positions.updateValue(index, forKey: section.name) == nil else {
                throw .malformed(
                    path: path, part: "section table", found: "\"\(section.name)\" twice", expected: "unique names")
            }
            next = section.filledRange.upperBound
            sections.append(section)
        }
        guard next == bytes.count else { throw .length(path: path, found: bytes.count, expected: next) }
        self.sections = sections
        self.positions = positions
    }

    private static func section(
        _ bytes: UnsafeRawBufferPointer, _ entry: Int, at expected: Int, _ path: String
    ) throws(PackedFileError) -> PackedSection {
        typealias Entry = PackedLayout.Entry
        let field = bytes[entry..<(entry + PackedLayout.nameLength)]
        let name = field.prefix { $0 != 0 }
        guard PackedLayout.isName(name), field.dropFirst(name.count).allSatisfy({ $0 == 0 }) else {
            throw .malformed(
                path: path, part: "section table", found: "the name \(hex(field.prefix(16))) …",
                expected: "1 to \(PackedLayout.nameLength) printable ASCII characters")
        }
        let text = String(decoding: name, as: UTF8.self)
        // The element type occupies one byte, followed by seven zeros.
        let code: UInt64 = bytes.number(entry + Entry.elementType)
        guard let small = UInt8(exactly: code), let elementType = PackedElementType(rawValue: small) else {
            throw .malformed(
                path: path, part: "section \"\(text)\"", found: "element type \(code)",
                expected: "1 to \(PackedElementType.allCases.count)")
        }
        let offset: UInt64 = bytes.number(entry + Entry.offset)
        guard offset == UInt64(expected) else {
            throw .malformed(
                path: path, part: "section \"\(text)\"", found: "offset \(offset)", expected: "\(expected)")
        }
        let count: UInt64 = bytes.number(entry + Entry.count)
        guard count <= UInt64((bytes.count - expected) / elementType.width) else {
            throw .malformed(
                path: path, part: "section \"\(text)\"", found: "\(count) elements of \(elementType.width) bytes",
                expected: "at most \(bytes.count - expected) bytes")
        }
        let section = PackedSection(
            name: text, elementType: elementType, count: Int(count), offset: expected,
            checksum: bytes.number(entry + Entry.checksum))
        guard section.filledRange.upperBound <= bytes.count else {
            throw .length(path: path, found: bytes.count, expected: section.filledRange.upperBound)
        }
        return section
    }

    private static func check(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, expected: UInt64, _ part: String, _ path: String
    ) throws(PackedFileError) {
        let found = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[range]))
        guard found == expected else { throw .checksum(path: path, part: part, found: found, expected: expected) }
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Number {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}
