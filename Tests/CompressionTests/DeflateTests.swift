import Compression
import Testing

@Suite struct DeflateTests {
    private static let samples: [[UInt8]] = [0, 1, 1000, 200_000].map { count in
        (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
    }

    @Test(arguments: samples) func gzipHasTheHeaderAndTheLengthOfRFC1952(_ bytes: [UInt8]) throws {
        let compressed = try #require(Deflate.gzip(bytes))
        #expect(compressed.prefix(4) == [0x1F, 0x8B, 8, 0])
        #expect(compressed[4..<8] == [0, 0, 0, 0])
        let end = compressed.suffix(8).reversed().map(Int.init)
        #expect(end[..<4].reduce(0) { $0 << 8 | $1 } == bytes.count)
        #expect(end[4...].reduce(0) { $0 << 8 | $1 } == Int(Deflate.checksum(bytes)))
        if bytes.count > 1000 { #expect(compressed.count < bytes.count / 10) }
    }

    @Test(arguments: samples) func whatIsCompressedComesBack(_ bytes: [UInt8]) throws {
        for level in [1, 6, 9] {
            let compressed = try #require(Deflate.gzip(bytes, level: level))
            #expect(Deflate.gunzip(compressed, limit: bytes.count + 64) == bytes)
        }
    }

    @Test func whatIsDamagedOrTooLargeDoesNot() throws {
        let bytes = Self.samples[3]
        let compressed = try #require(Deflate.gzip(bytes))
        #expect(Deflate.gunzip(compressed, limit: bytes.count - 1) == nil)
        #expect(Deflate.gunzip([], limit: 100) == nil)
        #expect(Deflate.gunzip(Array(compressed.dropLast()), limit: bytes.count) == nil)
        for place in [0, 2, compressed.count - 6, compressed.count - 1] {
            var damaged = compressed
            damaged[place] ^= 0x55
            #expect(Deflate.gunzip(damaged, limit: bytes.count) == nil, "\(place)")
        }
    }

    @Test func theZlibFormatHasTheHeaderOfRFC1950() throws {
        let compressed = try #require(Deflate.zlib(Self.samples[2], level: 3))
        #expect(compressed[0] == 0x78 && (Int(compressed[0]) << 8 | Int(compressed[1])) % 31 == 0)
    }

    @Test func theChecksumIsThatOfTheStandard() {
        #expect(Deflate.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(Deflate.checksum([]) == 0)
    }

    @Test func isTheSameEveryTime() {
        let bytes = Array("πλησίον".utf8)
        #expect(Deflate.gzip(bytes) == Deflate.gzip(bytes))
    }
}
