internal import HTTPTypes
public import Hummingbird
internal import NIOCore
internal import Synchronization

/// Bytes that stay the same while the process runs: served from memory with a strong ETag, compressed once.
public final class Asset: Sendable {
    private struct Form: Sendable {
        var bytes: ByteBuffer
        var headers: HTTPFields
    }

    private let plain: Form
    private let compressed = Mutex<Form?>(nil)
    private let tag: String

    /// Holds `bytes` of `mediaType`; `cacheControl` says how long others may keep them.
    public init(
        _ bytes: [UInt8], mediaType: String, cacheControl: String = "public, max-age=300, must-revalidate"
    ) {
        tag = EntityTag.of(bytes)
        plain = Form(
            bytes: ByteBuffer(bytes: bytes),
            headers: [
                .contentType: mediaType, .cacheControl: cacheControl, .vary: "Accept-Encoding", .eTag: "\"\(tag)\"",
            ])
    }

    /// Compresses ahead of the first request that takes it so.
    public func prepare() {
        _ = compressedForm
    }

    /// The response to `request`: 304 when it already has these bytes, compressed when it can read that.
    public func response(to request: Request) -> Response {
        let form = ContentCoding(request).prefersGzip ? compressedForm : plain
        guard !EntityTag.matches(request, tag) else {
            var headers = form.headers
            headers[.contentType] = nil
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: form.headers, body: ResponseBody(byteBuffer: form.bytes))
    }

    /// The compressed form, made on first use; the plain one when compression gains nothing.
    private var compressedForm: Form {
        compressed.withLock { compressed in
            if let compressed { return compressed }
            var form = plain
            let bytes = Array(buffer: plain.bytes)
            if bytes.count > 256, let packed = Gzip.compress(bytes, level: 9), packed.count < bytes.count {
                form.bytes = ByteBuffer(bytes: packed)
                form.headers[.eTag] = "\"\(tag)-gzip\""
                form.headers[.contentEncoding] = "gzip"
            }
            compressed = form
            return form
        }
    }
}
