internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// `/healthz`, `/readyz`, `/metrics`: for those who run the process.
enum OperationsRoutes {
    static func health(_ request: Request) throws -> Response {
        _ = try request.parameters([])
        return plain(Array("{\"status\":\"ok\"}".utf8), "application/json")
    }

    static func readiness(_ request: Request, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        return plain(data.dataset.answer { $0.member("status", "ready") }, "application/json")
    }

    static func metrics(_ request: Request, _ registry: MetricsRegistry) throws -> Response {
        _ = try request.parameters([])
        return plain(Array(registry.exposition().utf8), MetricsRegistry.mediaType)
    }

    private static func plain(_ bytes: [UInt8], _ mediaType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
