internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// Creates responses with JSON.
enum JSONAnswer {
    /// The media types.
    static let json = "application/json"
    static let geoJSON = "application/geo+json"

    /// A response that depends on a person's location and must not be stored.
    static func personal(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, mediaType: String = JSONAnswer.json
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType, .cacheControl: "private, no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Header fields with the build and the data date, for formats without room for them.
    static func origin(_ data: PublicDataset) -> HTTPFields {
        [.plisionBuild: data.build, .plisionDataDate: data.dataset.dataDate]
    }

    /// A response that depends only on the build and the path: cacheable for a minute, then revalidated by its tag.
    ///
    /// When it contains the `address` of the request, its tag and `Vary` depend on that too.
    static func ofBuild(
        _ build: String, _ request: Request, mediaType: String = JSONAnswer.json, headers: HTTPFields = [:],
        address: OutsideAddress? = nil, _ bytes: () throws -> [UInt8]
    ) rethrows -> Response {
        let build = address?.tag(build) ?? build
        var headers = headers
        address?.vary(&headers)
        return try TaggedAnswer(build, mediaType: mediaType, cacheControl: "public, max-age=60", headers: headers)
            .response(to: request) { .compressible(try bytes()) }
    }
}

extension HTTPField.Name {
    fileprivate static let plisionBuild = HTTPField.Name("Plision-Build")!
    fileprivate static let plisionDataDate = HTTPField.Name("Plision-Data-Date")!
}
