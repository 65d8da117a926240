internal import Compression
public import Hummingbird
internal import NIOCore
internal import Synchronization

/// Bytes that stay the same while the process runs: served from memory with a strong ETag, compressed once.
public final class Asset: Sendable {
    private let answer: TaggedAnswer
    private let bytes: ByteBuffer
    /// Nothing before they are made; no bytes when compression gains nothing.
    private let compressed = Mutex<ByteBuffer??>(nil)

    /// Holds `bytes` of `mediaType`; `cacheControl` says how long others may keep them.
    public init(
        _ bytes: [UInt8], mediaType: String, cacheControl: String = "public, max-age=300, must-revalidate"
    ) {
        answer = TaggedAnswer(EntityTag.of(bytes), mediaType: mediaType, cacheControl: cacheControl)
        self.bytes = ByteBuffer(bytes: bytes)
    }

    /// Compresses ahead of the first request that takes it so.
    public func prepare() {
        _ = gzip
    }

    /// The response to `request`: 304 when it already has these bytes, compressed when it can read that.
    public func response(to request: Request) -> Response {
        answer.response(to: request) { .preferred(by: request, gzip: gzip, plain: bytes) }
    }

    /// The compressed form, made on first use; nil when compression gains nothing.
    private var gzip: ByteBuffer? {
        compressed.withLock { compressed in
            if let compressed { return compressed }
            let plain = Array(buffer: bytes)
            let packed = plain.count > 256 ? Deflate.gzip(plain, level: 9) : nil
            let made = packed.flatMap { $0.count < plain.count ? ByteBuffer(bytes: $0) : nil }
            compressed = made
            return made
        }
    }
}
