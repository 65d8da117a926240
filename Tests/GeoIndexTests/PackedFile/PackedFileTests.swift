import Foundation
import GeoIndex
import TestSupport
import Testing

@Suite struct PackedFileTests {
    static let kind = FileKind(literal: "TEST")
    static let buildID = BuildID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    static let texts = ["", "Βόλος", "Λάρισα", "", "Σκόπελος 🏝", "a"]

    static func sample() -> PackedFileWriter {
        var writer = PackedFileWriter(kind: kind)
        writer.add("u8", [UInt8](0...200))
        writer.add("i8", [Int8.min, -1, 0, .max])
        writer.add("u16", [UInt16.max])
        writer.add("i16", (0..<40).lazy.map { Int16($0) - 20 })
        writer.add("u32", Set<UInt32>([7]))
        writer.add("i32", [Int32]())
        writer.add("u64", [UInt64.max, 0])
        writer.add("i64", ContiguousArray<Int64>([.min, .max]))
        writer.add("float", [Float.pi, -.infinity])
        writer.add("double", (0..<16).map { Double($0).squareRoot() })
        writer.add("names", texts: texts)
        return writer
    }

    static func open(_ bytes: [UInt8], verify: Bool = true) throws -> PackedFile {
        try PackedFile.open(bytes: bytes, kind: kind, name: "sample.plz", verify: verify)
    }

    private static func check(_ file: PackedFile) throws {
        #expect(file.buildID == buildID)
        #expect(file.kind == kind)
        #expect(try Array(file.column("u8", as: UInt8.self)) == Array(0...200))
        #expect(try Array(file.column("i8", as: Int8.self)) == [.min, -1, 0, .max])
        #expect(try Array(file.column("u16", as: UInt16.self)) == [.max])
        #expect(try Array(file.column("i16", as: Int16.self)) == (0..<40).map { $0 - 20 })
        #expect(try Array(file.column("u32", as: UInt32.self)) == [7])
        #expect(try Array(file.column("i32", as: Int32.self)) == [])
        #expect(try Array(file.column("u64", as: UInt64.self)) == [.max, 0])
        #expect(try Array(file.column("i64", as: Int64.self)) == [.min, .max])
        #expect(try Array(file.column("float", as: Float.self)) == [.pi, -.infinity])
        #expect(try Array(file.column("double", as: Double.self)) == (0..<16).map { Double($0).squareRoot() })
        #expect(try Array(file.texts("names")) == texts)
    }

    @Test func columnsAreReadFromMemoryAndFromDisk() throws {
        let writer = Self.sample()
        try Self.check(Self.open(writer.bytes(buildID: Self.buildID)))
        let folder = try TemporaryFolder()
        let path = folder.file("sample.plz")
        try writer.write(to: path, buildID: Self.buildID)
        try Self.check(PackedFile.open(path: path, kind: Self.kind))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(writer.bytes(buildID: Self.buildID)))
        #expect(try folder.names() == ["sample.plz"], "no temporary file stays")
    }

    @Test func columnsOutliveTheFileObject() throws {
        let folder = try TemporaryFolder()
        try Self.sample().write(to: folder.file("sample.plz"), buildID: Self.buildID)
        let column = try PackedFile.open(path: folder.file("sample.plz"), kind: Self.kind).column("u8", as: UInt8.self)
        try FileManager.default.removeItem(atPath: folder.file("sample.plz"))
        #expect(column.reduce(0) { $0 + Int($1) } == 200 * 201 / 2)
        #expect(column.withSpan { $0[7] } == 7)
        #expect(column.withUnsafeBufferPointer { $0.count } == 201)
    }

    @Test func sectionsAreAlignedAndBytesDeterministic() throws {
        let bytes = Self.sample().bytes(buildID: Self.buildID)
        #expect(bytes == Self.sample().bytes(buildID: Self.buildID))
        let file = try Self.open(bytes)
        #expect(file.sections.allSatisfy { $0.offset % 64 == 0 })
        #expect(bytes.count % 64 == 0)
        #expect(file.sections.count == 12)
    }

    @Test func anEmptyFileIsValid() throws {
        let bytes = PackedFileWriter(kind: Self.kind).bytes(buildID: Self.buildID)
        #expect(try Self.open(bytes).sections.isEmpty)
    }

    @Test func writingReplacesTheFormerFileAsAWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sample.plz")
        try Self.sample().write(to: path, buildID: Self.buildID)
        let former = try PackedFile.open(path: path, kind: Self.kind)
        let other = BuildID(high: 1, low: 2)
        try PackedFileWriter(kind: Self.kind).write(to: path, buildID: other)
        #expect(try PackedFile.open(path: path, kind: Self.kind).buildID == other)
        try Self.check(former)
    }

    @Test func contentHashDependsOnEveryPart() {
        func hash(_ change: (inout PackedFileWriter) -> Void, kind: String = "TEST") -> [UInt64] {
            var writer = PackedFileWriter(kind: FileKind(kind)!)
            change(&writer)
            return [writer.contentHash.0, writer.contentHash.1]
        }
        let all = [
            hash { _ in }, hash({ _ in }, kind: "TESU"), hash { $0.add("a", [UInt8(1)]) },
            hash { $0.add("b", [UInt8(1)]) },
            hash { $0.add("a", [Int8(1)]) }, hash { $0.add("a", [UInt8(1), 0]) }, hash { $0.add("a", [UInt8(2)]) },
        ]
        #expect(Set(all.map(\.[0])).count == all.count)
        #expect(Set(all.map(\.[1])).count == all.count)
        #expect(hash { $0.add("a", [UInt8(1)]) } == hash { $0.add("a", [UInt8(1)]) })
    }

    @Test func buildIDParsesItsDescription() {
        #expect(Self.buildID.description == "0123456789abcdeffedcba9876543210")
        #expect(BuildID(Self.buildID.description) == Self.buildID)
        #expect(BuildID("0123456789abcdef") == nil)
        #expect(BuildID("+123456789abcdeffedcba9876543210") == nil)
        #expect(BuildID(combining: [(1, 2), (3, 4)]) != BuildID(combining: [(3, 4), (1, 2)]))
        #expect(FileKind("GRÖ") == nil)
        #expect(FileKind("ROADS") == nil)
        #expect(FileKind("ROAD")?.description == "ROAD")
    }
}
