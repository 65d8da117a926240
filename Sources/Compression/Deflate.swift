internal import CZlib

/// Compression by zlib, for answers, tiles, archives of tiles and pictures.
///
/// Equal bytes are compressed to equal bytes: no form holds a time or a name. Every function is linear in the bytes.
package enum Deflate {
    /// What stands around the compressed bytes.
    private enum Wrapper: CInt {
        // zlib takes both from the size of the window, here the largest.
        case zlib = 15
        case gzip = 31
    }

    /// `bytes` in the gzip format (RFC 1952), at `level` 1 (fastest) to 9 (smallest); nil when zlib gets no memory.
    package static func gzip(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? { packed(bytes, .gzip, level) }

    /// `bytes` in the zlib format (RFC 1950), as PNG holds them; nil when zlib gets no memory.
    package static func zlib(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? { packed(bytes, .zlib, level) }

    /// What `bytes` in the gzip format hold; nil when they are damaged or hold more than `limit`.
    package static func gunzip(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = CInt(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, Wrapper.gzip.rawValue, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        // Deflate packs no more than 1032 to one.
        return whole(bytes, room: min(limit, bytes.count * 1040 + 64), &stream, inflate)
    }

    /// The checksum of the gzip and PNG formats (CRC-32 of ISO 3309).
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
                // zlib reads through next_in only, and both buffers outlive the call.
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
