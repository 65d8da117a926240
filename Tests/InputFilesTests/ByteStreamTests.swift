import InputFiles
import TestSupport
import Testing

struct ByteStreamTests {
    @Test(
        "A file gives the bytes it has, with their offsets and lines, in chunks of any size", arguments: [1, 2, 3, 100])
    func file(chunkSize: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = Array("one\ntwo\n\nthree".utf8)
        let path = try folder.write("f", bytes)
        let stream = try ByteStream(path: path, chunkSize: chunkSize)
        #expect(stream.totalBytes == bytes.count)
        var line = 1
        for (offset, byte) in bytes.enumerated() {
            #expect(stream.offset == offset)
            #expect(stream.line == line)
            #expect(try stream.peek() == byte)
            #expect(try stream.next() == byte)
            if byte == 0x0A { line += 1 }
        }
        #expect(try stream.next() == nil)
        #expect(try stream.peek() == nil)
        #expect(stream.offset == bytes.count)
    }

    @Test("Runs end at the byte searched for, at a chunk or at the end", arguments: [1, 4, 100])
    func runs(chunkSize: Int) throws {
        let stream = ByteStream(bytes: Array("abc\nd,ef".utf8), chunkSize: chunkSize)
        var run: [UInt8] = []
        while try stream.take(into: &run, until: { $0 == UInt8(ascii: ",") }) == .chunk {}
        #expect(run == Array("abc\nd".utf8))
        #expect(stream.line == 2)
        #expect(try stream.next() == UInt8(ascii: ","))
        run = []
        while try stream.take(into: &run, until: { $0 == UInt8(ascii: ",") }) == .chunk {}
        #expect(run == Array("ef".utf8))
        #expect(try stream.take(into: &run) { _ in true } == .end)
    }

    @Test("Missing files and folders give different errors")
    func refused() throws {
        let folder = try TemporaryFolder()
        #expect(
            #expect(throws: InputError.self) { try ByteStream(path: folder.path + "/none") }?.code == .notFound)
        #expect(#expect(throws: InputError.self) { try ByteStream(path: folder.path) }?.code == .unreadable)
    }
}
