internal import CZlib

/// Compression in the gzip format (RFC 1952).
public enum Gzip {
    /// `bytes` compressed at `level` (1 fastest to 9 smallest); nothing when zlib cannot get its memory.
    ///
    /// The header holds no time and no name, so equal input gives equal output.
    public static func compress(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
        var stream = z_stream()
        let windowBits = 15 + 16  // the largest window, in a gzip wrapper
        guard
            deflateInit2_(
                &stream, Int32(level), Z_DEFLATED, Int32(windowBits), 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var finished = false
        let compressed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib reads through next_in only, and both buffers outlive the call.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                finished = deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
            count = bound - Int(stream.avail_out)
        }
        return finished ? compressed : nil
    }
}
