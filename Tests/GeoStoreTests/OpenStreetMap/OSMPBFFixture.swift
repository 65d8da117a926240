/// Writes tiny uncompressed PBF files byte by byte, so that any byte can be damaged on purpose.
struct OSMPBFFixture {
    private(set) var bytes: [UInt8] = []
    /// The offsets at which frames begin, and the end.
    private(set) var frames: [Int] = [0]

    /// Creates a file of three frames: header, two nodes, one residential way between them.
    init() {
        frame("OSMHeader", Self.text(4, "OsmSchema-V0.6") + Self.text(4, "DenseNodes") + Self.text(16, "test"))
        let strings = ["", "highway", "residential"]
        let table = Self.field(1, strings.flatMap { Self.text(1, $0) })
        let dense =
            Self.field(1, Self.zigzag(1) + Self.zigzag(1)) + Self.field(8, Self.zigzag(500_000_000) + Self.zigzag(0))
            + Self.field(9, Self.zigzag(100_000_000) + Self.zigzag(10_000))
        frame("OSMData", table + Self.field(2, Self.field(2, dense)))
        let way =
            Self.number(1, 7) + Self.field(2, [1]) + Self.field(3, [2])
            + Self.field(8, Self.zigzag(1) + Self.zigzag(1))
        frame("OSMData", table + Self.field(2, Self.field(3, way)))
    }

    private mutating func frame(_ type: String, _ content: [UInt8]) {
        let blob = Self.field(1, content)
        let header = Self.text(1, type) + Self.number(3, UInt64(blob.count))
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: header.count >> (24 - 8 * $0)) }
        bytes += header + blob
        frames.append(bytes.count)
    }

    static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(UInt64(content.count)) + content
    }

    static func text(_ number: UInt64, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

    static func number(_ number: UInt64, _ value: UInt64) -> [UInt8] { varint(number << 3) + varint(value) }

    static func zigzag(_ value: Int64) -> [UInt8] { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    static func varint(_ value: UInt64) -> [UInt8] {
        var (rest, bytes) = (value, [UInt8]())
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
