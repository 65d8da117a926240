internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records
internal import Registry
internal import WebSupport

/// `/healthz`, `/readyz`, `/metrics` and `/openapi.json`: nothing of a record, nothing about a person.
struct OperatorRoutes: Sendable {
    let home: RegistryHome
    let publisher: Publisher
    let registry: MetricsRegistry
    let threads: WorkThreads

    /// The routes, for the table of all.
    static let rights = ["/healthz", "/readyz", "/metrics", "/openapi.json"].map {
        RouteRight(
            method: "GET", path: $0,
            access: .everybody(why: "tells about the process and the interface, not about records"))
    }

    /// Adds the routes.
    func add(to routes: inout Routes) {
        let this = self
        let document = Asset(
            OpenAPIDocument.bytes, mediaType: "application/json", cacheControl: "public, max-age=60")
        routes.get("/healthz") { request, _ in
            _ = try request.parameters(.none)
            return Self.plain(Array("{\"status\":\"ok\"}".utf8), "application/json")
        }
        routes.waiting("/readyz", method: .get) { request, _ in
            // Reads the whole snapshot, which no connection should wait for.
            try await this.threads.run(.quick) { try this.readiness(request) }
        }
        routes.get("/metrics") { request, _ in
            _ = try request.parameters(.none)
            return Self.plain(Array(this.registry.exposition().utf8), MetricsRegistry.mediaType)
        }
        routes.get("/openapi.json") { request, _ in
            _ = try request.parameters(.none)
            return document.response(to: request)
        }
    }

    /// Whether the store answers, and whether what is live is published.
    private func readiness(_ request: Request) throws -> Response {
        _ = try request.parameters(.none)
        let isPublished: Bool
        do throws(RegistryError) {
            isPublished = try home.isPublished()
        } catch {
            throw Problem(error)
        }
        let report = publisher.report
        let answer = APIAnswer { json in
            json.member("status", "ready")
            json.key("publishing")
            json.object { json in
                json.member("isCurrent", isPublished)
                json.member("revision", report.revision)
                json.member("failure", report.failure?.code.rawValue)
            }
        }
        return Self.plain(answer.bytes, "application/json")
    }

    private static func plain(_ bytes: [UInt8], _ mediaType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
