import Foundation
import GeoIndex
import TestSupport
import Testing

@Suite struct PackedFileDamageTests {
    private let good = PackedFileTests.sample().bytes(buildID: PackedFileTests.buildID)

    /// The error of opening the bytes, or nil when they are accepted.
    private func refusal(_ bytes: [UInt8], verify: Bool = true) -> PackedFileError? {
        do throws(PackedFileError) {
            _ = try PackedFile.open(bytes: bytes, kind: PackedFileTests.kind, name: "bad.plz", verify: verify)
            return nil
        } catch {
            return error
        }
    }

    @Test func truncatedFilesAreRefusedAtEveryLength() throws {
        var lengths = Set(stride(from: 0, to: good.count, by: 7))
        for section in try PackedFileTests.open(good).sections {
            for edge in [section.offset, section.offset + section.byteCount] {
                lengths.formUnion([edge - 1, edge, edge + 1])
            }
        }
        for length in lengths where length < good.count {
            let error = try #require(refusal(Array(good[..<length]), verify: false), "length \(length)")
            #expect(error.description.hasPrefix("bad.plz: "))
        }
    }

    @Test func longerFilesAreRefused() {
        #expect(refusal(good + [0]) == .length(path: "bad.plz", found: good.count + 1, expected: good.count))
        #expect(refusal(good + [UInt8](repeating: 0, count: 64)) != nil)
    }

    @Test func everyFlippedBitIsFound() {
        // All bits of the header and table, and random bits of the rest.
        var bits = Array(0..<(64 + 96 * 12) * 8)
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<4_000 { bits.append(Int.random(in: 0..<good.count * 8, using: &generator)) }
        var bytes = good
        for bit in bits {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            if refusal(bytes) == nil { Issue.record("bit \(bit) flipped was accepted") }
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
        #expect(refusal(bytes) == nil)
    }

    @Test func messagesSayWhatWasFoundAndExpected() {
        #expect(
            refusal([])?.description
                == "bad.plz: not a packed file: begins with nothing, expected 89 50 4c 5a 0d 0a 1a 0a")
        #expect(
            refusal(Array("SQLite format 3".utf8))?.description
                == "bad.plz: not a packed file: begins with 53 51 4c 69 74 65 20 66, expected 89 50 4c 5a 0d 0a 1a 0a")
        var bytes = good
        bytes[8] = 3
        #expect(
            refusal(bytes)?.description
                == "bad.plz: has format version 3, expected 2; build the dataset again")
        bytes = good
        bytes[good.count - 64] ^= 1
        guard case .checksum(_, "section \"names.utf8\"", _, _) = refusal(bytes) else {
            Issue.record("\(String(describing: refusal(bytes)))")
            return
        }
        #expect(refusal(bytes, verify: false) == nil, "sections are only checked when asked for")
    }

    @Test func foreignKindsAndMixedBuildsAreRefused() throws {
        #expect(
            throws: PackedFileError.kind(
                path: "x", found: PackedFileTests.kind, expected: FileKind(literal: "ROAD"))
        ) {
            try PackedFile.open(bytes: good, kind: FileKind(literal: "ROAD"), name: "x")
        }
        let other = BuildID(high: 9, low: 9)
        let mixed = PackedFileError.build(path: "x", found: PackedFileTests.buildID, expected: other)
        #expect(throws: mixed) {
            try PackedFile.open(bytes: good, kind: PackedFileTests.kind, name: "x", buildID: other)
        }
        let file = try PackedFile.open(bytes: good, kind: PackedFileTests.kind, name: "x")
        #expect(throws: mixed) { try file.require(buildID: other) }
    }

    @Test func missingAndMistypedSectionsAreRefused() throws {
        let file = try PackedFileTests.open(good)
        #expect(throws: PackedFileError.self) { try file.column("nothing", as: UInt8.self) }
        #expect(throws: PackedFileError.self) { try file.texts("u8") }
        #expect(
            throws: PackedFileError.element(path: "sample.plz", section: "u8", found: .uint8, expected: .int8)
        ) { try file.column("u8", as: Int8.self) }
    }

    @Test(arguments: [[0, 3, 2, 5], [1, 2, 3, 5], [0, 4], [], [0, .max, 5]] as [[UInt64]])
    func textOffsetsThatDoNotFitAreRefused(offsets: [UInt64]) throws {
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        writer.add("names.offsets", offsets)
        writer.add("names.utf8", Array("abcde".utf8))
        let file = try PackedFileTests.open(writer.bytes(buildID: PackedFileTests.buildID))
        #expect(throws: PackedFileError.self) { try file.texts("names") }
    }

    @Test func unreadableAndUnwritablePathsAreNamed() throws {
        let folder = try TemporaryFolder()
        #expect(
            throws: PackedFileError.unreadable(path: folder.file("no.plz"), reason: "No such file or directory")
        ) { try PackedFile.open(path: folder.file("no.plz"), kind: PackedFileTests.kind) }
        #expect(throws: PackedFileError.self) { try PackedFile.open(path: folder.path, kind: PackedFileTests.kind) }
        try Data().write(to: URL(fileURLWithPath: folder.file("empty.plz")))
        #expect(throws: PackedFileError.length(path: folder.file("empty.plz"), found: 0, expected: 64)) {
            try PackedFile.open(path: folder.file("empty.plz"), kind: PackedFileTests.kind)
        }
        #expect(throws: PackedFileError.self) {
            try PackedFileTests.sample().write(to: folder.file("no/where.plz"), buildID: PackedFileTests.buildID)
        }
    }
}
