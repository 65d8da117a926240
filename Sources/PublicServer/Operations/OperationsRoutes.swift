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

    /// The build, the closures and what a registry has published, as they are in use. When a file was refused, the reason
    /// is included and the previous one stays in use.
    static func readiness(
        _ request: Request, _ data: PublicDataset, _ closures: RoadClosures?, _ published: PublishedStructures?
    ) throws -> Response {
        _ = try request.parameters(.none)
        let bytes = data.dataset.answer { json in
            json.member("status", "ready")
            json.member("roads", data.dataset.travel.roads.rawValue)
            json.key("closures")
            json.object(closures) { json, closures in
                // Read once, so that version and counts are of the same set.
                let counts = closures.countsInForce
                json.member("version", counts?.version)
                json.member("count", counts.map { $0.file + $0.registry })
                json.member("ofFile", counts?.file)
                json.member("ofRegistry", counts?.registry)
                json.member("refused", closures.refusal.map { "\($0)" })
            }
            json.key("published")
            json.object(published) { json, published in
                json.member("revision", data.published?.revision)
                json.member("at", data.published.map { TimeText.text($0.at) })
                json.member("ageSeconds", data.published.map { max(0, data.clock().seconds - $0.at.seconds) })
                json.member("structures", data.published?.structures)
                json.member("figures", data.published?.figures)
                json.member("leftOut", data.published?.leftOut)
                json.member("refused", published.refusal.map { "\($0)" })
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

extension JSONWriter {
    /// Writes an object of a value, or null when there is none.
    fileprivate mutating func object<Value>(_ value: Value?, _ write: (inout JSONWriter, Value) -> Void) {
        guard let value else {
            null()
            return
        }
        object { json in write(&json, value) }
    }
}
