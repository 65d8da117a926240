internal import HTTPTypes
public import Hummingbird
internal import NIOCore

/// Bytes that stay the same while the process runs: compressed once, served from memory with a strong ETag.
public struct Asset: Sendable {
    private let plain: ByteBuffer
    private let compressed: ByteBuffer?
    private let headers: HTTPFields
    private let compressedHeaders: HTTPFields
    private let tag: String
    /// Size without compression, bytes.
    public var count: Int { plain.readableBytes }

    /// Holds `bytes` of `mediaType`; `cacheControl` says how long others may keep them.
    public init(
        _ bytes: [UInt8], mediaType: String, cacheControl: String = "public, max-age=300, must-revalidate",
        language: Language? = nil
    ) {
        plain = ByteBuffer(bytes: bytes)
        let compressed = bytes.count > 256 ? Gzip.compress(bytes, level: 9) : nil
        self.compressed = compressed.flatMap { $0.count < bytes.count ? ByteBuffer(bytes: $0) : nil }
        tag = EntityTag.of(bytes)
        var headers: HTTPFields = [.contentType: mediaType, .cacheControl: cacheControl, .vary: "Accept-Encoding"]
        if let language { headers[.contentLanguage] = language.tag }
        headers[.eTag] = "\"\(tag)\""
        self.headers = headers
        headers[.eTag] = "\"\(tag)-gzip\""
        headers[.contentEncoding] = "gzip"
        compressedHeaders = headers
    }

    /// The response to `request`: 304 when it already has these bytes, compressed when it can read that.
    public func response(to request: Request) -> Response {
        let usesGzip = compressed != nil && EntityTag.acceptsGzip(request)
        let headers = usesGzip ? compressedHeaders : headers
        if EntityTag.matches(request, tag) {
            var kept = headers
            kept[.contentType] = nil
            kept[.contentEncoding] = nil
            return Response(status: .notModified, headers: kept)
        }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: usesGzip ? compressed ?? plain : plain))
    }
}
