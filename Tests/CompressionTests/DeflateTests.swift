import Testing
import WebSupport

@Suite struct GzipTests {
    @Test func hasTheHeaderAndTheLengthOfRFC1952() throws {
        for count in [0, 1, 1000, 200_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let compressed = try #require(Gzip.compress(bytes))
            #expect(compressed.prefix(4) == [0x1F, 0x8B, 8, 0])
            #expect(compressed[4..<8] == [0, 0, 0, 0])
            let size = compressed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(size == count)
            if count > 1000 { #expect(compressed.count < count / 10) }
        }
    }

    @Test func isTheSameEveryTime() {
        let bytes = Array("πλησίον".utf8)
        #expect(Gzip.compress(bytes) == Gzip.compress(bytes))
    }
}
