internal import Caching
internal import Compression
public import Hummingbird
internal import NIOCore

/// A file that does not change while the process runs: served from memory with a strong `ETag`, compressed once.
public final class Asset: Sendable {
    private let answer: TaggedAnswer
    private let bytes: ByteBuffer
    /// The compressed file; nil when compression gains nothing.
    private let compressed = OnceValue<ByteBuffer?>()

    /// Creates an asset.
    ///
    /// - Parameters:
    ///   - bytes: The uncompressed file.
    ///   - mediaType: The value of `Content-Type`.
    ///   - cacheControl: The value of `Cache-Control`.
    public init(
        _ bytes: [UInt8], mediaType: String, cacheControl: String = "public, max-age=300, must-revalidate"
    ) {
        answer = TaggedAnswer(EntityTag.of(bytes), mediaType: mediaType, cacheControl: cacheControl)
        self.bytes = ByteBuffer(bytes: bytes)
    }

    /// Compresses the file now instead of at the first request that accepts gzip.
    public func prepare() {
        _ = gzip
    }

    /// The response to `request`: 304 when the client has these bytes, gzip when it prefers that.
    public func response(to request: Request) -> Response {
        answer.response(to: request) { .preferred(by: request, gzip: gzip, plain: bytes) }
    }

    /// The compressed file, created on first use; nil when compression gains nothing.
    private var gzip: ByteBuffer? {
        compressed.value {
            let plain = Array(buffer: bytes)
            let packed = plain.count > 256 ? Deflate.gzip(plain, level: 9) : nil
            return packed.flatMap { $0.count < plain.count ? ByteBuffer(bytes: $0) : nil }
        }
    }
}
