internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import Records
internal import Routing
internal import WebSupport

/// `/healthz`, `/readyz`, `/metrics`: for operators.
enum OperationsRoutes {
    static func health(_ request: Request) throws -> Response {
        _ = try request.parameters(.none)
        return plain(Array("{\"status\":\"ok\"}".utf8), "application/json")
    }

    /// The build and closures in use. When the file of closures was refused, the reason is included and the previous
    /// set stays in force.
    static func readiness(_ request: Request, _ data: PublicDataset, _ closures: RoadClosures?) throws -> Response {
        _ = try request.parameters(.none)
        let bytes = data.dataset.answer { json in
            json.member("status", "ready")
            json.member("roads", data.dataset.travel.roads.rawValue)
            json.key("closures")
            guard let closures else {
                json.null()
                return
            }
            json.object { json in
                // Read once, so that version and count are of the same set.
                let set = closures.inForce
                json.member("version", set?.version)
                json.member("count", set?.closures.count)
                json.member("refused", closures.refusal.map { "\($0)" })
            }
        }
        return plain(bytes, "application/json")
    }

    static func metrics(_ request: Request, _ registry: MetricsRegistry) throws -> Response {
        _ = try request.parameters(.none)
        return plain(Array(registry.exposition().utf8), MetricsRegistry.mediaType)
    }

    private static func plain(_ bytes: [UInt8], _ mediaType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
