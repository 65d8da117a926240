internal import CZlib

/// Compresses responses, tiles, archives and pictures with zlib.
///
/// Equal input gives equal output, because no time or name is stored. All functions are O(n).
package enum Deflate {
    /// The container format of the compressed bytes.
    private enum Wrapper: CInt {
        // zlib encodes the format in its window size; 15 is the largest window, 16 more means gzip.
        case zlib = 15
        case gzip = 31
    }

    /// Compresses to the gzip format (RFC 1952), at `level` 1 (fastest) to 9 (smallest); nil when memory is short.
    package static func gzip(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? { packed(bytes, .gzip, level) }

    /// Compresses to the zlib format (RFC 1950), as used in PNG; nil when memory is short.
    package static func zlib(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? { packed(bytes, .zlib, level) }

    /// Decompresses the gzip format; nil when the bytes are damaged or the result exceeds `limit` bytes.
    package static func gunzip(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = CInt(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, Wrapper.gzip.rawValue, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        // The compression ratio of deflate is at most 1032.
        return whole(bytes, room: min(limit, bytes.count * 1040 + 64), &stream, inflate)
    }

    /// The checksum of the gzip and PNG formats (CRC-32, ISO 3309).
    package static func checksum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32(0, bytes, uInt(bytes.count))) }

    private static func packed(_ bytes: [UInt8], _ wrapper: Wrapper, _ level: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = CInt(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, CInt(level), Z_DEFLATED, wrapper.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        return whole(bytes, room: Int(deflateBound(&stream, uLong(bytes.count))), &stream, deflate)
    }

    private static func whole(
        _ bytes: [UInt8], room: Int, _ stream: inout z_stream,
        _ step: (UnsafeMutablePointer<z_stream>, CInt) -> CInt
    ) -> [UInt8]? {
        var isFinished = false
        let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads through next_in, and both buffers outlive the call.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(room)
                isFinished = step(&stream, Z_FINISH) == Z_STREAM_END
            }
            count = room - Int(stream.avail_out)
        }
        return isFinished ? result : nil
    }
}
