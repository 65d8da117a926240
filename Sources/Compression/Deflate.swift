internal import CZlib

/// Compression as tiles and archives of tiles hold it.
enum Deflate {
    /// The largest window, in a gzip wrapper.
    private static let windowBits: CInt = 15 + 16

    /// `bytes` in the gzip format (RFC 1952), without time or name, so that equal input gives equal output.
    static func gzip(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
        var stream = z_stream()
        let size = CInt(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, CInt(level), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        return whole(bytes, room: Int(deflateBound(&stream, uLong(bytes.count))), &stream, deflate)
    }

    /// What `bytes` in the gzip format hold; nothing when they are damaged or hold more than `limit`.
    static func gunzip(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        // Deflate packs no more than 1032 to one.
        return whole(bytes, room: min(limit, bytes.count * 1040 + 64), &stream, inflate)
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
