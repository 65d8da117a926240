internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import WebSupport

/// Responses that carry JSON.
enum JSONAnswer {
    /// Media types of answers.
    static let json = "application/json"
    static let geoJSON = "application/geo+json"

    /// An answer that depends on where a person is: nobody may keep it.
    static func personal(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, mediaType: String = JSONAnswer.json
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType, .cacheControl: "private, no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer that depends on the build and the address alone: kept for a minute, then asked for again by its tag.
    static func ofBuild(_ build: String, _ request: Request, _ bytes: () throws -> [UInt8]) rethrows -> Response {
        var headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "public, max-age=60", .vary: "Accept-Encoding",
            .eTag: "\"\(build)\"",
        ]
        if EntityTag.matches(request, build) {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        var bytes = try bytes()
        if bytes.count > 1024, EntityTag.acceptsGzip(request), let compressed = Gzip.compress(bytes, level: 5) {
            bytes = compressed
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "\"\(build)-gzip\""
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
