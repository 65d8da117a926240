internal import HTTPTypes
internal import Hummingbird
internal import Locator
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

    /// What every answer carries, as headers, for forms whose standard has no room for it.
    static func origin(_ data: PublicDataset) -> HTTPFields {
        [.plisionBuild: data.build, .plisionDataDate: data.dataset.dataDate]
    }

    /// An answer that depends on the build and the path alone: kept for a minute, then asked for again by its tag.
    ///
    /// One that tells the `address` it was asked under has another tag for each, and says so.
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
