internal import Compression
public import HTTPTypes
public import Hummingbird
public import NIOCore

/// A response that clients may cache and revalidate by its entity tag (RFC 9110, section 8.8.3).
public struct TaggedAnswer: Sendable {
    /// The bytes of the response.
    public enum Body: Sendable {
        /// Bytes that are sent unchanged, because compression gains nothing.
        case plain(ByteBuffer)
        /// Bytes that are compressed for clients that prefer gzip.
        case compressible([UInt8])
        /// Bytes already in the gzip format, for a client that prefers it.
        case gzipped(ByteBuffer)
        /// No body.
        case empty

        /// Bytes that are sent unchanged.
        public static func bytes(_ bytes: [UInt8]) -> Body { .plain(ByteBuffer(bytes: bytes)) }

        /// Whichever of two forms of the same bytes the client prefers; the other is not evaluated. The plain form when
        /// `gzip` is nil.
        public static func preferred(
            by request: Request, gzip: @autoclosure () -> ByteBuffer?, plain: @autoclosure () -> ByteBuffer
        ) -> Body {
            if ContentCoding(request).prefersGzip, let gzip = gzip() { return .gzipped(gzip) }
            return .plain(plain())
        }
    }

    private let tag: String
    private let mediaType: String
    private var headers: HTTPFields

    /// Creates a response identified by `tag`.
    ///
    /// - Parameters:
    ///   - tag: A text that changes with the response, without quotes.
    ///   - mediaType: The value of `Content-Type`.
    ///   - cacheControl: The value of `Cache-Control`.
    ///   - headers: Further header fields.
    public init(_ tag: String, mediaType: String, cacheControl: String, headers: HTTPFields = [:]) {
        self.tag = tag
        self.mediaType = mediaType
        self.headers = headers
        self.headers[.cacheControl] = cacheControl
        self.headers[.eTag] = "\"\(tag)\""
    }

    /// A 304 response when `If-None-Match` of the request matches the tag, plain or gzip; nil otherwise.
    public func unchanged(_ request: Request) -> Response? {
        guard let named = EntityTag.named(by: request, tag) else { return nil }
        var headers = headers
        // The tag of what the reader has: a cache finds by it what to keep.
        headers[.eTag] = "\"\(named)\""
        return Response(status: .notModified, headers: headers)
    }

    /// The response to `request`: 304 when the tag matches, else the result of `body`, with 204 for an empty one.
    public func response(to request: Request, _ body: () throws -> Body) rethrows -> Response {
        if let unchanged = unchanged(request) { return unchanged }
        switch try body() {
        case .empty: return Response(status: .noContent, headers: headers)
        case .plain(let bytes): return response(bytes)
        case .compressible(let bytes):
            let gzip = ContentCoding(request).prefersGzip ? bytes.gzipped() : nil
            return response(ByteBuffer(bytes: gzip ?? bytes), isGzip: gzip != nil)
        case .gzipped(let bytes): return response(bytes, isGzip: true)
        }
    }

    private func response(_ bytes: ByteBuffer, isGzip: Bool = false) -> Response {
        var headers = headers
        headers[.contentType] = mediaType
        if isGzip {
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "\"\(tag)-gzip\""
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}

extension [UInt8] {
    /// The bytes in the gzip format; nil when they are too few to gain from it.
    public func gzipped() -> [UInt8]? { count > 1024 ? Deflate.gzip(self, level: 5) : nil }
}
