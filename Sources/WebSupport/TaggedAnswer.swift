internal import Compression
public import HTTPTypes
public import Hummingbird
public import NIOCore

/// An answer that its reader may keep, and ask for again by its entity tag (RFC 9110, section 8.8.3).
public struct TaggedAnswer: Sendable {
    /// The bytes for a reader who has not got them.
    public enum Body: Sendable {
        /// Bytes that are sent as they are: they gain nothing from compression.
        case plain(ByteBuffer)
        /// Bytes that are compressed for a reader who prefers that.
        case compressible([UInt8])
        /// Bytes in the gzip format, for a reader who prefers that.
        case gzipped(ByteBuffer)
        /// Nothing at all.
        case empty

        /// Bytes that are sent as they are.
        public static func bytes(_ bytes: [UInt8]) -> Body { .plain(ByteBuffer(bytes: bytes)) }

        /// Of two forms of the same bytes the one that the reader prefers; the other is not made. Without `gzip` the plain one.
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

    /// An answer that is the same as long as its `tag` is. The text of the tag holds neither quotes nor what headers cannot
    /// hold; `cacheControl` says how long it may be kept unasked.
    public init(_ tag: String, mediaType: String, cacheControl: String, headers: HTTPFields = [:]) {
        self.tag = tag
        self.mediaType = mediaType
        self.headers = headers
        self.headers[.cacheControl] = cacheControl
        self.headers[.eTag] = "\"\(tag)\""
    }

    /// 304 for a request that names the tag, in either form; nil for any other.
    public func unchanged(_ request: Request) -> Response? {
        guard let named = EntityTag.named(by: request, tag) else { return nil }
        var headers = headers
        // The tag of what the reader has: a cache finds by it what to keep.
        headers[.eTag] = "\"\(named)\""
        return Response(status: .notModified, headers: headers)
    }

    /// The response to `request`: 304 when it names the tag, else what `body` makes; 204 when that is nothing.
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
    /// The bytes of an answer in the gzip format; nil where they are too few to gain from it.
    public func gzipped() -> [UInt8]? { count > 1024 ? Deflate.gzip(self, level: 5) : nil }
}
