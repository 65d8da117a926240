/// The header of a PMTiles 3 archive, 127 bytes.
struct PMTilesHeader: Hashable {
    static let length = 127
    static let magic = Array("PMTiles".utf8)

    var root = (offset: UInt64(0), length: UInt64(0))
    var metadata = (offset: UInt64(0), length: UInt64(0))
    var leaves = (offset: UInt64(0), length: UInt64(0))
    var tiles = (offset: UInt64(0), length: UInt64(0))
    var addressedCount: UInt64 = 0
    var entryCount: UInt64 = 0
    var contentCount: UInt64 = 0
    var isClustered = true
    /// 1 for none, 2 for gzip.
    var internalCompression: UInt8 = 2
    var tileCompression: UInt8 = 2
    /// 1 for vector tiles, 2 for PNG.
    var tileType: UInt8 = 1
    var minimumZoom: UInt8 = 0
    var maximumZoom: UInt8 = 0
    /// West, south, east and north in units of 10⁻⁷ degrees.
    var bounds: [Int32] = [0, 0, 0, 0]
    var centreZoom: UInt8 = 0
    var centre: [Int32] = [0, 0]

    static func == (first: PMTilesHeader, second: PMTilesHeader) -> Bool { first.bytes == second.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// Serializes the header.
    var bytes: [UInt8] {
        var bytes = Self.magic + [3]
        func append(_ value: UInt64) {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            }
        }
        func append(_ value: Int32) {
            let bits = UInt32(bitPattern: value)
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
            }
        }
        for part in [root, metadata, leaves, tiles] {
            append(part.offset)
            append(part.length)
        }
        append(addressedCount)
        append(entryCount)
        append(contentCount)
        bytes += [isClustered ? 1 : 0, internalCompression, tileCompression, tileType, minimumZoom, maximumZoom]
        for value in bounds { append(value) }
        bytes.append(centreZoom)
        for value in centre { append(value) }
        return bytes
    }

    init() {}

    /// Parses a header; fails when the bytes are not one.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.length, Array(bytes[..<7]) == Self.magic, bytes[7] == 3 else { return nil }
        func long(_ at: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
        }
        func word(_ at: Int) -> Int32 {
            Int32(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) })
        }
        root = (long(8), long(16))
        metadata = (long(24), long(32))
        leaves = (long(40), long(48))
        tiles = (long(56), long(64))
        (addressedCount, entryCount, contentCount) = (long(72), long(80), long(88))
        isClustered = bytes[96] == 1
        (internalCompression, tileCompression, tileType) = (bytes[97], bytes[98], bytes[99])
        (minimumZoom, maximumZoom) = (bytes[100], bytes[101])
        bounds = [102, 106, 110, 114].map(word)
        centreZoom = bytes[118]
        centre = [119, 123].map(word)
    }
}
